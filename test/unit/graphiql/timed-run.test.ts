import { expect, test } from 'vitest';
import { lastRun } from '../../../graphiql/last-run.js';
import { timedRun } from '../../../graphiql/timed-run.js';

const first = { data: { ticket: { id: 'ticket/1' } }, hasNext: true };
const rest = { incremental: [], hasNext: false, extensions: { cost: { asked: 3, limit: 1000 } } };

async function* inPieces(pieces: readonly unknown[]) {
  yield* pieces;
}

/** However the network cuts a response, its parts are as many. */
test.each([
  ['each in a piece of its own', [first, rest]],
  ['both in one piece', [[first, rest]]],
  ['one in each of two lists', [[first], [rest]]],
])('parts that come %s are counted, and their cost is told', async (_, pieces) => {
  const copies = structuredClone(pieces);
  const answer = await timedRun(async () => inPieces(copies), { keepExtensions: false });
  const seen: unknown[] = [];
  for await (const piece of answer as AsyncIterable<unknown>) seen.push(piece);
  expect(seen).toHaveLength(pieces.length);
  expect(lastRun()).toMatchObject({ answers: 2, cost: { asked: 3 } });
});
