import { byId, type ObjectSpec } from '../object-spec.js';
import type { Form } from '../rest1/form.js';

/**
 * From this many ticket numbers on, a search that matches most of them takes RT seconds and hundreds of
 * megabytes: it makes an object of every match before it prints their numbers.
 */
const largeFrom = 2 ** 14;
const maxPower = 30;

/**
 * How far RT's ticket numbers go, about, and other numbers worth trying first. They only decide how much RT is asked,
 * never what an answer holds, so one of these is enough for all callers of an RT.
 */
export class TicketRange {
  /** Whether the newest number has been looked for closely. */
  isExact = false;
  /** The highest attachment number seen so far; 0 at first. */
  newestAttachment = 0;
  /** Numbers that queues of these names, in lower case, had when RT was last asked. Check the name before use. */
  readonly queues = new Map<string, number>();
  #newest = 0;
  #probed = false;

  /** The highest ticket number seen so far; 0 at first. */
  get newest(): number {
    return this.#newest;
  }

  /** Whether a login has told how far numbers go. */
  get isProbed(): boolean {
    return this.#probed;
  }

  /** Whether a search may match so many tickets that RT should be asked for them piece by piece. */
  get isLarge(): boolean {
    return this.#newest >= largeFrom;
  }

  /** RT has named this ticket. */
  saw(ticket: number): void {
    if (ticket > this.#newest) this.#newest = ticket;
  }

  /** Tickets whose existence tells the order of magnitude; none once that is known. */
  probe(): readonly ObjectSpec[] {
    if (this.#probed) return [];
    const powers = Array.from({ length: maxPower - 13 }, (_, at) => largeFrom * 2 ** at);
    return powers.map((number) => byId('ticket', number));
  }

  /** Takes in what RT showed of some tickets. A hidden one exists: RT tells it from a missing one. */
  learn(specs: readonly ObjectSpec[], forms: readonly Form[]): void {
    this.#probed = true;
    if (specs.length !== forms.length) return;
    specs.forEach((spec, at) => {
      const missing = forms[at]?.comments.some((line) => line.endsWith('does not exist.'));
      if (missing === false) this.saw(Number(spec.split('/')[1]));
    });
  }
}
