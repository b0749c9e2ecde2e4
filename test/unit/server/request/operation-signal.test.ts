import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { operationSignal } from '../../../../src/server/request/operation-signal.js';

/** A signal that looks like Node's and is not, as Yoga's are on Node 26. */
class OtherSignal extends EventTarget {
  aborted = false;
  reason: unknown;

  abort(reason: unknown): void {
    this.aborted = true;
    this.reason = reason;
    this.dispatchEvent(new Event('abort'));
  }
}

/** What the server takes for a signal. */
const asSignal = (other: OtherSignal): AbortSignal => other as unknown as AbortSignal;

test.each([
  ['of Node', () => new AbortController()],
  [
    'of somebody else',
    () => {
      const signal = new OtherSignal();
      return { signal: asSignal(signal), abort: (reason: unknown) => signal.abort(reason) };
    },
  ],
])('a signal %s ends the operation, with its reason', (_, make) => {
  const client = make();
  const { signal } = operationSignal(client.signal, 60_000);
  expect(signal).toBeInstanceOf(AbortSignal);
  expect(signal.aborted).toBe(false);
  client.abort('gone');
  expect([signal.aborted, signal.reason]).toEqual([true, 'gone']);
  // One that came too late has ended already.
  expect(operationSignal(client.signal, 60_000).signal.reason).toBe('gone');
});

test('time ends the operation, whoever made the signal', async () => {
  const { signal } = operationSignal(asSignal(new OtherSignal()), 10);
  await sleep(40);
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
});

test('nothing ends an operation that has its answer', async () => {
  const client = new AbortController();
  const { signal, over } = operationSignal(client.signal, 10);
  over();
  client.abort('gone');
  await sleep(40);
  expect(signal.aborted).toBe(false);
});
