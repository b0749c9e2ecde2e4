import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rawConnection } from '../support/http/slow-client.js';
import { type CliServer, startCli } from '../support/process/cli-server.js';
import { isReplicated } from '../support/replicas/replicated.js';
import { type FakeRt, ok, startFakeRt } from '../support/rest1/fake-rt.js';

let rt: FakeRt;
let delayMs = 0;
/** The objects that RT was asked for. */
const shown = new Set<string>();
const servers: CliServer[] = [];
beforeAll(async () => {
  rt = await startFakeRt();
  rt.answers.set('show', ({ params }) => {
    const ids = params.getAll('id');
    for (const id of ids) shown.add(id);
    const forms = ids.map((id) => `id: ${id}\nSubject: one\n\n`);
    return sleep(delayMs, `${ok}${forms.join('--\n\n')}`);
  });
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await rt.close();
});

async function start(env: Readonly<Record<string, string>> = {}): Promise<CliServer> {
  const server = await startCli({
    RT_URL: rt.url,
    RT_USER: 'alice',
    RT_PASSWORD: 'secret',
    ...env,
  });
  servers.push(server);
  return server;
}

interface Answer {
  readonly status: number;
  readonly connection: string | undefined;
  readonly retryAfter: string | undefined;
  readonly text: string;
}

const queryOf = (ticket: number) =>
  JSON.stringify({ query: `{ ticket(id: ${ticket}) { subject } }` });
const query = queryOf(1);

/** Rejects where a connection is refused, or ends without an answer; `isNew` tells whether it was made for this. */
function send(
  url: string,
  { agent, path = '/graphql', ticket = 1 }: { agent?: Agent; path?: string; ticket?: number } = {},
) {
  return new Promise<Answer>((resolve, reject) => {
    const isQuery = path === '/graphql';
    const sent = request(`${url}${path}`, {
      method: isQuery ? 'POST' : 'GET',
      ...(agent && { agent }),
      ...(isQuery && { headers: { 'content-type': 'application/json' } }),
    });
    sent.on('error', (error) => reject(Object.assign(error, { isNew: !sent.reusedSocket })));
    sent.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (more: string) => {
        text += more;
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          connection: response.headers.connection,
          retryAfter: response.headers['retry-after'],
          text,
        }),
      );
    });
    sent.end(isQuery ? queryOf(ticket) : undefined);
  });
}

const timed = async <T>(work: Promise<T>): Promise<{ readonly value: T; readonly ms: number }> => {
  const begin = performance.now();
  return { value: await work, ms: performance.now() - begin };
};

describe('SIGTERM', () => {
  test('loses none of the requests of 40 busy connections', async () => {
    delayMs = 2;
    const server = await start();
    const agent = new Agent({ keepAlive: true, maxSockets: 40 });
    let asked = 0;
    const outcomes = new Map<string, number>();
    const reset: number[] = [];
    const note = (what: string) => outcomes.set(what, (outcomes.get(what) ?? 0) + 1);
    let stopping: Promise<number | null> | undefined;
    await Promise.all(
      Array.from({ length: 40 }, async (_, client) => {
        while (asked < 3000) {
          const ticket = ++asked;
          if (asked === 1000) stopping = server.stop();
          // Some pause between requests, and so have idle connections when the server stops.
          await sleep((client % 4) * 3);
          const path = client % 2 === 0 ? '/graphql' : '/health';
          const outcome = await send(server.url, { agent, path, ticket }).then(
            ({ status }) => String(status),
            (error: NodeJS.ErrnoException & { isNew: boolean }) => {
              if (error.code === 'ECONNRESET' && error.isNew) reset.push(ticket);
              return error.isNew ? String(error.code) : `${error.code} on an old connection`;
            },
          );
          note(outcome);
          // The port is closed: nothing was accepted.
          if (outcome === 'ECONNREFUSED') return;
        }
      }),
    );
    expect(await stopping).toBe(0);
    agent.destroy();
    expect(
      [...outcomes.keys()].filter((what) => !/^(200|503|ECONNREFUSED|ECONNRESET)$/.test(what)),
    ).toEqual([]);
    // The system resets who connects in the very moment in which the port closes. The server has never seen them.
    // A balancer takes connections after that, and resets all of them.
    if (!isReplicated()) expect(reset.length).toBeLessThan(5);
    expect(reset.filter((ticket) => shown.has(`ticket/${ticket}`))).toEqual([]);
    expect(outcomes.get('200')).toBeGreaterThan(900);
    expect(rt.sessions.size).toBe(0);
  });

  test('finishes what runs; /ready is 503 and every answer closes its connection from then on', async () => {
    delayMs = 1000;
    const server = await start();
    const agent = new Agent({ keepAlive: true });
    await send(server.url, { agent, path: '/health' });
    const running = send(server.url);
    await sleep(300);
    const stopping = timed(server.stop());
    await sleep(50);
    expect(await send(server.url, { path: '/ready' })).toMatchObject({
      status: 503,
      connection: 'close',
      retryAfter: expect.stringMatching(/^[1-9]\d*$/),
      text: expect.stringContaining('"cause":"stopping"'),
    });
    // The old connection, on which nothing went on.
    expect(await send(server.url, { agent, path: '/health' })).toMatchObject({
      status: 200,
      connection: 'close',
    });
    expect(await running).toMatchObject({
      status: 200,
      connection: 'close',
      text: '{"data":{"ticket":{"subject":"one"}}}',
    });
    expect(await stopping).toMatchObject({ value: 0 });
    expect(rt.sessions.size).toBe(0);
    await expect(send(server.url, { path: '/ready' })).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });

  test('is not held up by clients that have sent nothing, half a request, or a request long ago', async () => {
    const server = await start();
    const post =
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n';
    const texts = ['', 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-', post, `${post}{"query`];
    const idle = 'GET /health HTTP/1.1\r\nHost: x\r\n\r\n';
    const clients = [...texts, idle].map((text) => rawConnection(server.url, text));
    await sleep(100);
    const { value, ms } = await timed(server.stop());
    expect(value).toBe(0);
    // It takes half a second on a machine that has nothing else to do.
    expect(ms).toBeLessThan(1000);
    for (const { socket } of clients) socket.destroy();
  });

  test('lets a request that is still arriving arrive', async () => {
    delayMs = 0;
    const server = await start();
    const client = rawConnection(
      server.url,
      `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${query.length}\r\n\r\n`,
    );
    const stopping = sleep(100).then(() => server.stop());
    for (const letter of query) {
      client.write(letter);
      await sleep(30);
    }
    await client.closed;
    expect(client.text()).toContain('{"data":{"ticket":{"subject":"one"}}}');
    expect(await stopping).toBe(0);
  });

  test('a second time ends the process at once, and the log tells what was cut', async () => {
    delayMs = 5000;
    const server = await start();
    const running = send(server.url, { path: '/graphql' });
    running.catch(() => undefined);
    await sleep(200);
    const stopping = server.stop();
    await sleep(100);
    const { ms } = await timed(server.stop());
    expect(await stopping).toBe(1);
    expect(ms).toBeLessThan(1000);
    rt.forgetSessions();
    expect(server.stdout()).toContain('"cut":["POST /graphql"]');
  });
});

describe('a fault that nobody could catch', () => {
  const faults = `
    process.on('SIGUSR2', () => { throw new Error('a fault') });
    process.on('SIGWINCH', () => { Promise.reject(new Error('a rejection')) });`;

  test('is logged; the server stays after a rejection, and finishes what runs after an exception', async () => {
    delayMs = 500;
    const server = await start({
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURI(faults)}`,
    });
    server.signal('SIGWINCH');
    expect(await send(server.url)).toMatchObject({ status: 200 });
    expect(server.stdout()).toContain('a rejection');
    const running = send(server.url);
    await sleep(200);
    server.signal('SIGUSR2');
    expect(await running).toMatchObject({ status: 200, connection: 'close' });
    await expect.poll(server.exitCode, { timeout: 5000 }).toBe(1);
    expect(server.stdout()).toContain('a fault');
    expect(rt.sessions.size).toBe(0);
  });
});
