import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import { fixedLimits } from '../../limits.js';
import { InvalidInputError, TooCostlyError } from '../../rt/errors.js';
import { costOf, fragmentsOf } from './query-cost.js';
import { sizeOfVariables } from './variables-size.js';

/** What one operation may look like. */
export interface QueryLimits {
  readonly maxDepth: number;
  readonly maxCost: number;
  readonly maxAliases: number;
  readonly maxDirectives: number;
  readonly maxRootFields: number;
  readonly maxRootMutations: number;
}

interface Measure {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
}

const nothing: Measure = { depth: 0, aliases: 0, directives: 0 };

/**
 * Refuses operations that would cost RT too much, before RT is asked, and tells the cost of others. Sizes that come
 * in variables count like literals. Fragments are measured once each, so that chains of them cannot make the measuring
 * itself costly.
 * @throws TooCostlyError naming the limit, what it allows, and what was asked
 */
export function checkQuery(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  limits: QueryLimits & { readonly schema: GraphQLSchema },
): { readonly cost: number } {
  const given = sizeOfVariables(variables);
  check('values in variables', fixedLimits.maxVariableValues, given.values);
  check('depth of variables', fixedLimits.maxVariableDepth, given.depth);
  const fragments = fragmentsOf(document);
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  );
  const values = { ...Object.fromEntries(defaults), ...variables };
  const meter = new Meter(fragments, values);
  const measure = meter.measure(operation.selectionSet);
  const roots = meter.rootFields(operation.selectionSet);
  const mutation = operation.operation === 'mutation';
  check('MAX_DEPTH', limits.maxDepth, measure.depth);
  check('aliases', limits.maxAliases, measure.aliases);
  check('directives', limits.maxDirectives, measure.directives);
  check('root fields', mutation ? limits.maxRootMutations : limits.maxRootFields, roots);
  const cost = costOf(operation, { schema: limits.schema, fragments, variables: values });
  check('MAX_COST', limits.maxCost, cost);
  return { cost };
}

const messages = {
  MAX_DEPTH: (asked: number, max: number) =>
    `Query depth ${asked} exceeds the maximum of ${max} (MAX_DEPTH).`,
  MAX_COST: (asked: number, max: number) =>
    `Query cost ${asked} exceeds the maximum of ${max} (MAX_COST).`,
  aliases: (asked: number, max: number) =>
    `The operation has ${asked} aliases. The maximum is ${max}.`,
  directives: (asked: number, max: number) =>
    `The operation has ${asked} directives. The maximum is ${max}.`,
  'root fields': (asked: number, max: number) =>
    `The operation has ${asked} root fields. The maximum is ${max}.`,
  'values in variables': (asked: number, max: number) =>
    `The variables have ${asked} values. The maximum is ${max}.`,
  'depth of variables': (asked: number, max: number) =>
    `The variables are nested ${asked} levels deep. The maximum is ${max}.`,
};

function check(name: keyof typeof messages, allowed: number, measured: number): void {
  if (measured <= allowed) return;
  // Fragments that double can count to infinity, which JSON cannot tell.
  const asked = Math.min(measured, Number.MAX_SAFE_INTEGER);
  throw new TooCostlyError(messages[name](asked, allowed), { limit: { name, allowed, asked } });
}

class Meter {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #variables: Readonly<Record<string, unknown>>;
  readonly #known = new Map<string, Measure>();
  readonly #roots = new Map<string, number>();

  constructor(
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    variables: Readonly<Record<string, unknown>>,
  ) {
    this.#fragments = fragments;
    this.#variables = variables;
  }

  measure({ selections }: SelectionSetNode): Measure {
    let sum = nothing;
    for (const selection of selections) {
      const part =
        selection.kind === Kind.FIELD
          ? this.#field(selection)
          : selection.kind === Kind.INLINE_FRAGMENT
            ? this.measure(selection.selectionSet)
            : this.#fragment(selection.name.value);
      sum = {
        depth: Math.max(sum.depth, part.depth),
        aliases: sum.aliases + part.aliases,
        directives: sum.directives + part.directives + (selection.directives?.length ?? 0),
      };
    }
    return sum;
  }

  /** What executing would take for a fault of the server: a list cannot begin with fewer items than none. */
  #checkStream({ directives = [] }: FieldNode): void {
    const stream = directives.find(({ name }) => name.value === 'stream');
    const count = stream?.arguments?.find(({ name }) => name.value === 'initialCount')?.value;
    const value = count && valueFromASTUntyped(count, this.#variables);
    if (typeof value === 'number' && value < 0) {
      throw new InvalidInputError(`initialCount of @stream is ${value}. It must be 0 or more.`);
    }
  }

  /** Root fields, through fragments. */
  rootFields({ selections }: SelectionSetNode): number {
    let count = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) count++;
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        count += this.rootFields(selection.selectionSet);
      } else {
        const name = selection.name.value;
        const fragment = this.#fragments.get(name);
        const known = this.#roots.get(name);
        const own = known ?? (fragment ? this.rootFields(fragment.selectionSet) : 0);
        this.#roots.set(name, own);
        count += own;
      }
    }
    return count;
  }

  #field(field: FieldNode): Measure {
    this.#checkStream(field);
    const aliases = field.alias ? 1 : 0;
    // Introspection is made from memory and limits its own depth.
    if (field.name.value.startsWith('__')) return { ...nothing, depth: 1, aliases };
    if (!field.selectionSet) return { ...nothing, depth: 1, aliases };
    const below = this.measure(field.selectionSet);
    return {
      depth: below.depth + 1,
      aliases: aliases + below.aliases,
      directives: below.directives,
    };
  }

  #fragment(name: string): Measure {
    const known = this.#known.get(name);
    if (known) return known;
    const fragment = this.#fragments.get(name);
    const measure = fragment ? this.measure(fragment.selectionSet) : nothing;
    this.#known.set(name, measure);
    return measure;
  }
}
