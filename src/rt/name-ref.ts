import { InvalidInputError } from './errors.js';
import type { NamedKind } from './named-kind.js';
import { objectKinds, parseId } from './object-spec.js';
import { quoted } from './quoted.js';

/** One way to find a user, queue or group. */
export type NamedRef =
  | { readonly id: number }
  | { readonly name: string }
  | { readonly emailAddress: string };

/** What a text that names an object can mean, the likeliest first. */
export type NameReadings = readonly [NamedRef, ...NamedRef[]];

/**
 * Reads the text by which a caller names a user, queue or group: its ID (`queue/1`), its name, or a user's email
 * address. RT takes a bare number for an ID wherever it reads a name, so it is one here too. RT lets nobody call a
 * queue or group by a number; a user may be, and is meant where no user has the number as ID.
 * @throws InvalidInputError for an ID of another kind, and for one that RT cannot have
 */
export function readName(kind: NamedKind, text: string): NameReadings {
  const [, prefix, digits = ''] = /^([a-z]+)\/(\d+)$/.exec(text) ?? [];
  const given = objectKinds.find((known) => known === prefix);
  if (given !== undefined) return [{ id: idOf(kind, { given, digits, text }) }];
  if (/^\d+$/.test(text)) {
    const id = parseId(text.replace(/^0+/, ''));
    if (id === undefined) return [{ name: text }];
    return kind === 'user' ? [{ id }, { name: text }] : [{ id }];
  }
  if (kind === 'user' && text.includes('@')) return [{ name: text }, { emailAddress: text }];
  return [{ name: text }];
}

function idOf(
  kind: NamedKind,
  { given, digits, text }: { readonly given: string; readonly digits: string; text: string },
): number {
  if (given !== kind) {
    throw new InvalidInputError(
      `${quoted(text)} is the ID of a ${given}. Use the name or ID of a ${kind}.`,
    );
  }
  const id = parseId(digits);
  if (id === undefined) {
    throw new InvalidInputError(
      `${quoted(text)} is not a valid ID. The number of an ID is 1 to 2147483647, without leading zeros.`,
    );
  }
  return id;
}
