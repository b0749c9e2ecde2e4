import type { RtObserver } from '../../rt/connection/observer.js';
import type { OperationObserver } from './operation.js';
import type { LockOut } from './rt-log.js';

/** What can be looked up of a server that runs. */
export interface Watched {
  /** Sessions that are open at RT. */
  readonly sessions: () => number;
  /** Requests that wait for a place towards RT. */
  readonly waiting: () => number;
  /** Whether Redis answers; absent where replicas share none. */
  readonly redis?: () => boolean;
}

/** Whoever watches a server beside its log: metrics, traces. Nothing of it may throw. */
export interface Watcher {
  readonly operations?: OperationObserver;
  readonly rt?: RtObserver;
  /** The server is made. */
  watch?(server: Watched): void;
  /** So many objects were asked for together, of the parts of one operation. */
  batch?(loader: 'show' | 'newestItems' | 'itemsAfter', size: number): void;
  /** A file has come in. */
  uploaded?(bytes: number): void;
  lockedOut?(lockOut: LockOut): void;
  /** An event of a webhook was sent. */
  delivered?(outcome: DeliveryOutcome): void;
}

export type DeliveryOutcome = 'delivered' | 'failed' | 'gone';

/** Tells several watchers as if they were one. */
export function allWatchers(watchers: readonly Watcher[]) {
  return {
    operations: watchers.flatMap(({ operations }) => operations ?? []),
    rt: allOf(watchers.flatMap(({ rt }) => rt ?? [])),
    watch: (server: Watched) => {
      for (const one of watchers) one.watch?.(server);
    },
    /** Undefined where nobody counts batches. */
    batch: watchers.some(({ batch }) => batch)
      ? (...told: Parameters<Required<Watcher>['batch']>) => {
          for (const one of watchers) one.batch?.(...told);
        }
      : undefined,
    uploaded: (bytes: number) => {
      for (const one of watchers) one.uploaded?.(bytes);
    },
    lockedOut: (lockOut: LockOut) => {
      for (const one of watchers) one.lockedOut?.(lockOut);
    },
    delivered: (outcome: DeliveryOutcome) => {
      for (const one of watchers) one.delivered?.(outcome);
    },
  };
}

/** Several observers of RT as one. */
function allOf(observers: readonly RtObserver[]): RtObserver {
  return {
    sent(request) {
      const ends = observers.map((one) => one.sent?.(request));
      return (end) => {
        for (const tell of ends) tell?.(end);
      };
    },
    waited(...told) {
      for (const one of observers) one.waited?.(...told);
    },
    login(...told) {
      for (const one of observers) one.login?.(...told);
    },
    breaker(isOpen) {
      for (const one of observers) one.breaker?.(isOpen);
    },
    fellBack(reason) {
      for (const one of observers) one.fellBack?.(reason);
    },
  };
}
