// Writes every change of a queue's tickets to a file, each once, however often it is killed. See README.md.
import { fstatSync, ftruncate, openSync, readFileSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';

const { values } = parseArgs({
  options: {
    queue: { type: 'string', default: 'General' },
    file: { type: 'string', default: 'changes.jsonl' },
    url: { type: 'string', default: 'http://127.0.0.1:4000/graphql' },
    // Seconds between two questions; 0 asks until there is nothing new, and ends.
    every: { type: 'string', default: '10' },
  },
});

const query = `query ($queue: String!, $after: String) {
  ticketChanges(filter: { queue: { eq: $queue } }, after: $after, first: 50) {
    events { kind number cursor ticket { subject status updatedAt } }
    endCursor
    hasMore
  }
}`;

const file = openSync(values.file, 'a+');
let after = await lastCursor();
for (;;) {
  const { events, endCursor, hasMore } = await ask();
  // The change and the place to go on from are one line: there is no moment at which only one of them is written.
  for (const event of events) write(event);
  // A line without a change keeps the place where nothing happens for long: cursors grow too old.
  const isOld = Date.now() - fstatSync(file).mtimeMs > 86_400_000;
  if (events.length === 0 && (after === undefined || isOld)) write({ cursor: endCursor });
  after = endCursor;
  if (hasMore) continue;
  if (values.every === '0') break;
  await sleep(Number(values.every) * 1000);
}

function write(line) {
  writeSync(file, `${JSON.stringify(line)}\n`);
}

/** The place after the last line that is whole. A line that was cut is taken away, and told again. */
async function lastCursor() {
  const text = readFileSync(values.file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole !== text) await promisify(ftruncate)(file, Buffer.byteLength(whole));
  const last = whole.trimEnd().split('\n').at(-1);
  return last ? JSON.parse(last).cursor : undefined;
}

/** The next changes. Asking again is safe, so whatever fails is tried again after a pause. */
async function ask() {
  for (let pause = 1; ; pause = Math.min(60, pause * 2)) {
    try {
      const response = await fetch(values.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(process.env.RT_AUTHORIZATION && { authorization: process.env.RT_AUTHORIZATION }),
        },
        body: JSON.stringify({ query, variables: { queue: values.queue, after } }),
        signal: AbortSignal.timeout(60_000),
      });
      const { data, errors = [] } = await response.json();
      // What will not get better by waiting: the login, the queue's name, a cursor that is too old.
      const fatal = errors.find(({ extensions }) =>
        ['UNAUTHENTICATED', 'FORBIDDEN', 'BAD_USER_INPUT'].includes(extensions?.code),
      );
      if (fatal) {
        process.stderr.write(`${fatal.message}\n`);
        process.exit(1);
      }
      // A ticket that could not be shown is asked for again with its change.
      if (errors.length === 0) return data.ticketChanges;
      process.stderr.write(`${errors[0].message} Trying again in ${pause} s.\n`);
    } catch (error) {
      process.stderr.write(`${error.message} Trying again in ${pause} s.\n`);
    }
    await sleep(pause * 1000);
  }
}
