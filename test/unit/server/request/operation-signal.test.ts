import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
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
  const { signal } = operationSignal(client.signal, { ms: 60_000 });
  expect(signal).toBeInstanceOf(AbortSignal);
  expect(signal.aborted).toBe(false);
  client.abort('gone');
  expect([signal.aborted, signal.reason]).toEqual([true, 'gone']);
  // One that came too late has ended already.
  expect(operationSignal(client.signal, { ms: 60_000 }).signal.reason).toBe('gone');
});

test('time ends the operation, whoever made the signal', async () => {
  const { signal } = operationSignal(asSignal(new OtherSignal()), { ms: 10 });
  await sleep(40);
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
});

test('nothing ends an operation that has its answer', async () => {
  const client = new AbortController();
  const { signal, over } = operationSignal(client.signal, { ms: 10 });
  over();
  client.abort('gone');
  await sleep(40);
  expect(signal.aborted).toBe(false);
});

describe('a gateway that waits no longer', () => {
  const client = new AbortController();
  const late = { code: 'RT_TIMEOUT', message: expect.stringContaining('gateway') };

  test('ends the operation, and never gives it more time', async () => {
    const { signal, endsAt } = operationSignal(client.signal, { ms: 60_000, gatewayMs: 10 });
    expect(endsAt - performance.now()).toBeLessThan(11);
    await sleep(40);
    expect(signal.reason).toMatchObject(late);
    const short = operationSignal(client.signal, { ms: 10, gatewayMs: 60_000 });
    expect(short.endsAt - performance.now()).toBeLessThan(11);
    await sleep(40);
    expect(short.signal.reason).toMatchObject({ name: 'TimeoutError' });
  });

  test('ends a mutation that has written nothing, and one that has only once that is done', async () => {
    let writes = 3;
    const time = { ms: 60_000, gatewayMs: 10, writes: () => writes };
    const after = operationSignal(client.signal, time);
    const letGo = after.hold();
    await sleep(0);
    // The write of the second is under way.
    writes++;
    const third = operationSignal(client.signal, time);
    third.hold();
    await sleep(40);
    expect(third.signal.reason).toMatchObject(late);
    expect(after.signal.aborted).toBe(false);
    letGo();
    expect(after.signal.reason).toMatchObject(late);
  });

  test('ends nothing that has its answer', async () => {
    const { signal, over } = operationSignal(client.signal, { ms: 60_000, gatewayMs: 10 });
    over();
    await sleep(40);
    expect(signal.aborted).toBe(false);
  });
});
