import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { eventStream } from '../../../../src/server/subscriptions/event-stream.js';

/** A source that tells 1, 2, 3 and so on, and the reader of its stream. */
function stream(options: { pauseMs?: number; keepAliveMs?: number; last?: number } = {}) {
  const { pauseMs = 0, keepAliveMs = 10_000, last = Number.POSITIVE_INFINITY } = options;
  let asked = 0;
  let cuts = 0;
  let leaves = 0;
  const response = eventStream(
    {
      async next() {
        const piece = ++asked;
        if (pauseMs > 0) await sleep(pauseMs);
        return piece > last ? undefined : `data: ${piece}\n\n`;
      },
      leave: () => leaves++,
    },
    { keepAliveMs, maxUnreadMs: 50, cut: () => cuts++ },
  );
  const reader = response.body?.getReader();
  const read = async () => Buffer.from((await reader?.read())?.value ?? []).toString();
  return { reader, read, asked: () => asked, cuts: () => cuts, leaves: () => leaves };
}

test('begins at once, before anything has happened', async () => {
  const { read } = stream({ pauseMs: 5000 });
  expect(await read()).toBe(':\n\n');
});

test('asks for one piece at a time, and cuts a client that does not take it', async () => {
  const { read, asked, cuts } = stream();
  expect(await read()).toBe(':\n\n');
  expect(asked()).toBe(0);
  expect([await read(), await read()]).toEqual(['data: 1\n\n', 'data: 2\n\n']);
  expect(cuts()).toBe(0);
  await sleep(100);
  expect([asked(), cuts()]).toEqual([2, 1]);
});

test('sends comments while nothing happens, and loses no piece by them', async () => {
  const { read, asked } = stream({ pauseMs: 50, keepAliveMs: 20, last: 2 });
  const pieces: string[] = [];
  for (let piece = await read(); piece !== ''; piece = await read()) pieces.push(piece);
  expect(pieces.filter((piece) => piece !== ':\n\n')).toEqual(['data: 1\n\n', 'data: 2\n\n']);
  expect(pieces.length).toBeGreaterThanOrEqual(6);
  expect(asked()).toBe(3);
});

test('whoever stops reading while it waits is left, and what comes then is dropped', async () => {
  const { reader, read, leaves } = stream({ pauseMs: 30, keepAliveMs: 20 });
  await read();
  const waiting = read();
  await reader?.cancel();
  expect(await waiting).toBe('');
  expect(leaves()).toBe(1);
  await sleep(60);
});
