import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  isScalarType,
  typeFromAST,
} from 'graphql';

/** Variables as the editor holds them. */
export type Variables = Readonly<Record<string, unknown>>;

/** Where the variables of an operation take a file. */
export interface UploadPlace {
  readonly path: readonly (string | number)[];
  /** What stands there now. */
  readonly value: unknown;
}

/** Names of scalars that stand for a file of a multipart request. */
const uploadScalars: readonly string[] = ['Upload', 'File'];

/**
 * All places of an operation's variables where the schema wants a file: those that are there, those that may be
 * filled, and in each list one for another item.
 */
export function uploadPlaces(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  variables: Variables,
): UploadPlace[] {
  return typedVariables(schema, document, operationName).flatMap(([name, type]) =>
    placesIn(type, variables[name], [name], []),
  );
}

/**
 * The variables with `reference` at one of the places. What holds the file is told its name and type too, where it has
 * fields for these, and holds no other content.
 */
export function withUpload(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  variables: Variables,
  path: UploadPlace['path'],
  file: { readonly reference: string; readonly name: string; readonly type: string },
): Variables {
  const [name = '', ...rest] = path;
  const type = typedVariables(schema, document, operationName).find(([one]) => one === name)?.[1];
  if (type === undefined) return variables;

  function put(at: GraphQLInputType, value: unknown, below: UploadPlace['path']): unknown {
    const [step, ...further] = below;
    if (step === undefined) return file.reference;
    const inner = isNonNullType(at) ? at.ofType : at;
    if (isListType(inner)) {
      const items = Array.isArray(value) ? [...value] : [];
      items[Number(step)] = put(inner.ofType, items[Number(step)], further);
      return items;
    }
    if (!isInputObjectType(inner)) return value;
    const fields = inner.getFields();
    const field = fields[step];
    if (field === undefined) return value;
    const old = inner.isOneOf || !isRecord(value) ? {} : value;
    const described = {
      ...(fields['filename'] && { filename: file.name }),
      ...(fields['contentType'] && { contentType: file.type || 'application/octet-stream' }),
    };
    return { ...old, ...described, [step]: put(field.type, old[step], further) };
  }

  return { ...variables, [name]: put(type, variables[name], rest) };
}

function typedVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): [name: string, type: GraphQLInputType][] {
  const operation = getOperationAST(document, operationName);
  return (operation?.variableDefinitions ?? []).flatMap(({ variable, type }) => {
    const known = typeFromAST(schema, type);
    return isInputType(known) ? [[variable.name.value, known]] : [];
  });
}

function placesIn(
  type: GraphQLInputType,
  value: unknown,
  path: UploadPlace['path'],
  /** Input types on the way here: one that holds itself ends there. */
  above: readonly string[],
): UploadPlace[] {
  const inner = isNonNullType(type) ? type.ofType : type;
  if (isListType(inner)) {
    const items: unknown[] = Array.isArray(value) ? value : [];
    return [...items, undefined].flatMap((item, index) =>
      placesIn(inner.ofType, item, [...path, index], above),
    );
  }
  if (isScalarType(inner)) return uploadScalars.includes(inner.name) ? [{ path, value }] : [];
  if (!isInputObjectType(inner) || above.includes(inner.name)) return [];
  const old = isRecord(value) ? value : {};
  return Object.values(inner.getFields()).flatMap((field) =>
    leadsNowhere(field.type)
      ? []
      : placesIn(field.type, old[field.name], [...path, field.name], [...above, inner.name]),
  );
}

function leadsNowhere(type: GraphQLInputType): boolean {
  const named = getNamedType(type);
  return !isInputObjectType(named) && !uploadScalars.includes(named.name);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
