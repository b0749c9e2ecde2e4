import type { WebhookEvent } from './webhook-event.js';

/** What has to outlast a process of one target. */
export interface WebhookState {
  /** Up to here all changes are delivered, or wait. */
  readonly cursor: string;
  readonly waiting: readonly WebhookEvent[];
}

/** Where the state of one target is kept. */
export interface WebhookStore {
  /** Undefined where nothing is kept. */
  load(): Promise<WebhookState | undefined>;
  /** Resolves once the state will outlast whatever the store outlasts. */
  save(state: WebhookState): Promise<void>;
}

/** Where the states of all targets are kept, and who of several processes delivers to which. */
export interface WebhookStores {
  /**
   * Runs something while this process alone delivers to a target. Its signal goes off when that is over; where it may be
   * this process again, it is run again. Resolves after `stop` went off.
   */
  whileOwner(
    key: string,
    run: (store: WebhookStore, signal: AbortSignal) => Promise<void>,
    stop: AbortSignal,
  ): Promise<void>;
}

/** States that end with the process. */
export function memoryStores(): WebhookStores {
  const nowhere: WebhookStore = {
    load: () => Promise.resolve(undefined),
    save: () => Promise.resolve(),
  };
  return { whileOwner: (_, run, stop) => run(nowhere, stop) };
}

/** A state as it was kept; undefined for what is not one. */
export function readState(text: string): WebhookState | undefined {
  try {
    const state: unknown = JSON.parse(text);
    const isState =
      typeof state === 'object' &&
      state !== null &&
      'cursor' in state &&
      typeof state.cursor === 'string' &&
      'waiting' in state &&
      Array.isArray(state.waiting);
    // What this server has written has the rest of the shape, too.
    return isState ? (state as unknown as WebhookState) : undefined;
  } catch {
    return undefined;
  }
}
