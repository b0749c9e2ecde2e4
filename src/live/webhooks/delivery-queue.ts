import { fixedLimits } from '../../limits.js';
import type { WebhookEvent } from './webhook-event.js';

/** One ticket's events, which wait for each other. */
interface Line {
  readonly events: { readonly event: WebhookEvent; readonly nth: number }[];
  isBusy: boolean;
  failures: number;
  /** When the first of them is tried again. */
  dueAt: number;
}

/** What a target has to be told, in order per ticket. No ticket waits for another one that fails. */
export class DeliveryQueue {
  readonly #lines = new Map<number, Line>();
  #count = 0;
  #size = 0;
  #saved = 0;
  #retrying = 0;

  /** How many wait. */
  get size(): number {
    return this.#size;
  }

  /** Counts events as they come, for `saved`. */
  get count(): number {
    return this.#count;
  }

  /** Whether something waits that has failed. */
  get isFailing(): boolean {
    return [...this.#lines.values()].some(({ failures }) => failures > 0);
  }

  add(event: WebhookEvent): void {
    const line = this.#lines.get(event.ticket) ?? newLine();
    line.events.push({ event, nth: ++this.#count });
    this.#lines.set(event.ticket, line);
    this.#size++;
  }

  /** The events up to one are kept, so that they have the same id after a crash: they may be sent. */
  saved(count: number): void {
    this.#saved = Math.max(this.#saved, count);
  }

  /** All that wait, oldest first. */
  events(): readonly WebhookEvent[] {
    return [...this.#lines.values()]
      .flatMap(({ events }) => events)
      .sort((a, b) => a.nth - b.nth)
      .map(({ event }) => event);
  }

  /** Takes an event to be sent; those that never failed come first, and what fails never takes all places. */
  take(now: number): WebhookEvent | undefined {
    let due: Line | undefined;
    for (const line of this.#lines.values()) {
      const [first] = line.events;
      if (line.isBusy || !first || first.nth > this.#saved) continue;
      if (line.failures === 0) return this.#begin(line);
      if (line.dueAt <= now && (!due || line.dueAt < due.dueAt)) due = line;
    }
    if (!due || this.#retrying >= fixedLimits.maxRetriedDeliveries) return undefined;
    return this.#begin(due);
  }

  /** When the next of those that failed is due; undefined where none waits for that alone. */
  dueAt(): number | undefined {
    if (this.#retrying >= fixedLimits.maxRetriedDeliveries) return undefined;
    const idle = [...this.#lines.values()].filter((line) => line.failures > 0 && !line.isBusy);
    return idle.length === 0 ? undefined : Math.min(...idle.map(({ dueAt }) => dueAt));
  }

  /** An event that was taken is done with: delivered, or given up. */
  done({ ticket }: WebhookEvent): void {
    const line = this.#end(ticket);
    line.failures = 0;
    line.events.shift();
    this.#size--;
    if (line.events.length === 0) this.#lines.delete(ticket);
  }

  /** An event that was taken has to be tried again. Tells how often it has failed. */
  failed({ ticket }: WebhookEvent, dueAt: (failures: number) => number): number {
    const line = this.#end(ticket);
    line.failures++;
    line.dueAt = dueAt(line.failures);
    return line.failures;
  }

  /** An event that was taken was not sent after all. */
  giveBack({ ticket }: WebhookEvent): void {
    this.#end(ticket);
  }

  #begin(line: Line): WebhookEvent | undefined {
    line.isBusy = true;
    if (line.failures > 0) this.#retrying++;
    return line.events[0]?.event;
  }

  #end(ticket: number): Line {
    const line = this.#lines.get(ticket) ?? newLine();
    if (line.isBusy && line.failures > 0) this.#retrying--;
    line.isBusy = false;
    return line;
  }
}

function newLine(): Line {
  return { events: [], isBusy: false, failures: 0, dueAt: 0 };
}
