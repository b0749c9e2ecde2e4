import { LRUCache } from 'lru-cache';
import { fixedLimits } from '../../limits.js';
import type { RtObserver } from '../../rt/connection/observer.js';
import { failures } from '../../rt/failures.js';
import type { Logger } from '../log.js';
import { LineRation } from './line-ration.js';

const isFailure: ReadonlySet<string> = new Set(failures);

/**
 * Writes what goes wrong between this server and RT: each failure with its cause, each failed login, and RT's being down
 * and back. Beyond some lines in a minute they are only counted.
 */
export function rtLog(log: Pick<Logger, 'warn' | 'info'>): RtObserver {
  const ofFailures = new LineRation(fixedLimits.failureLines, (left) => {
    log.warn({ left }, 'failures of RT were left out');
  });
  const ofLogins = new LineRation(fixedLimits.failureLines, (left) => {
    log.warn({ left }, 'failed logins were left out');
  });
  let isDown = false;
  return {
    sent:
      ({ rest, operation, errand }) =>
      ({ outcome, ms }) => {
        if (!isFailure.has(outcome) || !ofFailures.take()) return;
        const { requestId } = errand ?? {};
        const told = {
          cause: outcome,
          rest,
          rtOperation: operation,
          ms: Math.round(ms),
          requestId,
        };
        log.warn(told, 'RT failed');
      },
    login(outcome, errand) {
      if (outcome !== 'refused' || !ofLogins.take()) return;
      const { requestId, address } = errand ?? {};
      log.warn({ address, requestId }, 'a login failed');
    },
    breaker(isOpen) {
      // It opens again after each look at an RT that is still down.
      if (isOpen === isDown) return;
      isDown = isOpen;
      if (isOpen)
        log.warn(
          { checkEveryMs: fixedLimits.breakerCheckMs },
          'RT is unreachable: no requests are sent to it for now',
        );
      else log.info('RT is reachable again');
    },
  };
}

/** What was shut out for too many failed logins: all of an address, or one user from there. */
export interface LockOut {
  readonly address: string;
  readonly of: 'address' | 'user';
}

/** Writes a line for each lock-out, once in the minute that it lasts. */
export function lockOutLog(log: Pick<Logger, 'warn'>): (lockOut: LockOut) => void {
  const told = new LRUCache<string, true>({ max: fixedLimits.failureLines, ttl: 60_000 });
  const ration = new LineRation(fixedLimits.failureLines, (left) => {
    log.warn({ left }, 'lock-outs were left out');
  });
  return ({ address, of }) => {
    const key = `${of} ${address}`;
    if (told.has(key) || !ration.take()) return;
    told.set(key, true);
    log.warn({ address, of }, 'too many logins failed: locked out for a minute');
  };
}
