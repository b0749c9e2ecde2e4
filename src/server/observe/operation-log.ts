import { fixedLimits } from '../../limits.js';
import type { Logger } from '../log.js';
import { LineRation } from './line-ration.js';
import type { EndedOperation, OperationObserver } from './operation.js';

/** The fields of an operation's line in the log, in its order. docs/observability.md explains them. */
export function operationLine(
  { name, kind, account, status, codes, writes, events, errand, ...numbers }: EndedOperation,
  hash: (account: string) => string,
) {
  return {
    ...(kind !== 'download' && { operation: name ?? 'anonymous' }),
    kind,
    caller: account === undefined ? 'stranger' : hash(account),
    status,
    ms: Math.round(numbers.ms),
    rtRequests: numbers.rtRequests,
    rtBytes: numbers.rtBytes,
    ...(codes.length > 0 && { errors: codes }),
    ...(writes.length > 0 && {
      outcome: writes.map(({ mutation, outcome }) => `${mutation} ${outcome}`),
    }),
    ...(events !== undefined && { events }),
    requestId: errand.requestId,
  };
}

/**
 * Writes one line for each operation of callers whom RT has let in. Of all others together there are a few in a minute,
 * and one that counts the rest: whoever has no login cannot fill a disk.
 */
export function operationLog(
  log: Pick<Logger, 'info'>,
  hash: (account: string) => string,
): OperationObserver {
  const strangers = new LineRation(fixedLimits.strangerLines, (left) => {
    log.info({ left }, 'operations of strangers were left out');
  });
  return {
    ended(operation) {
      if (operation.account === undefined && !strangers.take()) return;
      log.info(operationLine(operation, hash), 'operation');
    },
  };
}
