import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { type ListSize, listSizeOf, weightOf } from '../../schema/cost/declared.js';

/** What an operation costs: objects that may have to be loaded, by what is declared beside each field. */
export function costOf(
  operation: OperationDefinitionNode,
  options: {
    readonly schema: GraphQLSchema;
    readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
    /** Values of variables, defaults included. */
    readonly variables: Readonly<Record<string, unknown>>;
  },
): number {
  const { schema, fragments, variables } = options;
  const root = schema.getRootType(operation.operation) ?? undefined;
  return new CostMeter(schema, fragments, variables).selection(operation.selectionSet, root);
}

/** The fragments of a document by name. */
export function fragmentsOf({ definitions }: DocumentNode) {
  return new Map(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );
}

/** The subfields of a page that are its list, and how long that counts as. */
interface Sized {
  readonly fields: readonly string[];
  readonly size: number;
}

class CostMeter {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #variables: Readonly<Record<string, unknown>>;
  /** Costs of fragments, which depend on the size of the page that they are spread in. */
  readonly #known = new Map<string, number>();

  constructor(
    schema: GraphQLSchema,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    variables: Readonly<Record<string, unknown>>,
  ) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#variables = variables;
  }

  selection(
    { selections }: SelectionSetNode,
    type: GraphQLNamedType | undefined,
    sized?: Sized,
  ): number {
    let sum = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) sum += this.#field(selection, type, sized);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const on = selection.typeCondition?.name.value;
        const own = on === undefined ? type : this.#schema.getType(on);
        sum += this.selection(selection.selectionSet, own, sized);
      } else sum += this.#fragment(selection.name.value, sized);
    }
    return sum;
  }

  #fragment(name: string, sized: Sized | undefined): number {
    const fragment = this.#fragments.get(name);
    if (!fragment) return 0;
    const key = sized ? `${name} ${sized.size} ${sized.fields.join()}` : name;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const type = this.#schema.getType(fragment.typeCondition.name.value);
    const cost = this.selection(fragment.selectionSet, type, sized);
    this.#known.set(key, cost);
    return cost;
  }

  #field(node: FieldNode, type: GraphQLNamedType | undefined, sized: Sized | undefined): number {
    const name = node.name.value;
    // Introspection is made from memory and limits its own depth.
    if (name.startsWith('__')) return 0;
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
    const list = field && listSizeOf(field);
    const size = list ? this.#sizeOf(node, list) : 1;
    const page = list?.sizedFields && { fields: list.sizedFields, size };
    const below = node.selectionSet
      ? this.selection(node.selectionSet, field && getNamedType(field.type), page)
      : 0;
    const times = sized?.fields.includes(name) ? sized.size : page ? 1 : size;
    return times * ((field ? weightOf(field) : 1) + below);
  }

  /** How many items a list counts as, by its arguments. */
  #sizeOf(node: FieldNode, { slicingArguments, assumedSize }: ListSize): number {
    const sizes = slicingArguments.flatMap((name) => {
      const given = node.arguments?.find((argument) => argument.name.value === name);
      const size = given && this.#length(given.value);
      return size === undefined ? [] : [size];
    });
    return Math.max(1, ...(sizes.length > 0 ? sizes : [assumedSize]));
  }

  /** A number, or the length of a list; undefined where neither is given. */
  #length(node: ValueNode): number | undefined {
    if (node.kind === Kind.INT) return Number(node.value);
    if (node.kind === Kind.LIST) return node.values.length;
    const value = node.kind === Kind.VARIABLE ? this.#variables[node.name.value] : undefined;
    if (Array.isArray(value)) return value.length;
    return typeof value === 'number' ? value : undefined;
  }
}
