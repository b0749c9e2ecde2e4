import { type GraphQLField, getNamedType, isLeafType } from 'graphql';

/** How long a list counts as: the arguments of `@listSize`. */
export interface ListSize {
  readonly assumedSize: number;
  readonly slicingArguments: readonly string[];
  /** Subfields that are the list; the field itself if empty. */
  readonly sizedFields?: readonly string[];
}

/**
 * The `listSize` of a page of a list, to be declared beside its arguments. `size` is how many items come without first
 * and last.
 */
export function pageSize(size: number) {
  return {
    listSize: {
      assumedSize: size,
      slicingArguments: ['first', 'last'],
      sizedFields: ['edges', 'nodes'],
      requireOneSlicingArgument: false,
    },
  };
}

type Field = Pick<GraphQLField<unknown, unknown>, 'type' | 'extensions'>;

/** What a field counts, with all that is selected of it left out. Its option `cost` says so; an object counts 1. */
export function weightOf(field: Field): number {
  const { weight } = applied(field, 'cost') ?? {};
  return typeof weight === 'number' ? weight : isLeafType(getNamedType(field.type)) ? 0 : 1;
}

/** How long the list of a field counts as, where its option `listSize` says so. */
export function listSizeOf(field: Field): ListSize | undefined {
  const args = applied(field, 'listSize');
  // Only this builder's options are kept under this name, whose type they had.
  return args as ListSize | undefined;
}

/** Directives of a field for its SDL, as cost analysis of clients and gateways reads them. */
export function costDirectivesOf(field: Field): readonly string[] {
  return ['cost', 'listSize'].flatMap((name) => {
    const args = applied(field, name);
    if (!args) return [];
    // The specification's weights are strings; federation's are numbers.
    const given = Object.entries(args).map(
      ([key, value]) => `${key}: ${JSON.stringify(name === 'cost' ? String(value) : value)}`,
    );
    return [`@${name}(${given.join(', ')})`];
  });
}

/** The options `cost` and `listSize` become directives, which Pothos keeps here and federation prints. */
function applied({ extensions }: Field, name: string): Record<string, unknown> | undefined {
  const directives: unknown = extensions['directives'];
  if (!Array.isArray(directives)) return undefined;
  return directives.find((one) => one.name === name)?.args;
}
