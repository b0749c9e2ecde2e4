import SchemaBuilder, {
  BasePlugin,
  type FieldNullability,
  type InputFieldMap,
  type PothosOutputFieldConfig,
  type SchemaTypes,
  type TypeParam,
} from '@pothos/core';
import type { GraphQLField } from 'graphql';

/** Where null always has an error at its path: true for the field itself, or levels of its list (1: the items). */
type NullOnlyWithError = true | readonly number[];

declare global {
  // Pothos is extended by adding to this namespace.
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      nullOnlyWithError: NullOnlyWithErrorPlugin<Types>;
    }

    export interface FieldOptions<
      Types extends SchemaTypes,
      ParentShape,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveShape,
      ResolveReturnShape,
    > {
      nullOnlyWithError?: NullOnlyWithError;
    }
  }
}

const nullOnlyWithError = 'nullOnlyWithError';
const sentence = 'Null only if an error occurred.';

/**
 * Keeps what fields say of their nulls in the schema's extensions, where `@semanticNonNull` is printed from, and adds it
 * to their descriptions.
 */
export class NullOnlyWithErrorPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(
    field: PothosOutputFieldConfig<Types>,
  ): PothosOutputFieldConfig<Types> {
    // A mutation that comes to an end answers with its payload.
    const declared = field.parentType === 'Mutation' || field.pothosOptions.nullOnlyWithError;
    if (!declared) return field;
    const levels = declared === true ? [0] : declared;
    const { description = '' } = field;
    const told = !levels.includes(0) || /\bnull\b[^.]*\berror\b/i.test(description ?? '');
    return {
      ...field,
      description: told ? description : `${description} ${sentence}`,
      extensions: { ...field.extensions, [nullOnlyWithError]: levels },
    };
  }
}

/** The levels at which a field's null always has an error at its path. Empty where null can be an answer. */
export function semanticNonNullLevels({
  extensions,
}: Pick<GraphQLField<unknown, unknown>, 'extensions'>): readonly number[] {
  const levels: unknown = extensions[nullOnlyWithError];
  return Array.isArray(levels) ? levels : [];
}

SchemaBuilder.registerPlugin(nullOnlyWithError, NullOnlyWithErrorPlugin);

export { nullOnlyWithError };
