import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { answerParts } from '../../../../src/server/answer/answer-parts.js';
import { multipartOf } from '../../../../src/server/answer/multipart-of.js';
import { streamOf } from '../../../../src/server/answer/stream-of.js';

/** Pieces without end, and what becomes of their reader. */
function endless() {
  let made = 0;
  let isLeft = false;
  let cuts = 0;
  async function* pieces() {
    try {
      for (;;) yield `piece ${++made}`;
    } finally {
      isLeft = true;
    }
  }
  const reader = streamOf(pieces(), () => cuts++, { maxUnreadMs: 50 }).getReader();
  return { reader, made: () => made, isLeft: () => isLeft, cuts: () => cuts };
}

test('an answer is made as it is read, and who takes nothing of it is cut', async () => {
  const { reader, made, cuts } = endless();
  for (let time = 0; time < 5; time++) {
    await reader.read();
    await sleep(20);
  }
  expect(made()).toBeLessThanOrEqual(7);
  expect(cuts()).toBe(0);
  await sleep(100);
  expect(made()).toBeLessThanOrEqual(7);
  expect(cuts()).toBe(1);
});

test('an answer whose reader has left is made no further, and nobody is cut', async () => {
  const { reader, isLeft, cuts } = endless();
  await reader.read();
  await reader.cancel();
  await sleep(100);
  expect([isLeft(), cuts()]).toEqual([true, 0]);
});

test('an answer that has ended cuts nobody', async () => {
  async function* one() {
    yield 'all';
  }
  let cuts = 0;
  const stream = streamOf(one(), () => cuts++, { maxUnreadMs: 30 });
  expect(await new Response(stream).text()).toBe('all');
  await sleep(60);
  expect(cuts).toBe(0);
});

test.each([0, 1, 2, 3, 4])(
  'a client that leaves an answer in parts after %i pieces ends it',
  async (taken) => {
    let left = 0;
    let part = 0;
    const answer = {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ done: false, value: { data: { part: part++ } } }) as const,
        async return() {
          left++;
          return { done: true, value: undefined } as const;
        },
      }),
    };
    const parts = answerParts(answer);
    const leave = () => parts.return();
    const reader = streamOf(multipartOf(parts), () => undefined, { leave }).getReader();
    for (let at = 0; at < taken; at++) await reader.read();
    await reader.cancel();
    expect(left).toBeGreaterThan(0);
  },
);
