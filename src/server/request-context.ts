import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.js';
import { fixedLimits } from '../limits.js';
import { createLoaders } from '../loaders/loaders.js';
import { ByteBudget } from '../rt/connection/byte-budget.js';
import type { CallerSession } from '../rt/connection/caller-session.js';
import type { RtConnection } from '../rt/connection/connect.js';
import type { Credentials } from '../rt/connection/credentials.js';
import type { Errand } from '../rt/connection/errand.js';
import type { RtTrace } from '../rt/connection/trace.js';
import type { Upstream } from '../rt/port.js';
import type { Context } from '../schema/context.js';
import { limitsOf } from '../schema/limits.js';
import type { LiveTickets } from '../schema/live-tickets.js';
import { TicketLocks } from '../schema/ticket-locks.js';
import type { WriteGuard } from '../schema/write-guard.js';
import type { BrowserSessions } from './caller/browser-sessions.js';
import { callerOf } from './caller/caller-of-request.js';
import { type Connection, peerOf } from './caller/client-address.js';
import { linkBase } from './downloads/link-base.js';
import type { LinkSealer } from './downloads/sealed-links.js';
import type { RateLimits } from './limits/rate-limits.js';
import { countBatches } from './observe/count-batches.js';
import type { Watcher } from './observe/watcher.js';
import { errandOf } from './request/errand-of.js';
import { operationSignal } from './request/operation-signal.js';
import type { State } from './state/state.js';

/** What all requests share. */
export interface Shared {
  readonly config: Config;
  readonly rt: RtConnection;
  readonly guard: WriteGuard;
  readonly live: LiveTickets<Context>;
  readonly state: State;
  readonly limits: RateLimits;
  readonly browsers: BrowserSessions;
  readonly links: LinkSealer;
  /** Hears of batches; absent where nobody counts them. */
  readonly batch: Required<Watcher>['batch'] | undefined;
}

/** A context, and what the server itself keeps of the operation. */
export interface RequestContext extends Context {
  readonly trace: RtTrace;
  readonly upstream: Upstream;
  /** Who is counted, without asking RT: the credentials, until their account is known. */
  readonly owner: () => string;
  /** The account, where RT has named it. */
  readonly knownAccount: () => string | undefined;
  readonly fresh: () => Promise<RequestContext>;
  /** @throws CredentialsError where the caller's session has ended */
  readonly checkCaller: () => Promise<void>;
  /** Told once the operation was measured. */
  cost?: OperationCost;
}

/** A context of one operation alone. */
export type OperationContext = Omit<RequestContext, 'fresh' | 'checkCaller'>;

/** What an operation cost, and what its caller has left. */
export interface OperationCost {
  readonly asked: number;
  readonly limit: number;
  readonly leftThisMinute: number;
}

/**
 * Makes the means of one operation from its request. Credentials live here and nowhere else.
 * @throws CredentialsError without credentials where there is no service account, RateLimitedError
 */
export async function createContext(
  request: Request,
  connection: Connection,
  shared: Shared,
  options?: {
    readonly isDownload?: boolean;
    readonly gatewayMs?: number | undefined;
    /** Whether RT is asked nothing. */
    readonly isIntrospection?: boolean;
  },
): Promise<RequestContext> {
  const credentials = callerOf(request, connection, shared);
  const session = await sessionOf(credentials, request, connection, shared, options);
  async function checkCaller(): Promise<void> {
    // A browser's session may have ended.
    if (shared.config.cookieAuth) await shared.browsers.lookUp(request.headers);
    callerOf(request, connection, shared);
  }
  return {
    ...contextOf(session, request.signal, shared, {
      ...options,
      links: linkBase(request, connection, shared.config),
      errand: errandOf(request, connection, shared.config),
    }),
    checkCaller,
    async fresh() {
      await checkCaller();
      return createContext(request, connection, shared);
    },
  };
}

/**
 * The RT session of credentials, unless too many logins failed where they come from. Introspection, which logs nobody in,
 * does not wait for a Redis that hangs to tell that.
 */
export async function sessionOf(
  credentials: Credentials,
  request: Request,
  connection: Connection,
  { config, rt: { sessions }, limits }: Shared,
  { isIntrospection = false }: { readonly isIntrospection?: boolean } = {},
): Promise<CallerSession> {
  // What the server itself holds does not count as a guess of whoever happens to use it first.
  if (isOwn(credentials, config)) return sessions.for(credentials);
  const address = peerOf(connection, request.headers, config.trustedProxies);
  const user = credentials.scheme === 'password' ? credentials.user : undefined;
  const checked = limits.checkUser(address, user);
  await (isIntrospection ? soonOr(checked) : checked);
  return sessions.for(credentials, () => limits.watch(address, user));
}

/** Waits for something no longer than introspection may. */
async function soonOr(checked: Promise<void>): Promise<void> {
  checked.catch(() => undefined);
  const over = new AbortController();
  const late = sleep(fixedLimits.maxIntrospectionWaitMs, undefined, { signal: over.signal });
  late.catch(() => undefined);
  await Promise.race([checked, late]).finally(() => over.abort());
}

/** The account of a session, where RT has named it: nobody else has been let in for certain. */
export function knownAccountOf(session: CallerSession): string | undefined {
  const owner = session.owner();
  return owner === session.key ? undefined : owner;
}

function isOwn(credentials: Credentials, { serviceAccount, gateway }: Config): boolean {
  if (credentials === serviceAccount) return true;
  const tokens = [...(gateway?.tokens.values() ?? [])];
  return credentials.scheme === 'token' && tokens.includes(credentials.token);
}

/**
 * Makes the means of one operation with a caller's session. What goes on after an operation, such as a subscription,
 * makes them anew for each event: loaders remember, and deadlines and budgets are for one operation. A download has
 * neither deadline nor budget: it may take as long as its client reads, and holds nothing.
 */
export function contextOf(
  session: CallerSession,
  client: AbortSignal,
  { config, rt, guard, links, live, batch }: Shared,
  {
    isDownload = false,
    gatewayMs,
    links: base = config.publicUrl,
    errand,
  }: {
    readonly isDownload?: boolean;
    /** How long the gateway before this server waits for the answer. */
    readonly gatewayMs?: number | undefined;
    readonly links?: string;
    readonly errand?: Errand;
  } = {},
): OperationContext {
  const signatures = new Map<string, string>();
  const { signal, endsAt, over, hold } = isDownload
    ? { signal: client, endsAt: undefined, over: () => undefined, hold: () => () => undefined }
    : operationSignal(client, {
        ms: config.operationTimeoutMs,
        gatewayMs,
        writes: () => trace.writes,
      });
  const { upstream, trace, account } = rt.open(session, {
    maxCalls: config.maxRtCalls,
    ...(!isDownload && { bytes: new ByteBudget(config.maxAnswerBytes) }),
    signal,
    endsAt,
    ...(errand && { errand }),
  });
  const locks = new TicketLocks(guard, () => trace.writes, {
    signal,
    owner: () => session.owner(),
  });
  const load = createLoaders(countBatches(upstream, batch), locks.saw);
  return {
    upstream,
    over,
    trace,
    account,
    owner: () => session.owner(),
    knownAccount: () => knownAccountOf(session),
    written: [],
    signal,
    hold,
    guard,
    live,
    locks,
    load,
    writes: upstream.writes(load, { maxUploadBytes: config.maxUploadBytes }),
    limits: limitsOf(config, fixedLimits.maxInlineBytes),
    answerBytes: new ByteBudget(config.maxAnswerBytes),
    downloadUrl(attachment, disposition) {
      // One answer names an attachment by one link, wherever it stands.
      const key = `${attachment} ${disposition}`;
      const signature =
        signatures.get(key) ??
        links.seal({ attachment, disposition, callerKey: session.key, cookie: session.cookie() });
      signatures.set(key, signature);
      return `${base}/attachments/${attachment}?signature=${signature}`;
    },
  };
}
