import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { basicAuth } from '../support/graphql/ask.js';
import { type CliServer, startCli } from '../support/process/cli-server.js';
import { type FakeRt, ok, startFakeRt } from '../support/rest1/fake-rt.js';

const megabyte = 1024 * 1024;
const page = 100;
const callers = ['ann', 'ben', 'cat', 'dan', 'eve'];
let rt: FakeRt;
let server: CliServer;

beforeAll(async () => {
  rt = await startFakeRt();
  for (const caller of callers) rt.passwords.set(caller, 'secret');
  const ids = Array.from({ length: page }, (_, at) => at + 1);
  rt.answers.set('search/ticket', `${ok}${ids.map((id) => `ticket/${id}\n`).join('')}\n\n`);
  // Two megabytes, whatever is asked for.
  const subject = 'A long subject. '.repeat(1300);
  rt.answers.set('show', ({ params }) => {
    const forms = params
      .getAll('id')
      .filter((id) => /^ticket\/\d+$/.test(id))
      .map((id) => `id: ${id}\nSubject: ${subject}\n`);
    return `${ok}${forms.join('\n\n--\n\n')}\n\n`;
  });
  server = await startCli({
    RT_URL: rt.url,
    RT_REST: '1',
    RT_TIMEZONE: 'UTC',
    LOG_LEVEL: 'fatal',
    // Of a machine with much memory Node would use much before it collects garbage.
    NODE_OPTIONS:
      '--expose-gc --max-old-space-size=256 --import=./test/support/process/gc-on-signal.mjs',
  });
});
afterAll(async () => {
  await server?.stop();
  await rt?.close();
});

interface Client {
  /** HTTP's status, and how many bytes came. */
  readonly answer: Promise<{ readonly status: number; readonly bytes: number }>;
  stop(): void;
}

let asked = 0;

/** Asks for a page by hand, and reads nothing of it where it `isStuck`. Each asks something else, so that none is shared. */
function ask({ isStuck = false } = {}): Client {
  const { port, hostname } = new URL(server.url);
  const caller = callers[asked % callers.length] ?? '';
  const query = `{ tickets(query: "id > ${-1 - asked++}", first: ${page}) { nodes { number subject } } }`;
  const body = JSON.stringify({ query });
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\nauthorization: ${basicAuth(caller, 'secret')}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  if (isStuck) socket.pause();
  let bytes = 0;
  let head = '';
  const answer = new Promise<{ status: number; bytes: number }>((resolve) => {
    socket.on('data', (chunk) => {
      if (bytes === 0) head = chunk.subarray(0, 20).toString();
      bytes += chunk.length;
    });
    socket.on('close', () => resolve({ status: Number(head.split(' ')[1] ?? 0), bytes }));
  });
  if (isStuck) socket.pause();
  return { answer, stop: () => socket.destroy() };
}

async function collected(): Promise<number> {
  server.signal('SIGUSR2');
  await sleep(1000);
  return server.memory();
}

/** The most memory that the server has while something is done. */
async function peakOf<T>(work: Promise<T>): Promise<{ readonly peak: number; readonly done: T }> {
  let isOver = false;
  let peak = 0;
  const watch = (async () => {
    while (!isOver) {
      peak = Math.max(peak, await server.memory());
      await sleep(20);
    }
  })();
  const done = await work.finally(() => {
    isOver = true;
  });
  await watch;
  return { peak, done };
}

describe('500 answers of 2 MB at once', () => {
  test('take memory for those that are under way, and give it back', async () => {
    for (let time = 0; time < 10; time++) await ask().answer;
    // Several at once, as below: what that many need once is not what each leaves behind.
    await Promise.all(Array.from({ length: 50 }, () => ask().answer));
    const before = await collected();
    const all = Promise.all(Array.from({ length: 500 }, () => ask().answer));
    const { peak, done } = await peakOf(all);
    const counts = new Map<number, number>();
    for (const { status, bytes } of done) {
      counts.set(status, (counts.get(status) ?? 0) + 1);
      if (status === 200) expect(bytes).toBeGreaterThan(2_000_000);
    }
    const after = await collected();
    // What finds no turn in two seconds is refused.
    expect([...counts.keys()].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    // How many have a turn is up to the machine.
    expect(counts.get(200)).toBeGreaterThan(10);
    expect(peak).toBeLessThan(450 * megabyte);
    expect(after).toBeLessThan(1.2 * before);
  });

  test('that nobody reads take no more', async () => {
    const before = await collected();
    const clients: Client[] = [];
    const { peak } = await peakOf(
      (async () => {
        for (let wave = 0; wave < 50; wave++) {
          clients.push(...Array.from({ length: 10 }, () => ask({ isStuck: true })));
          await sleep(400);
        }
      })(),
    );
    const held = await collected();
    for (const one of clients) one.stop();
    await sleep(1000);
    const after = await collected();
    expect(peak).toBeLessThan(450 * megabyte);
    expect(held).toBeLessThan(400 * megabyte);
    expect(after).toBeLessThan(1.2 * before);
  });
});
