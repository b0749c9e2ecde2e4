import type { Readable } from 'node:stream';
import { CredentialsError, TooCostlyError } from '../errors.js';
import type { MultipartBody } from '../rest1/multipart.js';
import { endOfShow, readWhole } from '../rest1/whole-answer.js';
import type { Account, Booked, Outcome, OwnAccount } from './account.js';
import { afterPause } from './after-pause.js';
import type { ByteBudget } from './byte-budget.js';
import type { RtCall } from './call.js';
import type { CallerSession } from './caller-session.js';
import { encodeParams } from './encode-params.js';
import type { Errand } from './errand.js';
import { mayBeForgotten, withSession } from './forgotten-session.js';
import type { Identity } from './login.js';
import { ReadAhead } from './read-ahead.js';
import { readText } from './read-body.js';
import type { Reply } from './reply.js';
import { RetryBudget } from './retry-budget.js';
import type { SharedReads } from './shared-reads.js';
import type { Read } from './shared-request.js';
import type { Hold, PlaceKind, Slots, Taker } from './slots.js';
import { TicketRange } from './ticket-range.js';
import type { RtTrace } from './trace.js';
import { type WireAnswer, type WireRequest, wireError } from './transport.js';

export type { RtCall };

/** One request to REST 2.0, named for the trace. What somebody wrote goes in the body, so that none can end up in a log. */
export interface Rest2Call extends Read<Rest2Call, Rest2Reply>, Pick<RtCall, 'write' | 'progress'> {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Path below `/REST/2.0/`. */
  readonly path: string;
  /** Names of columns and numbers of pages. */
  readonly query?: string;
  readonly contentType?: string;
  readonly body?: string;
  /** A ready multipart body instead. */
  readonly multipart?: MultipartBody;
  /** `If-Match`. */
  readonly ifMatch?: string;
}

/** What REST 2.0 answered, before anybody has looked at it. */
export interface Rest2Reply {
  readonly status: number;
  readonly headers: WireAnswer['headers'];
  readonly body: string;
}

/** A body that is read as it comes. */
export interface RtStream {
  readonly body: Readable;
  readonly contentType: string;
  /** Counts what is taken out of the body. @throws TooCostlyError beyond what the operation may hold */
  charge(bytes: number): void;
  /** Call when RT's first line says 401: the session has ended, and the next request logs in again. */
  expired(): void;
}

/** What the loaders and operations see of RT: one caller's eyes and hands during one GraphQL operation. */
export interface RtClient {
  /** RT's base URL, for links into its web interface. */
  readonly webUrl: string;
  /** Whom its requests are sent for. */
  readonly errand?: Errand | undefined;
  /** How far RT's ticket numbers go; shared by all callers. */
  readonly range: TicketRange;
  /** Who RT says the caller is, and the zone of their dates. */
  identity(): Promise<Identity>;
  /** Logs in unless the caller is; what follows finds the session open. */
  signIn(): Promise<void>;
  /** The account that RT names: who is counted, however they logged in. */
  account(): Promise<string>;
  /** False once a login has shown that REST 1.0 turns the caller away. */
  isPrivileged(): boolean;
  /** @throws RtError when RT cannot be asked, or answers without a status line or with 401. */
  call(call: RtCall): Promise<Reply>;
  /** Like `call`, for bodies that must not be held in memory whole. */
  stream(call: RtCall): Promise<RtStream>;
  /**
   * Asks REST 2.0, whose errors have statuses of their own.
   * @throws RtError when RT cannot be asked, or no longer knows the caller's session
   */
  call2(call: Rest2Call): Promise<Rest2Reply>;
}

/** What one GraphQL operation may take of RT. */
export interface RtClientOptions {
  readonly session: CallerSession;
  readonly slots: Slots;
  /** The caller's reads that wait for a place, to be joined; absent: each is sent on its own. */
  readonly shared?: SharedReads;
  readonly trace: RtTrace;
  /** Absent: nothing is known, as in a test of one client. */
  readonly range?: TicketRange;
  readonly webUrl: string;
  readonly maxCalls: number;
  readonly maxReplyBytes: number;
  /** What the operation may hold of RT's answers; absent where they are passed on. */
  readonly bytes?: ByteBudget;
  /** Ends reads when the caller is gone or the operation's time is over. Writes run to their own end. */
  readonly signal?: AbortSignal | undefined;
  /** When the operation's time is over, by `performance.now()`. */
  readonly endsAt?: number | undefined;
  /** What may be sent to RT again, over all operations. */
  readonly retries?: RetryBudget;
  readonly errand?: Errand | undefined;
}

/** All that one request to RT holds until its answer has been read: its place, its session, its line in the trace. */
interface Lease extends WireAnswer {
  /** The body as RT sends it, where the other one is read ahead. */
  readonly source: Readable;
  /** Call when RT's first line said 401: the session has ended, and the next request logs in again. */
  expired(): void;
  /** Gives everything back. Further calls do nothing. */
  end(bytes: number): void;
}

/** Makes the client of one GraphQL operation. */
export function createRtClient(options: RtClientOptions): RtClient {
  const { session, slots, shared, trace, maxCalls, errand, range = new TicketRange() } = options;
  const { retries = new RetryBudget() } = options;
  let calls = 0;
  let loggingIn = false;
  const taker: Taker = {};
  /** Whether RT may have a write of this operation, whose other half must not be refused lightly. */
  let isBegun = false;
  const own: OwnAccount = {
    signal: options.signal,
    endsAt: options.endsAt,
    count,
    uncount({ aside }) {
      if (!aside) calls--;
    },
    login: countLogin,
    charge: (bytes) => options.bytes?.charge(bytes),
    record,
  };

  async function lease<Call extends RtCall | Rest2Call>(
    call: Call,
    account: Account,
    { stream = false, leave = asItIs }: { stream?: boolean; leave?: (call: Call) => Call } = {},
  ): Promise<Lease> {
    const held: ((bytes: number) => void)[] = [];
    const end = (bytes: number) => {
      for (const giveBack of held.splice(0).reverse()) giveBack(bytes);
    };
    try {
      if (call.progress) call.progress.isSent = false;
      account.count(call);
      if (!session.loggedIn()) await enter(account);
      let ahead: ReadAhead | undefined;
      const hold: Hold = {
        idleMs: () => ahead?.idleMs() ?? 0,
        giveUp: () => ahead?.giveUp(),
      };
      const kind = stream ? 'download' : call.write ? 'write' : 'read';
      // What has begun to write goes on without its caller. What has not is not begun any more.
      const signal = call.write && isBegun ? undefined : account.signal;
      const place = { kind, taker, isBegun, signal, ...(stream && { hold }) } as const;
      held.push(await slots.take(session.owner(), place));
      if (call.write) isBegun = true;
      const sent = leave(call);
      if (call.write) {
        trace.writes++;
        held.push(separate());
      }
      const start = performance.now();
      const answer = await send(sent, account, stream);
      const { statusCode, headers, body, sight, expired, done } = answer;
      held.push((bytes) => {
        sight.bytes = bytes;
        account.record(sent, { start, bytes, sharers: 1 });
      }, done);
      if (stream) ahead = new ReadAhead(body);
      return { statusCode, headers, body: ahead ?? body, source: body, sight, expired, end };
    } catch (error) {
      end(0);
      throw wireError(error, call.write ? undefined : account.signal);
    }
  }

  /** Logs in before the request takes its place: logins have places of their own, and never keep others out. */
  async function enter(account: Account): Promise<void> {
    const opened = account.login();
    try {
      await session.signIn(inLoginPlace, errand);
    } finally {
      opened();
    }
  }

  /** Refuses a request that the operation may not send any more. */
  function count(call: Booked): void {
    if (options.signal?.aborted) throw wireError(options.signal.reason, options.signal);
    if (call.aside) return;
    if (calls >= maxCalls) {
      throw new TooCostlyError(
        `This operation needs more than ${maxCalls} requests to RT (MAX_RT_CALLS).`,
        {
          limit: { name: 'MAX_RT_CALLS', allowed: maxCalls, asked: calls + 1 },
        },
      );
    }
    calls++;
  }

  /** Keeps reads that wait apart from those that come once a write has left, and again once it is over. */
  function separate(): () => void {
    shared?.separate();
    return () => shared?.separate();
  }

  async function send(call: RtCall | Rest2Call, account: Account, stream: boolean) {
    const opened = account.login();
    try {
      return await session.send({
        ...wireOf(call),
        operation: call.operation,
        objects: call.objects ?? 1,
        write: call.write ?? false,
        errand,
        ...(call.progress && { progress: call.progress }),
        stream,
        ...(call.multipart && {
          contentType: call.multipart.contentType,
          contentLength: call.multipart.contentLength,
          body: call.multipart.open(),
        }),
        ...(!call.write && { signal: account.signal }),
        beside: inLoginPlace,
      });
    } finally {
      opened();
    }
  }

  /** Requests that start together share one login, which is counted once. */
  function countLogin(): () => void {
    if (session.loggedIn() || loggingIn) return () => undefined;
    trace.logins++;
    loggingIn = true;
    return () => {
      loggingIn = false;
    };
  }

  async function inPlace<T>(run: () => Promise<T>, kind: PlaceKind = 'read'): Promise<T> {
    const release = await slots.take(session.owner(), { kind, taker });
    try {
      return await run();
    } finally {
      release();
    }
  }

  function inLoginPlace<T>(run: () => Promise<T>): Promise<T> {
    return inPlace(run, 'login');
  }

  async function signIn(): Promise<void> {
    if (session.loggedIn()) return;
    const opened = countLogin();
    try {
      await session.signIn(inLoginPlace, errand);
    } finally {
      opened();
    }
  }

  function record(call: Booked, { start, bytes, sharers }: Outcome): void {
    if (call.aside) return;
    trace.record({
      rest: 'method' in call ? 2 : 1,
      operation: call.operation,
      objects: call.objects ?? 1,
      columns: call.columns ?? [],
      ms: performance.now() - start,
      bytes,
      ...(sharers > 1 && { sharers }),
    });
  }

  /** Ends a read whose answer is more than the operation may hold. A write's answer is always read. */
  function charge(body: Readable, account: Account): void {
    body.on('data', (chunk: Buffer) => {
      try {
        account.charge(chunk.length);
      } catch (error) {
        body.destroy(error instanceof Error ? error : undefined);
      }
    });
  }

  async function attempt<Call extends RtCall | Rest2Call, T>(
    call: Call,
    read: (body: string, answer: Lease) => T,
    account: Account,
    leave?: (call: Call) => Call,
  ): Promise<T> {
    const held = await lease(call, account, { ...(leave && { leave }) });
    let bytes = 0;
    if (!call.write) charge(held.body, account);
    try {
      const whole = await readText(held.body, options.maxReplyBytes).catch((error: unknown) => {
        throw wireError(error, call.write ? undefined : account.signal);
      });
      bytes = whole.bytes;
      return read(whole.text, held);
    } catch (error) {
      held.sight.error = error;
      if (mayBeForgotten(error)) held.expired();
      throw error;
    } finally {
      held.end(bytes);
    }
  }

  /** Asks at once where there is a place, and otherwise together with those who wait for the same. */
  function ask<Call extends (RtCall | Rest2Call) & Read<Call, T>, T>(
    call: Call,
    read: (body: string, answer: Lease) => T,
  ): Promise<T> {
    const send = (one: Call, account: Account, leave?: (one: Call) => Call) => {
      const once = () => attempt(one, read, account, leave);
      return withSession(one.write ? once : () => afterPause(once, account, retries), one);
    };
    return shared && !call.write ? shared.read<Call, T>(call, own, send) : send(call, own);
  }

  return {
    webUrl: options.webUrl,
    errand,
    range,
    async identity() {
      if (!session.isKnown()) await signIn();
      return session.identity(inPlace, errand);
    },
    signIn,
    async account() {
      if (!session.isKnown()) await signIn();
      return session.account(inPlace, errand);
    },
    isPrivileged: () => session.isPrivileged(),
    call: (call) =>
      ask(call, (body) => readWhole(pathOf(call), body, { isWrite: call.write ?? false })),
    call2: (call) => ask(call, readRest2),
    async stream(call) {
      const { body, source, headers, expired, end } = await lease(call, own, { stream: true });
      let bytes = 0;
      source.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      // A listener for data would set the stream flowing before anybody reads it.
      source.pause();
      // RT has done its part then, whether or not its answer has been read.
      source.once('close', () => end(bytes));
      const contentType = String(headers['content-type'] ?? '');
      return { body, contentType, charge: (size) => own.charge(size), expired };
    },
  };
}

function asItIs<T>(call: T): T {
  return call;
}

/** What goes out for a call, its multipart body apart. */
function wireOf(call: RtCall | Rest2Call): Omit<
  WireRequest,
  'headers' | 'write' | 'operation' | 'objects'
> & {
  readonly contentType?: string;
  readonly ifMatch?: string;
} {
  if ('method' in call) {
    const { method, path, query, contentType, body, ifMatch } = call;
    return {
      rest: 2,
      method,
      path,
      ...(query !== undefined && { query }),
      ...(contentType !== undefined && { contentType }),
      ...(body !== undefined && { body }),
      ...(ifMatch !== undefined && { ifMatch }),
    };
  }
  const path = pathOf(call);
  const params = [...(call.params ?? []), ...(path === 'show' ? [endOfShow] : [])];
  return { path, body: encodeParams(params) };
}

function pathOf({ path, operation }: RtCall): string {
  return path ?? operation;
}

/** A session that is over is a 302 to RT's login where a cookie was sent, and a 401 where none was. */
function readRest2(body: string, { statusCode, headers }: Lease): Rest2Reply {
  if (statusCode === 401 || (statusCode === 302 && body.startsWith('Login required'))) {
    throw new CredentialsError('RT does not accept these credentials.');
  }
  return { status: statusCode, headers, body };
}
