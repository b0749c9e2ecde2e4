import {
  type ASTNode,
  type DocumentNode,
  type GraphQLError,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLSchema,
  isInputObjectType,
  isRequiredInputField,
  Kind,
  visit,
} from 'graphql';

/** Fields that a hint lists before it says that there are more. */
const maxListed = 12;

/**
 * A complaint about a value with what the input type takes. It tells names of the schema, so it is for those who may read
 * the schema anyway.
 */
export function withHint(message: string, schema: GraphQLSchema): string {
  const name = /Expected (?:value of )?type "\[*(\w+)[\]!]*"(?: to be an object)?\.$/.exec(
    message,
  )?.[1];
  const type = name === undefined ? undefined : schema.getType(name);
  if (type && isInputObjectType(type)) return `${message} ${hintAt(type)}`;
  const unknownIn = /^(?:.*; )?Field "\w+" is not defined by type "(\w+)"\.$/.exec(message)?.[1];
  const object = unknownIn === undefined ? undefined : schema.getType(unknownIn);
  return object && isInputObjectType(object) ? `${message} ${fieldsOf(object)}` : message;
}

/** Fields that a reader needs most often: an example shows the first of them that a type has. */
const wellKnown = ['eq', 'id', 'text', 'field', 'status', 'name'];

function hintAt(type: GraphQLInputObjectType): string {
  return `Send an object, e.g. ${exampleOf(type)}. ${fieldsOf(type)}`;
}

function exampleOf(type: GraphQLInputObjectType): string {
  const rank = ({ name }: GraphQLInputField) =>
    wellKnown.includes(name) ? wellKnown.indexOf(name) : wellKnown.length;
  const fields = Object.values(type.getFields()).sort((a, b) => rank(a) - rank(b));
  const required = fields.filter(isRequiredInputField);
  const shown = required.length > 0 ? required : fields.slice(0, 1);
  return `{ ${shown.map((field) => `${field.name}: ${exampleValue(field)}`).join(', ')} }`;
}

/** What stands for a value: of a filter its own example. */
function exampleValue({ type }: GraphQLInputField): string {
  return isInputObjectType(type) && type.getFields()['eq'] ? '{ eq: … }' : '…';
}

function fieldsOf(type: GraphQLInputObjectType): string {
  const names = Object.keys(type.getFields());
  const more = names.length > maxListed ? ', …' : '';
  return `Its fields: ${names.slice(0, maxListed).join(', ')}${more}.`;
}

/**
 * A complaint about a value in a document with the place where it stands, as complaints about variables have it:
 * `Argument "filter" got invalid value at "filter.status"; …`.
 */
export function withPlace(
  message: string,
  { nodes }: GraphQLError,
  document: DocumentNode,
): string {
  const [node] = nodes ?? [];
  const isOfInput = node !== undefined && (isValue(node) || node.kind === Kind.OBJECT_FIELD);
  const place = isOfInput ? placeOf(node, document) : undefined;
  if (place === undefined) return message;
  const [argument = '', ...rest] = place;
  const at = rest.length > 0 ? ` at "${argument}${rest.join('')}"` : '';
  return `Argument "${argument}" got invalid value${at}; ${message}`;
}

function isValue({ kind }: ASTNode): boolean {
  return kind.endsWith('Value');
}

/** The way from an argument down to a value: `filter`, `.and`, `[1]`. An unknown field belongs to its object. */
function placeOf(wanted: ASTNode, document: DocumentNode): readonly string[] | undefined {
  const way: string[] = [];
  let found: readonly string[] | undefined;
  visit(document, {
    enter(node, key) {
      if (found) return false;
      if (node === wanted && node.kind === Kind.OBJECT_FIELD) found = [...way];
      const step = stepTo(node, key);
      if (step !== undefined) way.push(step);
      if (node === wanted && way.length > 0) found ??= [...way];
      return undefined;
    },
    leave(node, key) {
      if (stepTo(node, key) !== undefined) way.pop();
    },
  });
  return found;
}

function stepTo(node: ASTNode, key: string | number | undefined): string | undefined {
  if (node.kind === Kind.ARGUMENT) return node.name.value;
  if (node.kind === Kind.OBJECT_FIELD) return `.${node.name.value}`;
  // Of all that stands in lists, values alone stand in lists of a document's values.
  return typeof key === 'number' && isValue(node) ? `[${key}]` : undefined;
}
