import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startSandbox } from '../src/sandbox/sandbox.js';
import { credentialsOf } from '../test/support/graphql/ask.js';
import { type CliServer, startCli } from '../test/support/process/cli-server.js';
import { testWorld } from '../test/support/world/world.js';
import { printRows } from './print-rows.js';

/** What the server holds once it has collected its garbage. */
export interface SoakSample {
  readonly seconds: number;
  readonly heap: number;
  readonly rss: number;
  /** Open handles and requests of Node. */
  readonly resources: number;
}

/** What a soak has shown. */
export interface SoakResult {
  readonly samples: readonly SoakSample[];
  /** Answers, by kind of request and outcome. */
  readonly outcomes: ReadonlyMap<string, number>;
  /** Warnings of Node's, such as one of too many listeners. */
  readonly warnings: readonly string[];
}

const clients = 6;
const megabyte = 1024 * 1024;

/** Answers SIGUSR2 with a line of what is held after two collections; the first only finds what may be finalized. */
const measuring = `process.on('SIGUSR2', () => { gc(); setTimeout(() => { gc(); const m = process.memoryUsage();
  process.stderr.write(JSON.stringify({ soak: 1, heap: m.heapUsed, rss: m.rss,
    resources: process.getActiveResourcesInfo().length }) + '\\n'); }, 50); })`;

/**
 * Lets mixed requests run against a server of its own, before the sandbox, and samples what the server holds. Each client
 * rests for `restMs` after a request.
 */
export async function soak(
  seconds: number,
  everySeconds: number,
  { restMs = 0 } = {},
): Promise<SoakResult> {
  const sandbox = await startSandbox({ world: testWorld });
  const server = await startCli({
    RT_URL: sandbox.url,
    LOG_LEVEL: 'fatal',
    MAX_COST_PER_MINUTE: '100000000',
    NODE_OPTIONS: `--expose-gc --import=data:text/javascript,${encodeURIComponent(measuring)}`,
  });
  const outcomes = new Map<string, number>();
  const samples: SoakSample[] = [];
  let isOver = false;
  try {
    const ticket = await newTicket(server);
    const work = Array.from({ length: clients }, async (_, client) => {
      for (let turn = client; !isOver; turn++) {
        const [kind, act] = acts[turn % acts.length] ?? acts[0];
        const outcome = await act(server, ticket, turn).catch((error: unknown) => String(error));
        const name = `${kind}: ${outcome}`;
        outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
        if (restMs > 0) await sleep(restMs);
      }
    });
    for (let passed = 0; passed < seconds; passed += everySeconds) {
      await sleep(everySeconds * 1000);
      samples.push({ seconds: passed + everySeconds, ...(await sample(server)) });
    }
    isOver = true;
    await Promise.all(work);
    const warnings = server
      .stderr()
      .split('\n')
      .filter((line) => /Warning/.test(line));
    return { samples, outcomes, warnings };
  } finally {
    isOver = true;
    await server.stop();
    await sandbox.close();
  }
}

/** How many bytes more the heap holds each minute, from the middle of the soak to its end. */
export function slopeOf(samples: readonly SoakSample[]): number {
  // What is cached fills up before.
  const half = samples.slice(Math.floor(samples.length / 2));
  const mean = (of: (sample: SoakSample) => number) =>
    half.reduce((sum, one) => sum + of(one), 0) / half.length;
  const middle = { at: mean((one) => one.seconds), heap: mean((one) => one.heap) };
  let product = 0;
  let square = 0;
  for (const { seconds, heap } of half) {
    product += (seconds - middle.at) * (heap - middle.heap);
    square += (seconds - middle.at) ** 2;
  }
  return square === 0 ? 0 : (product / square) * 60;
}

async function sample(server: CliServer): Promise<Omit<SoakSample, 'seconds'>> {
  const lines = () =>
    server
      .stderr()
      .split('\n')
      .filter((line) => line.startsWith('{"soak"'));
  const before = lines().length;
  server.signal('SIGUSR2');
  while (lines().length === before) await sleep(20);
  const { heap, rss, resources } = JSON.parse(lines().at(-1) ?? '{}');
  return { heap, rss, resources };
}

type Act = (server: CliServer, ticket: number, turn: number) => Promise<string>;

const post = (
  { url }: CliServer,
  body: object,
  { as = 'root', signal }: { readonly as?: string; readonly signal?: AbortSignal } = {},
) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: credentialsOf(as) },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });

async function outcomeOf(answer: Response): Promise<string> {
  const { errors } = await answer.json();
  return errors ? String(errors[0].extensions.code) : String(answer.status);
}

const commenting = `mutation ($input: CommentOnTicketInput!) { commentOnTicket(input: $input) {
  outcome historyItem { attachments(filter: { named: true }) { id } } } }`;

async function newTicket(server: CliServer): Promise<number> {
  const query = 'mutation { createTicket(input: { queue: "General" }) { ticket { number } } }';
  const { data } = await (await post(server, { query })).json();
  return data.createTicket.ticket.number;
}

const acts: readonly [readonly [string, Act], ...(readonly [string, Act])[]] = [
  [
    'query',
    async (server, ticket) =>
      outcomeOf(
        await post(server, {
          query: `{ ticket(id: ${ticket}) { subject queue { name } history(first: 5) { edges { node { id } } } } }`,
        }),
      ),
  ],
  [
    'query of its own',
    async (server, ticket, turn) =>
      outcomeOf(await post(server, { query: `{ a${turn}: ticket(id: ${ticket}) { subject } }` })),
  ],
  [
    'list of another caller',
    async (server) =>
      outcomeOf(
        await post(
          server,
          { query: '{ tickets(first: 20) { edges { node { subject } } } }' },
          { as: 'alice' },
        ),
      ),
  ],
  [
    'write',
    async (server, ticket, turn) =>
      outcomeOf(
        await post(server, {
          query: `mutation { updateTicket(input: { id: ${ticket}, changes: { subject: "s${turn}" } }) { outcome } }`,
        }),
      ),
  ],
  [
    'upload and download',
    async (server, _, turn) => {
      // A history that grows would make every later request larger.
      const ticket = await newTicket(server);
      const base64 = Buffer.alloc(megabyte / 4, `${turn}`).toString('base64');
      const input = { id: ticket, attachments: [{ filename: 'a.bin', content: { base64 } }] };
      const { data, errors } = await (
        await post(server, { query: commenting, variables: { input } })
      ).json();
      const id = data?.commentOnTicket?.historyItem?.attachments[0]?.id;
      if (!id) return `no file: ${errors?.[0]?.extensions?.code ?? data?.commentOnTicket?.outcome}`;
      const path = id.replace('attachment/', '/attachments/');
      const headers = { authorization: credentialsOf('root') };
      const response = await fetch(`${server.url}${path}`, { headers });
      const { byteLength } = await response.arrayBuffer();
      return byteLength === megabyte / 4 ? 'whole' : `${byteLength} bytes, HTTP ${response.status}`;
    },
  ],
  [
    'failed login',
    async (server, _, turn) =>
      outcomeOf(
        await fetch(`${server.url}/graphql`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: `Basic ${btoa(`nobody${turn}:wrong`)}`,
          },
          body: JSON.stringify({ query: '{ viewer { user { name } } }' }),
        }),
      ),
  ],
  [
    'client that leaves',
    async (server, ticket) => {
      const query = `{ ticket(id: ${ticket}) { history(first: 50) { edges { node { id } } } } }`;
      const signal = AbortSignal.timeout(15);
      return post(server, { query }, { signal }).then(outcomeOf, () => 'left');
    },
  ],
  [
    'invalid query',
    async (server, _, turn) => outcomeOf(await post(server, { query: `{ x${turn}` })),
  ],
];

const isMain = process.argv[1]?.endsWith('soak.ts');
if (isMain) {
  const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' } } });
  const seconds = Number(values.minutes) * 60;
  const { samples, outcomes, warnings } = await soak(seconds, Math.max(5, seconds / 30));
  printRows(
    samples.map(({ seconds: at, heap, rss, resources }) => ({
      seconds: at,
      'heap MB': +(heap / megabyte).toFixed(1),
      'RSS MB': Math.round(rss / megabyte),
      resources,
    })),
  );
  printRows([...outcomes].sort().map(([outcome, count]) => ({ outcome, count })));
  const slope = slopeOf(samples) / megabyte;
  process.stdout.write(`Heap: ${slope.toFixed(2)} MB more each minute\n${warnings.join('\n')}\n`);
  process.exitCode = slope < 1 && warnings.length === 0 ? 0 : 1;
}
