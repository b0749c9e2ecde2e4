import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { fixedLimits } from '../limits.js';
import { InvalidInputError } from '../rt/errors.js';
import type { FeedState } from './feed-state.js';

const version = 'c1';
const dayMs = 86_400_000;

/** What cursors of a feed are for. */
export interface FeedScope {
  /** The account that RT names for the caller. */
  readonly account: string;
  /** What was searched for, as the caller gave it: what RT is asked may differ from time to time. */
  readonly search: string;
}

/**
 * Writes down a state for the client to keep: whichever server it comes back to goes on from there. Instants are kept in
 * seconds, which is what RT's dates have; numbers as distances.
 */
export function writeFeedCursor(scope: FeedScope, state: FeedState): string {
  const { since, floor, from, told, sweep } = state;
  const base = Math.floor(since / 1000);
  const pairs: number[] = [];
  let last = floor;
  for (const [id, at] of [...told].sort(([a], [b]) => a - b)) {
    // Rounded up: what seems to have been told later is remembered longer.
    pairs.push(id - last, Math.ceil(at / 1000) - base);
    last = id;
  }
  const way = sweep && [
    Math.floor(sweep.start / 1000) - base,
    sweep.upTo,
    sweep.ticket,
    sweep.item,
  ];
  const parts = [base, floor, Math.floor(from / 1000) - base, pairs, way ?? []];
  const text = JSON.stringify([markOf(scope, parts), ...parts]);
  return `${version}.${deflateRawSync(text).toString('base64url')}`;
}

/**
 * @param now RT's clock
 * @throws InvalidInputError for what is not a cursor of this caller and search, or an old one
 */
export function readFeedCursor(text: string, scope: FeedScope, now: number): FeedState {
  const [mark, base, floor, from, pairs, way] = decode(text) ?? [];
  if (
    typeof mark !== 'string' ||
    !isWhole(base) ||
    !isCount(floor) ||
    !isWhole(from) ||
    !isWholes(pairs) ||
    pairs.length % 2 !== 0 ||
    !isWholes(way) ||
    (way.length !== 0 && way.length !== 4)
  ) {
    throw new InvalidInputError(
      'The cursor is not valid. Use a cursor of ticketsChanged or ticketChanges.',
    );
  }
  if (mark !== markOf(scope, [base, floor, from, pairs, way])) {
    throw new InvalidInputError('The cursor belongs to a different user or search.');
  }
  const since = base * 1000;
  if (since > now + dayMs) {
    throw new InvalidInputError(
      'The cursor is not valid. Use a cursor of ticketsChanged or ticketChanges.',
    );
  }
  if (since < now - fixedLimits.maxFeedAgeMs) {
    throw new InvalidInputError(
      `This cursor is older than ${fixedLimits.maxFeedAgeMs / dayMs} days. Read the tickets again, and start without after.`,
    );
  }
  const told = new Map<number, number>();
  let last = floor;
  for (let at = 0; at < pairs.length; at += 2) {
    last += pairs[at] ?? 0;
    told.set(last, since + (pairs[at + 1] ?? 0) * 1000);
  }
  const [start, upTo, ticket, item] = way;
  return {
    since,
    floor,
    from: since + from * 1000,
    told,
    ...(start !== undefined &&
      upTo !== undefined &&
      ticket !== undefined &&
      item !== undefined && {
        sweep: { start: since + start * 1000, upTo, ticket, item },
      }),
  };
}

/** Tells a cursor of another caller or search, and one that was changed. Whoever makes one up harms only themselves. */
function markOf({ account, search }: FeedScope, parts: readonly unknown[]): string {
  const text = JSON.stringify([account, search, parts]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}

function decode(text: string): unknown[] | undefined {
  const [prefix, body, ...rest] = text.split('.');
  if (prefix !== version || body === undefined || rest.length > 0) return undefined;
  if (body.length > fixedLimits.maxFeedCursorCharacters) return undefined;
  try {
    const bytes = Buffer.from(body, 'base64url');
    if (bytes.toString('base64url') !== body) return undefined;
    const most = 16 * fixedLimits.maxFeedCursorCharacters;
    const { buffer, engine } = inflateAll(bytes, most);
    if (engine.bytesWritten !== bytes.length) return undefined;
    const value: unknown = JSON.parse(buffer.toString('utf8'));
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What was inflated, and how many bytes that took: what follows them would be passed over. */
function inflateAll(bytes: Buffer, maxOutputLength: number) {
  // With `info` the result is this, which its types do not know.
  return inflateRawSync(bytes, { maxOutputLength, info: true }) as unknown as {
    readonly buffer: Buffer;
    readonly engine: { readonly bytesWritten: number };
  };
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value);
}

function isCount(value: unknown): value is number {
  return isWhole(value) && value >= 0;
}

function isWholes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every(isWhole);
}
