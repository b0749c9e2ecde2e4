import type { CollectionName } from './collection.js';
import { asText, type JsonObject } from './json.js';
import { plain } from './listed-field.js';

/** Users and queues by name, and what REST 2.0 lists of them. */
export type ListedKind = 'user' | 'queue';

/** Where each kind is listed. */
export const collectionOf: Readonly<Record<ListedKind, CollectionName>> = {
  user: 'users',
  queue: 'queues',
};

const userKeys =
  'Name EmailAddress RealName NickName Gecos Organization Address1 Address2 City State Zip Country HomePhone WorkPhone MobilePhone PagerPhone Comments Signature Lang';
const queueKeys = 'Name Description CorrespondAddress CommentAddress Disabled SLADisabled';

/**
 * The columns that REST 2.0 lists, by REST 1.0's keys, and what it calls them. It never lists whether users are
 * disabled or privileged. Whatever is missing here is never asked of it: it would list secrets.
 */
const fields: Readonly<Record<ListedKind, ReadonlyMap<string, string>>> = {
  user: new Map([
    ...userKeys.split(' ').map((key) => [key, key] as const),
    ['ContactInfo', 'FreeformContactInfo'],
    ['FreeformContactInfo', 'FreeformContactInfo'],
  ]),
  queue: new Map(queueKeys.split(' ').map((key) => [key, key] as const)),
};

/** Whether REST 2.0 lists all these columns of a kind. `id` comes with every form of REST 1.0. */
export function listsAll(kind: ListedKind, columns: ReadonlySet<string>): boolean {
  return [...columns].every((column) => column === 'id' || fields[kind].has(column));
}

/** All columns of a kind that REST 2.0 lists, by REST 1.0's keys. */
export function listedColumns(kind: ListedKind): Iterable<string> {
  return fields[kind].keys();
}

/** What to ask of REST 2.0 for columns. */
export function fieldsFor(kind: ListedKind, columns: Iterable<string>): readonly string[] {
  const named = [...columns].flatMap((column) => fields[kind].get(column) ?? []);
  return [...new Set(['id', 'Name', ...named])];
}

/** The columns of a listed object as REST 1.0 has them. */
export function textsOf(
  kind: ListedKind,
  item: JsonObject,
  columns: Iterable<string>,
): ReadonlyMap<string, string> {
  const texts = new Map([['Name', asText(item['Name'])]]);
  for (const column of columns) {
    const field = fields[kind].get(column);
    if (field !== undefined) texts.set(column, plain(field).text(item));
  }
  return texts;
}
