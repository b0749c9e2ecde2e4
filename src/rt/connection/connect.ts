import { fixedLimits } from '../../limits.js';
import { FieldMemory } from '../hybrid/field-memory.js';
import { hybrid } from '../hybrid/hybrid.js';
import type { Upstream } from '../port.js';
import { rest1 } from '../rest1/rest1.js';
import type { ByteBudget } from './byte-budget.js';
import type { CallerSession } from './caller-session.js';
import { createRtClient } from './client.js';
import type { Errand } from './errand.js';
import type { RtObserver } from './observer.js';
import { Rest2Presence } from './rest2-presence.js';
import { SessionPool } from './sessions.js';
import type { SharedLogins } from './shared-logins.js';
import { SharedReads } from './shared-reads.js';
import { Slots } from './slots.js';
import { TicketRange } from './ticket-range.js';
import { RtTrace } from './trace.js';
import { Transport } from './transport.js';

/** Where RT is, and how much of it may be used; the settings of the server have all of this. */
export interface RtSettings {
  readonly rtUrl: string;
  readonly rtConcurrency: number;
  readonly rtTimeoutMs: number;
  readonly timeZone: string | undefined;
  /** `1` where REST 1.0 alone may be asked; absent or `auto`: the better one of those that RT has. */
  readonly rtRest?: 'auto' | '1';
  /** RT sessions of other processes; absent: each process logs in by itself. */
  readonly logins?: SharedLogins | undefined;
  /** False sends every read on its own, to measure what sharing gains. */
  readonly sharesReads?: boolean;
  readonly observer?: RtObserver | undefined;
}

/** What one operation may take of RT. */
export interface RtAllowance {
  /** Requests; absent: as many as it takes. */
  readonly maxCalls?: number;
  /** What it may hold of RT's answers; absent where they are passed on. */
  readonly bytes?: ByteBudget;
  /** Ends reads when the caller is gone or the operation's time is over. Writes run to their own end. */
  readonly signal?: AbortSignal;
  /** When its time is over, by `performance.now()`. */
  readonly endsAt?: number | undefined;
  readonly errand?: Errand;
}

/** RT as one caller sees it during one operation. */
export interface OpenRt {
  readonly upstream: Upstream;
  /** What the operation has asked of RT so far. */
  readonly trace: RtTrace;
  /** Logs in unless the caller is. */
  signIn(): Promise<void>;
  /** The account that RT names: who is counted, however they logged in. */
  account(): Promise<string>;
}

/** The connection to one RT, shared by all callers. */
export interface RtConnection {
  readonly sessions: SessionPool;
  /** Whether RT has REST 2.0. */
  readonly rest2: Rest2Presence;
  /** Opens RT for one operation of a caller. Nothing is sent yet. */
  open(session: CallerSession, allowance: RtAllowance): OpenRt;
  /** Whether requests wait for a place towards RT. */
  isCrowded(): boolean;
  /** How many requests wait for a place towards RT. */
  waiting(): number;
  /** Logs all callers out and closes the connections. */
  close(): Promise<void>;
}

/** Connects to RT: the one place that makes transport, sessions, places and the ticket range. Nothing is sent yet. */
export function connectRt(settings: RtSettings): RtConnection {
  const { rtUrl, rtConcurrency, rtTimeoutMs, timeZone, sharesReads = true } = settings;
  const range = new TicketRange();
  const transport = new Transport({
    url: rtUrl,
    concurrency: rtConcurrency,
    timeoutMs: rtTimeoutMs,
    range,
    // Who waits for a place hears at once that RT is down.
    onDown: () => slots.refuseAll(),
    observer: settings.observer,
  });
  const rest2 = new Rest2Presence(transport, { isAllowed: settings.rtRest !== '1' });
  const sessions = new SessionPool(transport, { timeZone, rest2, shared: settings.logins });
  const fieldsOf = new WeakMap<CallerSession, FieldMemory>();
  const slots: Slots = new Slots({
    limit: rtConcurrency,
    refusal: () => transport.refusal(),
    onWaited: (...told) => transport.observer.waited?.(...told),
    maxWaiting: fixedLimits.maxWaiting,
    maxWaitMs: fixedLimits.maxWaitMs,
    // More would wait at RT for their own session, each in a worker that others could have.
    perOwner: fixedLimits.maxSessionsOfCaller,
    most: {
      // Each kind leaves a place to the others where there is more than one.
      write: Math.max(1, rtConcurrency - 1),
      login: Math.max(1, Math.min(fixedLimits.maxLogins, rtConcurrency - 1)),
      download: Math.ceil(rtConcurrency / 2),
    },
  });
  /** Never by the name of a caller: only who has proved the same credentials has the same session. */
  const shared = new WeakMap<CallerSession, SharedReads>();
  function sharedBy(session: CallerSession): SharedReads {
    const known = shared.get(session) ?? new SharedReads(() => slots.isFree(session.owner()));
    shared.set(session, known);
    return known;
  }
  return {
    sessions,
    rest2,
    open(session, allowance) {
      const trace = new RtTrace();
      const client = createRtClient({
        session,
        slots,
        ...(sharesReads && { shared: sharedBy(session) }),
        trace,
        range,
        webUrl: rtUrl,
        maxCalls: allowance.maxCalls ?? Number.POSITIVE_INFINITY,
        maxReplyBytes: fixedLimits.maxReplyBytes,
        ...(allowance.bytes && { bytes: allowance.bytes }),
        signal: allowance.signal,
        endsAt: allowance.endsAt,
        retries: transport.retries,
        errand: allowance.errand,
      });
      const fields = fieldsOf.get(session) ?? new FieldMemory();
      fieldsOf.set(session, fields);
      const { retries } = transport;
      const upstream = hybrid(rest1(client), { rt: client, presence: rest2, retries, fields });
      return { upstream, trace, signIn: () => client.signIn(), account: () => client.account() };
    },
    isCrowded: () => slots.isCrowded,
    waiting: () => slots.waiting,
    async close() {
      await sessions.close();
      await transport.close();
    },
  };
}
