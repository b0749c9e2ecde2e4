import { fixedLimits } from '../../limits.js';
import { OverloadedError } from '../errors.js';

/** What a place is for. Each kind has a queue of its own, and none can shut another out. */
export type PlaceKind = 'read' | 'write' | 'login' | 'download';

/** Whoever takes places for one operation, which is not refused as long as it goes on being served. */
export interface Taker {
  servedAt?: number;
}

/** What is known of a request that takes a place. */
export interface PlaceFor {
  /** `read` when absent. */
  readonly kind?: PlaceKind;
  readonly taker?: Taker;
  /** Waits longer: half of what belongs together has been written. */
  readonly isBegun?: boolean;
  /** Ends the wait when whoever asked is gone. */
  readonly signal?: AbortSignal | undefined;
  /** How a holder that only waits for its own reader can be made to give its place up. */
  readonly hold?: Hold;
}

/** A holder whose place may be wanted by others. */
export interface Hold {
  /** For how long it has not used its place. */
  idleMs(): number;
  /** Has to give the place back, in vain. */
  giveUp(): void;
}

interface Waiter {
  readonly owner: string;
  readonly kind: PlaceKind;
  readonly start: () => void;
  readonly refuse: (error: unknown) => void;
}

interface Owner {
  held: number;
  downloads: number;
  waiting: number;
  /** Counts the places that were given; the last of this caller's. */
  servedAt: number;
}

/** How many places there are, and how long and in which numbers requests may wait for them. */
export interface SlotsOptions {
  readonly limit: number;
  /** Places that one caller may hold; all of them when absent. */
  readonly perOwner?: number;
  /** Requests of one kind that may wait. */
  readonly maxWaiting: number;
  readonly maxWaitMs: number;
  /** Places that requests of a kind may hold together; all of them when absent. */
  readonly most?: Readonly<Partial<Record<PlaceKind, number>>>;
  /** Why nobody can have a place, nor wait for one. */
  readonly refusal?: () => Error | undefined;
  /** Called when a request has its place, or is refused one, after so long a wait. */
  readonly onWaited?: (kind: PlaceKind, ms: number, isServed: boolean) => void;
}

/**
 * The places towards RT. RT runs a handful of single-threaded workers, so more requests in flight only queue there.
 * Here they wait in turn per caller: whoever holds the fewest places is served next, and of these whoever was served
 * longest ago, so a newcomer before all. A caller alone may take `perOwner` of them, and each has a smaller share the
 * more there are: of the places, as they become free, and of the places in the queue, from which whoever has the most
 * gives one to whoever has fewer.
 */
export class Slots {
  readonly #options: SlotsOptions;
  readonly #waiting: Waiter[] = [];
  readonly #owners = new Map<string, Owner>();
  readonly #inFlight = { read: 0, write: 0, login: 0, download: 0 };
  /** Holders whose place may be wanted, with their callers. */
  readonly #holds = new Map<Hold, string>();
  #served = 0;
  #watch: NodeJS.Timeout | undefined;

  constructor(options: SlotsOptions) {
    this.#options = options;
  }

  /** Whether there is a place at once. */
  isFree(owner: string, kind: PlaceKind = 'read'): boolean {
    return this.#hasRoom(kind) && this.#mayHold(owner, kind);
  }

  /** Whether anybody waits for a place. */
  get isCrowded(): boolean {
    return this.#waiting.length > 0;
  }

  /**
   * Waits for a place and returns the function that gives it back.
   * @throws What `refusal` says; OverloadedError when too many wait already, or the wait is over; the signal's reason when it is aborted.
   */
  async take(owner: string, request: PlaceFor = {}): Promise<() => void> {
    const { kind = 'read', hold } = request;
    const refusal = this.#options.refusal?.();
    if (refusal) throw refusal;
    if (this.isFree(owner, kind)) {
      this.#hold(owner, kind, request.taker);
      this.#options.onWaited?.(kind, 0, true);
    } else await this.#timed(kind, () => this.#wait(owner, kind, request));
    if (hold) this.#holds.set(hold, owner);
    let given = false;
    return () => {
      if (given) return;
      given = true;
      if (hold) this.#holds.delete(hold);
      this.#inFlight[kind]--;
      this.#change(owner, { held: -1, downloads: kind === 'download' ? -1 : 0 });
      this.#next();
    };
  }

  async #timed(kind: PlaceKind, wait: () => Promise<void>): Promise<void> {
    const began = performance.now();
    let isServed = false;
    try {
      await wait();
      isServed = true;
    } finally {
      this.#options.onWaited?.(kind, performance.now() - began, isServed);
    }
  }

  /** How many requests wait for a place. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Refuses all who wait, where there is a reason to refuse. */
  refuseAll(): void {
    for (const waiter of [...this.#waiting]) {
      const refusal = this.#options.refusal?.();
      if (refusal) waiter.refuse(refusal);
    }
  }

  get #all(): number {
    const { read, write, login, download } = this.#inFlight;
    return read + write + login + download;
  }

  #hasRoom(kind: PlaceKind): boolean {
    const { limit, most } = this.#options;
    return this.#all < limit && this.#inFlight[kind] < (most?.[kind] ?? limit);
  }

  #mayHold(owner: string, kind: PlaceKind): boolean {
    const { limit, perOwner = limit, most } = this.#options;
    const { held = 0, downloads = 0 } = this.#owners.get(owner) ?? {};
    // Whoever downloads many files leaves a place to others who download.
    const mostDownloads = Math.max(1, (most?.download ?? limit + 1) - 1);
    return held < perOwner && (kind !== 'download' || downloads < mostDownloads);
  }

  #hold(owner: string, kind: PlaceKind, taker: Taker | undefined): void {
    this.#inFlight[kind]++;
    this.#change(owner, { held: 1, downloads: kind === 'download' ? 1 : 0 }).servedAt = ++this
      .#served;
    if (taker) taker.servedAt = Date.now();
  }

  #change(name: string, by: { held?: number; downloads?: number; waiting?: number }): Owner {
    const owner = this.#owners.get(name) ?? { held: 0, downloads: 0, waiting: 0, servedAt: 0 };
    owner.held += by.held ?? 0;
    owner.downloads += by.downloads ?? 0;
    owner.waiting += by.waiting ?? 0;
    if (owner.held + owner.waiting > 0) this.#owners.set(name, owner);
    else this.#owners.delete(name);
    return owner;
  }

  #wait(owner: string, kind: PlaceKind, { taker, signal, isBegun }: PlaceFor): Promise<void> {
    this.#makeRoom(owner, kind);
    return new Promise((resolve, reject) => {
      const began = Date.now();
      const maxWaitMs = this.#options.maxWaitMs * (isBegun ? fixedLimits.begunWaitFactor : 1);
      const leave = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', gone);
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        this.#change(owner, { waiting: -1 });
      };
      const waiter: Waiter = {
        owner,
        kind,
        start: () => {
          // Now, not when the waiter wakes up: until then another caller could take the same place.
          this.#hold(owner, kind, taker);
          leave();
          resolve();
        },
        refuse: (error) => {
          leave();
          reject(error);
        },
      };
      const gone = () => waiter.refuse(signal?.reason);
      const late = () => {
        // An operation that is being served waits for itself, not because of the load.
        const left = Math.max(began, taker?.servedAt ?? 0) + maxWaitMs - Date.now();
        if (left > 0) timer = setTimeout(late, left);
        else waiter.refuse(overloaded());
      };
      let timer = setTimeout(late, maxWaitMs);
      signal?.addEventListener('abort', gone);
      this.#waiting.push(waiter);
      this.#change(owner, { waiting: 1 });
      this.#watchHolds();
    });
  }

  /** Of those who wait, the caller who has the most gives way to one who has fewer. */
  #makeRoom(owner: string, kind: PlaceKind): void {
    const alike = this.#waiting.filter((waiter) => waiter.kind === kind);
    if (alike.length < this.#options.maxWaiting) return;
    const counts = new Map<string, number>();
    for (const waiter of alike) counts.set(waiter.owner, (counts.get(waiter.owner) ?? 0) + 1);
    let most = owner;
    for (const [name, count] of counts) if (count > (counts.get(most) ?? 0)) most = name;
    const last = alike.findLast((waiter) => waiter.owner === most);
    if (!last || (counts.get(most) ?? 0) <= (counts.get(owner) ?? 0) + 1) throw overloaded();
    last.refuse(overloaded());
  }

  /** Lets in whoever comes first by {@link Slots.#comesBefore}. */
  #next(): void {
    let best: Waiter | undefined;
    for (const waiter of this.#waiting) {
      if (!this.isFree(waiter.owner, waiter.kind)) continue;
      if (!best || this.#comesBefore(waiter, best)) best = waiter;
    }
    best?.start();
  }

  /** Among equals the one that has waited longer, which stands first, comes first. */
  #comesBefore(one: Waiter, other: Waiter): boolean {
    // A kind that has no place gets the next one, however many of another kind there are. Of a single place that
    // would be true of all.
    const isShutOut = ({ kind }: Waiter) => this.#options.limit > 1 && this.#inFlight[kind] === 0;
    if (isShutOut(one) !== isShutOut(other)) return isShutOut(one);
    const a = this.#owners.get(one.owner);
    const b = this.#owners.get(other.owner);
    if (!a || !b) return false;
    return a.held === b.held ? a.servedAt < b.servedAt : a.held < b.held;
  }

  /** While somebody waits for a place, those who only wait for their readers lose theirs. */
  #watchHolds(): void {
    if (this.#watch || this.#holds.size === 0) return;
    this.#watch = setInterval(() => {
      this.#idlest()?.giveUp();
      if (this.#waiting.length > 0 && this.#holds.size > 0) return;
      clearInterval(this.#watch);
      this.#watch = undefined;
    }, fixedLimits.maxStalledMs / 4).unref();
  }

  /** Whoever has waited longest for a reader, and has a place that somebody could take. */
  #idlest(): Hold | undefined {
    const wanted = this.#waiting.map((waiter) => ({
      ...waiter,
      mayHold: this.#mayHold(waiter.owner, waiter.kind),
    }));
    let idlest: Hold | undefined;
    for (const [hold, owner] of this.#holds) {
      if (hold.idleMs() < Math.max(fixedLimits.maxStalledMs, idlest?.idleMs() ?? 0)) continue;
      // A caller who may have no further place waits for one of their own.
      if (wanted.some((one) => one.mayHold || one.owner === owner)) idlest = hold;
    }
    return idlest;
  }
}

function overloaded(): OverloadedError {
  return new OverloadedError('Too many requests are waiting for RT.', { retryAfterSeconds: 1 });
}
