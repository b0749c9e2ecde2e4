import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readText } from '../../../src/rt/connection/read-body.js';
import { inTurns } from '../../../src/rt/in-turns.js';
import { formSteps, joinForms, parseForms, splitForms } from '../../../src/rt/rest1/form.js';

/** A history of many lines, and transactions with texts of many lines. */
const lines = Array.from({ length: 100_000 }, (_, at) => `${at}: Priority changed by é`);
const text = `Content: a\n${'         line é\n'.repeat(50_000)}\nType: Comment\n`;
const payload = `# 9/9 (/total)\n\n${lines.join('\n')}\n\n--\n\nid: 7\n\n${text}\n`;

/** Turns that others get while something is done. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let isOver = false;
  const end = work.finally(() => {
    isOver = true;
  });
  let turns = 0;
  for (; !isOver; turns++) await nextTurn();
  await end;
  return turns;
}

test('a large answer is read in turns, and is the same as in one go', async () => {
  expect(await inTurns(formSteps(payload))).toEqual(parseForms(payload));
  expect(await turnsDuring(inTurns(formSteps(payload)))).toBeGreaterThan(1);
});

test('an answer is decoded as it comes, wherever it breaks', async () => {
  const bytes = Buffer.from('naïve 日本語 😀');
  const pieces = () => Readable.from(Array.from(bytes, (byte) => Buffer.from([byte])));
  expect(await readText(pieces(), 100)).toEqual({ text: bytes.toString(), bytes: bytes.length });
  await expect(readText(pieces(), 10)).rejects.toThrow('larger than 10 bytes');
});

test('forms are told apart alike, by their texts and step by step', () => {
  const pieces = ['', 'id: 1\n', '\n', '--', '--\n\n', '\n--\n\n', 'x'];
  for (const first of pieces) {
    for (const second of pieces) {
      for (const third of pieces) {
        const joined = joinForms([first, second, third]);
        expect(parseForms(joined).map(({ raw }) => raw)).toEqual(splitForms(joined));
      }
    }
  }
});
