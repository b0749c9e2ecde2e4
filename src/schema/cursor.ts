import { createHash } from 'node:crypto';
import { fixedLimits } from '../limits.js';
import { InvalidInputError } from '../rt/errors.js';

/** How many neighbours a cursor remembers, to find its place again when items moved. */
export const anchorCount = 4;

/** Where an item stood in its list. */
export interface Cursor {
  readonly index: number;
  /** Ids up to and with the cursor's own, which is last. */
  readonly anchors: readonly number[];
  /** What the list was sorted by, as the item had it. Absent where the id alone decides, or where it is too long. */
  readonly key: string | undefined;
}

/** A list's mark in its cursors. */
export type Scope = () => string;

/** The mark of a list, made when the first cursor needs it. */
export function scopeOf(scope: string): Scope {
  let hash: string | undefined;
  return () => {
    hash ??= createHash('sha256').update(scope).digest('base64url').slice(0, 8);
    return hash;
  };
}

/** The cursor that a client sent, if it did: many send an empty one for the first page. */
export function givenCursor(text: string | null | undefined): string | undefined {
  return text == null || text === '' ? undefined : text;
}

/** The cursor of the item at a place of a list, which may be a part of the whole list, where it has another index. */
export function writeCursor(
  scope: Scope,
  list: readonly { readonly id: number }[],
  at: number,
  { index = at, key }: { readonly index?: number; readonly key?: string | undefined } = {},
): string {
  const anchors = list.slice(Math.max(0, at - anchorCount + 1), at + 1).map(({ id }) => id);
  const parts =
    key === undefined || key.length > fixedLimits.maxCursorKeyCharacters
      ? [1, scope(), index, ...anchors]
      : [2, scope(), index, key, ...anchors];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** @throws InvalidInputError for what is not a cursor of this list */
export function readCursor(text: string, scope: Scope): Cursor {
  const [version, of, index, ...rest] = decode(text) ?? [];
  const key = version === 2 ? rest.shift() : undefined;
  const anchors = rest.filter(isCount);
  const wellFormed =
    (version === 1 ||
      (version === 2 &&
        typeof key === 'string' &&
        key.length <= fixedLimits.maxCursorKeyCharacters)) &&
    typeof of === 'string' &&
    isCount(index) &&
    anchors.length === rest.length &&
    anchors.length > 0 &&
    anchors.length <= anchorCount;
  if (!wellFormed)
    throw new InvalidInputError('The cursor is not valid. Use a cursor that this API returned.');
  if (of !== scope()) {
    throw new InvalidInputError('The cursor belongs to a different list or sort order.');
  }
  return { index, anchors, key: typeof key === 'string' ? key : undefined };
}

function decode(text: string): unknown[] | undefined {
  try {
    const bytes = Buffer.from(text, 'base64url');
    if (text.length > 1200 || bytes.toString('base64url') !== text) return undefined;
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
