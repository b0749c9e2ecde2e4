import {
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  type InlineFragmentNode,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Column } from '../rt/columns/column.js';
import { type TicketPart, type Wanted, wantBoth, wantColumns } from '../rt/wanted.js';

/** What a field needs of its parent object, as declared beside it; a function where arguments decide. */
export type Need =
  | Partial<Wanted>
  | ((args: Readonly<Record<string, unknown>>, under: Under) => Partial<Wanted>);

/** What is wanted of the object at the end of a path below a field. */
export type Under = (...path: readonly string[]) => Wanted;

declare module 'graphql' {
  // The declaration that graphql offers for typed extensions.
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    readonly rt?: Need;
    /** The column of its parent that names the object which it returns. */
    readonly rtNamedBy?: string;
  }
}

/** Declares a need for columns: `t.field({ ...needs(ticketColumns.subject), … })`. */
export function needs(...columns: readonly Pick<Column<unknown>, 'key' | 'zoned'>[]): {
  extensions: { rt: Need };
} {
  return { extensions: { rt: wantColumns(...columns) } };
}

/** Declares a need that arguments decide, or that is not a plain column. */
export function needsOf(need: Need): { extensions: { rt: Need } } {
  return { extensions: { rt: need } };
}

/** Declares a need for the column that names the user or queue which a field returns. */
export function needsNamed(column: Pick<Column<unknown>, 'key' | 'zoned'>): {
  extensions: { rt: Need; rtNamedBy: string };
} {
  return { extensions: { rt: wantColumns(column), rtNamedBy: column.key } };
}

/** RT's number of an object known by name so far. RT prints it in every form. */
export const idKey: Partial<Wanted> = { keys: new Set(['id']) };

/** Declares a part of the ticket that should come along in the ticket's own request. */
export function needsPart(part: TicketPart): { extensions: { rt: Need } } {
  return { extensions: { rt: { parts: new Set([part]) } } };
}

/**
 * What a query wants of the objects that a field returns: the needs of all fields selected on it, through
 * fragments, aliases, interfaces, unions, @skip and @include. The selection is walked once for each field
 * and shared by all items of a list.
 *
 * Where a field can return objects of several types and the type of one is known, `only` leaves out what is
 * selected of the others.
 */
export function wantedOf(info: GraphQLResolveInfo, only?: TypeNames): Wanted {
  let known = cache.get(info.fieldNodes);
  if (known?.variables !== info.variableValues) {
    known = { variables: info.variableValues, wanted: new Map() };
    cache.set(info.fieldNodes, known);
  }
  const wanted = known.wanted.get(only) ?? lookAhead(info, only);
  known.wanted.set(only, wanted);
  return wanted;
}

/** Names of object types. Keep the set: what is selected of them is remembered by it. */
export type TypeNames = ReadonlySet<string>;

function lookAhead(info: GraphQLResolveInfo, only: TypeNames | undefined): Wanted {
  const walk = newWalk(info);
  const types = typesOf(info.schema, getNamedType(info.returnType));
  const own = only ? types.filter(({ name }) => only.has(name)) : types;
  for (const { selectionSet } of info.fieldNodes) {
    if (selectionSet) collect(walk, own, selectionSet, true);
  }
  return walk.sum;
}

/**
 * What a query wants of the object at the end of a path of fields below what a field returns: of `ticket` in a
 * mutation's payload, before the payload exists.
 */
export function wantedUnder(info: GraphQLResolveInfo, ...path: readonly string[]): Wanted {
  return lookUnder(info, getNamedType(info.returnType), info.fieldNodes, path);
}

function lookUnder(
  info: GraphQLResolveInfo,
  type: GraphQLNamedType,
  fields: readonly FieldNode[],
  path: readonly string[],
): Wanted {
  const walk = newWalk(info);
  // A place on the path has one type, so a fragment is looked through once for each place.
  const seen = path.map(() => new Set<FragmentDefinitionNode>());
  const look = (of: GraphQLNamedType, { selections }: SelectionSetNode, at: number): void => {
    const name = path[at];
    if (name === undefined || !isObjectType(of)) return;
    const field = of.getFields()[name];
    for (const selection of selections) {
      if (!included(selection, info)) continue;
      if (selection.kind === Kind.FIELD) {
        if (!field || selection.name.value !== name || !selection.selectionSet) continue;
        const target = getNamedType(field.type);
        if (at + 1 < path.length) look(target, selection.selectionSet, at + 1);
        else collect(walk, typesOf(info.schema, target), selection.selectionSet, true);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        look(of, selection.selectionSet, at);
      } else {
        const fragment = info.fragments[selection.name.value];
        if (!fragment || seen[at]?.has(fragment)) continue;
        seen[at]?.add(fragment);
        look(of, fragment.selectionSet, at);
      }
    }
  };
  for (const { selectionSet } of fields) {
    if (!selectionSet) continue;
    if (path.length === 0) collect(walk, typesOf(info.schema, type), selectionSet, true);
    else look(type, selectionSet, 0);
  }
  return walk.sum;
}

// A parsed document may be shared by operations, whose variables decide @skip, @include and arguments.
const cache = new WeakMap<
  readonly FieldNode[],
  { readonly variables: unknown; readonly wanted: Map<TypeNames | undefined, Wanted> }
>();

interface Sum {
  readonly keys: Set<string>;
  readonly parts: Set<TicketPart>;
  all: boolean;
  zoned: boolean;
  readonly of: Map<string, Sum>;
  items?: Wanted;
}

/** One look over a selection. */
interface Walk {
  readonly info: GraphQLResolveInfo;
  readonly sum: Sum;
  /**
   * The types that fragments were looked through for, with their ticket parts or without. A fragment that is spread
   * many times, in fragments that are too, is walked once for each type and not once for each spread.
   */
  readonly withParts: Seen;
  readonly withoutParts: Seen;
  /** Looks over what is selected of the objects that columns name. */
  readonly of: Map<string, Walk>;
}

type Seen = Map<FragmentDefinitionNode, Set<GraphQLObjectType>>;

function newWalk(info: GraphQLResolveInfo): Walk {
  const sum: Sum = { keys: new Set(), parts: new Set(), all: false, zoned: false, of: new Map() };
  return { info, sum, withParts: new Map(), withoutParts: new Map(), of: new Map() };
}

/**
 * Adds up what is selected of the types that an object may have; fragments narrow them. What is deferred must not hold
 * up the rest: its columns come along, and its parts when they are asked for.
 */
function collect(
  walk: Walk,
  types: readonly GraphQLObjectType[],
  { selections }: SelectionSetNode,
  parts: boolean,
): void {
  if (types.length === 0) return;
  const { info } = walk;
  for (const selection of selections) {
    if (!included(selection, info)) continue;
    if (selection.kind === Kind.FIELD) {
      // A need may differ between types, so each is asked.
      for (const type of types) {
        const field = type.getFields()[selection.name.value];
        const need = field?.extensions.rt;
        if (!field || need === undefined) continue;
        const own =
          typeof need === 'function'
            ? need(getArgumentValues(field, selection, info.variableValues), (...path) =>
                lookUnder(info, getNamedType(field.type), [selection], path),
              )
            : need;
        add(walk.sum, own, parts);
        lookAt(walk, field, selection);
      }
      continue;
    }
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? info.fragments[selection.name.value] : selection;
    if (!fragment) continue;
    const wantsParts = parts && !isDeferred(selection, info);
    let own = narrowed(info.schema, types, fragment.typeCondition?.name.value);
    if (fragment.kind === Kind.FRAGMENT_DEFINITION) own = unseen(walk, fragment, own, wantsParts);
    collect(walk, own, fragment.selectionSet, wantsParts);
  }
}

/** Adds up what is selected of the user or queue that a field returns and a column names. */
function lookAt(walk: Walk, field: GraphQLField<unknown, unknown>, { selectionSet }: FieldNode) {
  const { rtNamedBy: key } = field.extensions;
  if (key === undefined || !selectionSet) return;
  const below = walk.of.get(key) ?? newWalk(walk.info);
  walk.of.set(key, below);
  walk.sum.of.set(key, below.sum);
  collect(below, typesOf(walk.info.schema, getNamedType(field.type)), selectionSet, false);
}

/** The types that meet a fragment's condition. */
function narrowed(
  schema: GraphQLSchema,
  types: readonly GraphQLObjectType[],
  condition: string | undefined,
): readonly GraphQLObjectType[] {
  if (condition === undefined) return types;
  const own = typesOf(schema, schema.getType(condition));
  return types.filter((type) => own.includes(type));
}

/** The types that a fragment was not looked through for, which it now is. */
function unseen(
  { withParts, withoutParts }: Walk,
  fragment: FragmentDefinitionNode,
  types: readonly GraphQLObjectType[],
  parts: boolean,
): readonly GraphQLObjectType[] {
  const seen = parts ? withParts : withoutParts;
  const before = seen.get(fragment) ?? new Set();
  seen.set(fragment, before);
  // What was looked through with its parts needs no look without them.
  const more = types.filter((type) => !before.has(type) && !withParts.get(fragment)?.has(type));
  for (const type of more) before.add(type);
  return more;
}

/** The object types that an object of this type may have. */
function typesOf(
  schema: GraphQLSchema,
  type: GraphQLNamedType | undefined,
): readonly GraphQLObjectType[] {
  if (isObjectType(type)) return [type];
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
}

function add(sum: Sum, need: Partial<Wanted>, parts: boolean): void {
  for (const key of need.keys ?? []) sum.keys.add(key);
  if (parts) {
    for (const part of need.parts ?? []) sum.parts.add(part);
    if (need.items) sum.items = sum.items ? wantBoth(sum.items, need.items) : need.items;
  }
  sum.all ||= need.all ?? false;
  sum.zoned ||= need.zoned ?? false;
}

function isDeferred(
  { directives }: FragmentSpreadNode | InlineFragmentNode,
  { variableValues }: GraphQLResolveInfo,
): boolean {
  const defer = directives?.find(({ name }) => name.value === 'defer');
  const condition = defer?.arguments?.find(({ name }) => name.value === 'if')?.value;
  if (condition === undefined) return defer !== undefined;
  const value = condition.kind === Kind.VARIABLE ? variableValues[condition.name.value] : undefined;
  return condition.kind === Kind.BOOLEAN ? condition.value : value !== false;
}

function included(
  node: SelectionSetNode['selections'][number],
  { variableValues }: GraphQLResolveInfo,
): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, node, variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, node, variableValues);
  return skip?.['if'] !== true && include?.['if'] !== false;
}
