import { RtBadReplyError, type RtError, RtTimeoutError } from '../errors.js';
import type { Account, Booked, Outcome, OwnAccount } from './account.js';
import { wireError } from './transport.js';

/** A read of many objects. Several operations can send one, and deal out its answer. */
export interface Mass<Call, Reply> {
  readonly ids: readonly string[];
  /** Reads of one kind differ in nothing but their objects. */
  kind(): string;
  /** The most objects that go into one request. */
  readonly most: number;
  /** The same read of other objects, to be sent as it is. */
  ask(ids: readonly string[]): Call;
  /**
   * What the answer for these objects would have been, out of the one for all that were asked.
   * @throws RtBadReplyError when that cannot be told
   */
  pick(reply: Reply, asked: readonly string[]): { readonly reply: Reply; readonly bytes: number };
}

/** A read that can be shared. */
export interface Read<Call, Reply> extends Booked {
  readonly mass?: Mass<Call, Reply>;
}

/** One operation's part in a request. */
interface Sharer<Call extends Booked, Reply> {
  readonly call: Call;
  readonly account: OwnAccount;
  resolve(reply: Reply): void;
  reject(error: unknown): void;
}

/** How a shared request is sent. */
interface Ways<Call extends Read<Call, Reply>, Reply> {
  /** `leave` tells what goes out, once it does. */
  send(call: Call, account: Account, leave: (call: Call) => Call): Promise<Reply>;
  /** Sends the read of one operation. */
  again(call: Call, account: OwnAccount): Promise<Reply>;
  /** Others can no longer join. */
  onLeave(): void;
}

/**
 * One read that several operations of a caller wait for. Each of them is booked for it, hears its failure, and may
 * leave without ending it for the others: it ends when all have left.
 */
export class SharedRequest<Call extends Read<Call, Reply>, Reply> implements Account {
  /** Those who still wait for the answer. */
  readonly #sharers = new Set<Sharer<Call, Reply>>();
  readonly #objects = new Set<string>();
  readonly #end = new AbortController();
  /** Those for whom it was sent. */
  #booked: readonly Sharer<Call, Reply>[] | undefined;
  #asked: readonly string[] = [];
  #onLeave: () => void = () => undefined;

  get signal(): AbortSignal {
    return this.#end.signal;
  }

  /** The first of its operations to end. */
  get endsAt(): number | undefined {
    let first: number | undefined;
    for (const { account } of this.#sharers) {
      if (account.endsAt === undefined) continue;
      first = Math.min(first ?? account.endsAt, account.endsAt);
    }
    return first;
  }

  /** Whether a read of this operation can be part of the request. What an operation asks apart stays apart. */
  takes({ mass }: Call, account: OwnAccount): boolean {
    for (const sharer of this.#sharers) if (sharer.account === account) return false;
    if (!mass) return true;
    const more = mass.ids.filter((id) => !this.#objects.has(id)).length;
    return this.#objects.size + more <= mass.most;
  }

  /** Joins the request, which has been counted already. */
  join(call: Call, account: OwnAccount): Promise<Reply> {
    for (const id of call.mass?.ids ?? []) this.#objects.add(id);
    return new Promise((resolve, reject) => {
      const { signal } = account;
      const gone = () => this.#dismiss(sharer, wireError(signal?.reason, signal));
      signal?.addEventListener('abort', gone);
      const done = () => signal?.removeEventListener('abort', gone);
      const sharer: Sharer<Call, Reply> = {
        call,
        account,
        resolve(reply) {
          done();
          resolve(reply);
        },
        reject(error) {
          done();
          reject(error);
        },
      };
      this.#sharers.add(sharer);
    });
  }

  /** Sends the request when its turn comes, and gives everybody what they asked for. */
  async answer(call: Call, { send, again, onLeave }: Ways<Call, Reply>): Promise<void> {
    this.#onLeave = onLeave;
    let reply: Reply;
    try {
      reply = await send(call, this, (asked) => this.#leave(asked));
    } catch (error) {
      const isOurs = !this.#isMixed() || !isOfTheMixture(error);
      this.#eachOnce((one) => (isOurs ? one.reject(error) : goAlone(one, again)));
      return;
    } finally {
      onLeave();
    }
    this.#eachOnce((one) => {
      try {
        one.resolve(this.#part(one, reply));
      } catch (error) {
        if (isOfTheMixture(error)) goAlone(one, again);
        else one.reject(error);
      }
    });
  }

  /** Everybody was counted when they joined; only what is sent once more is counted here. */
  count(): void {
    if (this.#booked) this.#countAgain();
  }

  #leave(call: Call): Call {
    this.#onLeave();
    this.#booked = [...this.#sharers];
    const [first] = this.#booked;
    if (!first)
      throw new RtTimeoutError(
        'The operation ended (OPERATION_TIMEOUT_MS, or the client disconnected) before the request was sent.',
      );
    const { mass } = first.call;
    if (!mass) return call;
    this.#asked = [...new Set(this.#booked.flatMap((sharer) => sharer.call.mass?.ids ?? []))];
    return mass.ask(this.#asked);
  }

  login(): () => void {
    const opened = [...this.#sharers].map(({ account }) => account.login());
    return () => {
      for (const open of opened) open();
    };
  }

  /** An answer that is for all alike is charged to all while it comes, and read on as long as one can hold it. */
  charge(bytes: number): void {
    if (this.#isMixed()) return;
    let beyond: unknown;
    for (const sharer of this.#sharers) {
      try {
        sharer.account.charge(bytes);
      } catch (error) {
        beyond = error;
        this.#dismiss(sharer, error);
      }
    }
    if (this.#sharers.size === 0) throw beyond;
  }

  record({ objects }: Booked, outcome: Outcome): void {
    const booked = this.#booked ?? [];
    for (const { call, account } of booked) {
      account.record(
        { ...call, ...(objects !== undefined && { objects }) },
        { ...outcome, sharers: booked.length },
      );
    }
  }

  #countAgain(): void {
    for (const sharer of this.#sharers) {
      try {
        sharer.account.count(sharer.call);
      } catch (error) {
        this.#dismiss(sharer, error);
      }
    }
  }

  /** Whether it asks for more objects than one of those who share it. */
  #isMixed(): boolean {
    const most = this.#asked.length;
    return this.#booked?.some(({ call }) => (call.mass?.ids.length ?? most) < most) ?? false;
  }

  #part({ call, account }: Sharer<Call, Reply>, reply: Reply): Reply {
    const { mass } = call;
    if (!mass || sameOrder(mass.ids, this.#asked)) return reply;
    const part = mass.pick(reply, this.#asked);
    if (this.#isMixed()) account.charge(part.bytes);
    return part.reply;
  }

  #dismiss(sharer: Sharer<Call, Reply>, error: unknown): void {
    this.#sharers.delete(sharer);
    sharer.reject(error);
    // While it waits, others may still join.
    if (this.#booked && this.#sharers.size === 0) this.#end.abort(error);
  }

  #eachOnce(tell: (sharer: Sharer<Call, Reply>) => void): void {
    const waiting = [...this.#sharers];
    this.#sharers.clear();
    for (const sharer of waiting) tell(sharer);
  }
}

/** Asks for one operation's objects again, without those of the others; what was asked in vain does not count. */
function goAlone<Call extends Read<Call, Reply>, Reply>(
  { call, account, resolve, reject }: Sharer<Call, Reply>,
  again: Ways<Call, Reply>['again'],
): void {
  account.uncount(call);
  again(call.mass?.ask(call.mass.ids) ?? call, account).then(resolve, reject);
}

/** Whether a failure may be due to an object that somebody else asked for. */
function isOfTheMixture(error: unknown): error is RtError {
  return error instanceof RtBadReplyError || error instanceof RtTimeoutError;
}

function sameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, at) => id === b[at]);
}
