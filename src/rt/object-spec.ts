import { InvalidInputError } from './errors.js';
import { quoted } from './quoted.js';

/** The nouns that RT's REST 1.0 names objects by. */
export const objectKinds = [
  'ticket',
  'user',
  'queue',
  'group',
  'attachment',
  'transaction',
] as const;

export type ObjectKind = (typeof objectKinds)[number];

/** One object as RT's `show` takes it: `ticket/17`, `user/alice`, `ticket/17/links`. Made only here. */
export type ObjectSpec = string & { readonly __spec: unique symbol };

const idDigits = /^[1-9][0-9]{0,9}$/;
/** The highest number that an object of RT may have. */
export const maxId = 2 ** 31 - 1;

/**
 * A number that RT may see in a path. RT expands lists and ranges, merges on `1/merge/2` and takes
 * `%2F` for a slash, so nothing but ASCII digits of a 32-bit id passes.
 */
export function parseId(text: string): number | undefined {
  if (!idDigits.test(text)) return undefined;
  const id = Number(text);
  return id <= maxId ? id : undefined;
}

/** `kind/id` for a checked number. */
export function byId(kind: ObjectKind, id: number): ObjectSpec {
  return spec(`${kind}/${checked(id)}`);
}

/** A part of a ticket that RT shows on its own. */
export function ticketPart(id: number, part: 'links' | 'attachments' | 'history'): ObjectSpec {
  return spec(`ticket/${checked(id)}/${part}`);
}

/** A ticket's history of one RT transaction type, which RT filters itself. */
export function historyOfType(id: number, type: string): ObjectSpec {
  if (!/^[A-Za-z ]+$/.test(type))
    throw new InvalidInputError(`${quoted(type)} is not a valid transaction type.`);
  return spec(`ticket/${checked(id)}/history/type/${type}`);
}

/** One transaction, which RT shows only when it belongs to this ticket. */
export function historyItemOf(ticket: number, transaction: number): ObjectSpec {
  return spec(`ticket/${checked(ticket)}/history/id/${checked(transaction)}`);
}

/** The custom fields that a queue's tickets carry; undefined where the queue's name cannot stand in a path. */
export function queueCustomFields(queue: number | string): ObjectSpec | undefined {
  const of = typeof queue === 'number' ? byId('queue', queue) : byName('queue', queue);
  return of && spec(`${of}/ticketcustomfields`);
}

/**
 * `kind/name`, or undefined where a name cannot stand in a path: RT splits at commas and slashes, takes
 * digits for an id and `new` for a template. Such names are found by a search instead.
 */
export function byName(kind: 'user' | 'queue' | 'group', name: string): ObjectSpec | undefined {
  const unfit = /[,/\\\p{Cc}\u2028\u2029]|^[\p{Nd}-]+$|^\s|\s$|^new$|^\.+$/u;
  return name === '' || unfit.test(name) ? undefined : spec(`${kind}/${name}`);
}

function checked(id: number): number {
  if (!Number.isInteger(id) || id < 1 || id > maxId) {
    throw new InvalidInputError(`${id} is not an RT object number.`);
  }
  return id;
}

function spec(text: string): ObjectSpec {
  // The brand is given here only, so that every spec has passed one of the checks above.
  return text as ObjectSpec;
}
