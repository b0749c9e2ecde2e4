import { useSyncExternalStore } from 'react';

/** What the server says of an operation when `x-rt-trace: 1` asks. */
export interface Extensions {
  readonly rt?: {
    readonly requests: number;
    readonly ms: number;
    readonly logins?: number;
    readonly bytes?: number;
  };
  readonly cost?: {
    readonly asked: number;
    readonly limit: number;
    readonly leftThisMinute?: number;
  };
}

/** The last run of the page, while it runs and after. */
export interface Run extends Extensions {
  readonly ms?: number;
  readonly answers: number;
}

let run: Run | undefined;
const listeners = new Set<() => void>();

/** Says how the last run stands. */
export function setLastRun(next: Run | undefined): void {
  run = next;
  for (const listener of listeners) listener();
}

/** How the last run stands; undefined before the first. */
export function lastRun(): Run | undefined {
  return run;
}

/** The same for a component, which is drawn anew when it changes. */
export function useLastRun(): Run | undefined {
  return useSyncExternalStore(subscribe, lastRun);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
