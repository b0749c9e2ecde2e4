import { fixedLimits } from '../limits.js';

/** Looks that find nothing until they are made less often. */
const idleLooks = 60;
/** How long a look waits while requests of people wait for RT. */
const busyPauseMs = 100;
/** When to look after a nudge: RT may send it before the change can be seen. */
const nudgeLooksMs: readonly number[] = [0, 300, 1000];
/** Between two looks because of nudges. */
export const nudgePauseMs = 250;

/** How often to look. */
export interface LookPace {
  readonly pollIntervalMs: number;
  /** Whether requests of people wait for RT: looks then wait, too. */
  readonly isBusy: () => boolean;
}

/** What became of a look. */
export interface EndedLook {
  /** Whether it found anything. */
  readonly found: boolean;
  /** Whether RT was asked for changes, rather than others heard. */
  readonly isOwn: boolean;
}

/** Says when it is time to look again: less often while nothing happens or RT is slow, and soon after a nudge. */
export class LookTimer {
  readonly #pace: LookPace;
  readonly #look: () => void;
  #timer: NodeJS.Timeout | undefined;
  #beganAt = 0;
  /** When the next look is due; undefined until that is planned. */
  #dueAt: number | undefined;
  #lastMs = 0;
  #failures = 0;
  #idle = 0;
  /** When to look again because of a nudge, and for which tickets, with the time of the nudge. */
  #hurries: number[] = [];
  readonly #nudged = new Map<number, number>();

  /** @param look Called when it is time. */
  constructor(pace: LookPace, look: () => void) {
    this.#pace = pace;
    this.#look = look;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Waits for the next look, from now on anew. */
  plan(): void {
    this.stop();
    const now = Date.now();
    // Whoever joins meanwhile does not put it off.
    this.#dueAt ??= now + this.#pause();
    const [hurry = Number.POSITIVE_INFINITY] = this.#hurries;
    const at = Math.min(this.#dueAt, Math.max(hurry, this.#beganAt + nudgePauseMs));
    this.#wait(Math.max(0, at - now), at);
  }

  /** A ticket may have changed just now, or a little later. */
  nudge(ticket: number): void {
    const now = Date.now();
    this.#nudged.set(ticket, now);
    this.#hurries = nudgeLooksMs.map((ms) => now + ms);
  }

  /** A look of its own found a change of a ticket: what was announced before it began is there. */
  saw(ticket: number): void {
    const at = this.#nudged.get(ticket);
    if (at === undefined || at > this.#beganAt) return;
    this.#nudged.delete(ticket);
    if (this.#nudged.size === 0) this.#hurries = [];
  }

  /** A look begins, or what was heard of others is told. Says whether because of a nudge. */
  began({ isHeard }: { readonly isHeard: boolean }): boolean {
    this.stop();
    const now = Date.now();
    this.#beganAt = now;
    if (isHeard) return false;
    const isHurried = this.#hurries.some((at) => at <= now);
    this.#hurries = this.#hurries.filter((at) => at > now);
    return isHurried;
  }

  /** A look has ended, or failed where nothing is known of it. */
  ended(look: EndedLook | undefined): void {
    if (look === undefined) {
      this.#failures = Math.min(10, this.#failures + 1);
    } else {
      this.#failures = 0;
      this.#idle = look.found ? 0 : this.#idle + 1;
    }
    if (this.#hurries.length === 0) this.#nudged.clear();
    const now = Date.now();
    this.#lastMs = now - this.#beganAt;
    // What others have found puts off no look that is still to come.
    if (look?.isOwn !== false || (this.#dueAt ?? 0) <= now) this.#dueAt = undefined;
  }

  #pause(): number {
    const { pollIntervalMs } = this.#pace;
    // Nothing may happen for hours, and RT may be slow.
    const idle = this.#idle > idleLooks ? 1.5 : 1;
    // How long a failure took says nothing about the next answer.
    const ms =
      this.#failures === 0
        ? Math.max(pollIntervalMs * idle, Math.min(2 * this.#lastMs, fixedLimits.maxPollMs))
        : Math.max(
            pollIntervalMs,
            Math.min(fixedLimits.maxPollMs, pollIntervalMs * 2 ** this.#failures),
          );
    // A part of a millisecond would be left when the timer fires.
    return Math.round(ms * (0.9 + 0.2 * Math.random()));
  }

  #wait(ms: number, dueAt: number): void {
    this.#timer = setTimeout(() => this.#lookWhenFree(dueAt), ms);
    this.#timer.unref();
  }

  /** Requests of people go first, but put a look that is due off by no more than an interval. */
  #lookWhenFree(dueAt: number): void {
    const mayWait = Date.now() - dueAt < this.#pace.pollIntervalMs;
    if (mayWait && this.#pace.isBusy()) this.#wait(busyPauseMs, dueAt);
    else this.#look();
  }
}
