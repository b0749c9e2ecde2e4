import { fixedLimits } from '../limits.js';

/**
 * How far a caller has been told of changes. RT gives every change a transaction with a number, and the ticket the second
 * in which it happened. Neither is a place in a queue: a transaction shows up when its database transaction is committed,
 * seconds after its number and its second were taken, and perhaps after later ones. So what is told is remembered by
 * number until nothing older can show up any more. Instants are RT's clock, in milliseconds.
 */
export interface FeedState {
  /** What is not told yet belongs to tickets that were updated since. */
  readonly since: number;
  /** All transactions up to this number are told. 0 until that is known. */
  readonly floor: number;
  /** What was made before is told, where the floor does not say so. */
  readonly from: number;
  /** Told transactions above the floor, and when they were told. */
  readonly told: ReadonlyMap<number, number>;
  /** Where many tickets have changed: how far the way through them has come. */
  readonly sweep?: Sweep;
}

/** A way through many changed tickets, by number. */
export interface Sweep {
  /** When it began: what shows up later is told after it. */
  readonly start: number;
  /** Transactions up to this number were all to be seen then, so they need not be remembered. */
  readonly upTo: number;
  /** The last ticket of which anything was told, */
  readonly ticket: number;
  /** and its last transaction that was; 0 when the ticket is done. */
  readonly item: number;
}

/** The state of whoever begins to listen now. The changes of the last seconds are still to be marked as told. */
export function beginAt(now: number): FeedState {
  return {
    since: now - fixedLimits.maxCommitMs,
    floor: 0,
    // What is committed late is told, unless it was made long before. RT's dates are whole seconds, and so is this one: a
    // cursor has to say the same.
    from: Math.ceil(now / 1000) * 1000 - fixedLimits.maxCommitMs / 2,
    told: new Map(),
  };
}

/** Whether a transaction is still to be told, as far as its number says. */
export function isUntold({ floor, told }: Pick<FeedState, 'floor' | 'told'>, id: number): boolean {
  return id > floor && !told.has(id);
}

/** The state after transactions were told. */
export function tell(state: FeedState, ids: Iterable<number>, now: number): FeedState {
  const told = new Map(state.told);
  for (const id of ids) told.set(id, now);
  return { ...state, told };
}

/**
 * The state after everything was told that was to be seen at `start`. By then every number was to be seen that is lower
 * than one that was told long before.
 */
export function settle(state: FeedState, start: number): FeedState {
  const settled = start - fixedLimits.maxCommitMs;
  let floor = state.floor;
  for (const [id, at] of state.told) if (at <= settled && id > floor) floor = id;
  return {
    since: Math.max(state.since, settled),
    floor,
    from: state.from,
    told: new Map([...state.told].filter(([id]) => id > floor)),
  };
}
