import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errorCodes } from '../../src/error-codes.js';
import { buildSchema } from '../../src/schema/schema.js';
import { availableBackends, type RunningBackend } from '../contract/backends.js';
import { fuzzOperation } from '../support/fuzz/fuzz-operations.js';
import {
  type FuzzAnswer,
  type FuzzRequest,
  mutatedRequest,
  plainRequest,
  sendFuzz,
  sendPlain,
} from '../support/fuzz/fuzz-requests.js';
import { credentialsOf } from '../support/graphql/ask.js';
import { type CliServer, startCli } from '../support/process/cli-server.js';
import { populate } from '../support/world/populate.js';
import { testWorld } from '../support/world/world.js';

/** FUZZ_SECONDS is how long it may take, FUZZ_BACKEND what is behind it, FUZZ_SEED makes a run again. */
const seconds = Number(process.env['FUZZ_SECONDS'] ?? 6);
const backendName = process.env['FUZZ_BACKEND'] ?? 'sandbox';
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
const lanes = 4;
const slowestMs = 10_000;

/** Every code that an error may have: a fault of this program must not occur. */
const codes = new Set<string>(errorCodes.filter((code) => code !== 'INTERNAL_SERVER_ERROR'));

const schema = buildSchema();
const tape = fc.array(fc.nat({ max: 9999 }), { minLength: 30, maxLength: 400, size: 'max' });
const seen = {
  tried: 0,
  operations: 0,
  clean: 0,
  cut: 0,
  slowest: { ms: 0, request: '' },
  codes: new Map<string, number>(),
};

let backend: RunningBackend;
let server: CliServer;

beforeAll(async () => {
  const found = availableBackends().find(({ name }) => name === backendName);
  if (!found) throw new Error(`there is no ${backendName} here`);
  backend = await found.start(testWorld);
  await populate(backend.url);
  server = await startCli({
    RT_URL: backend.url,
    LOG_LEVEL: 'warn',
    MAX_COST_PER_MINUTE: '1000000000',
  });
});

afterAll(async () => {
  await server?.stop();
  await backend?.stop();
});

/** An operation of somebody; administrators change no one and nothing that the others need. */
function requestOf(numbers: readonly number[]): FuzzRequest {
  const operation = fuzzOperation(schema, numbers);
  const mayBeRoot = !/update(?:User|Queue|Group)\b/.test(operation.query);
  const user = ['alice', 'low', 'norights', 'root'][(numbers[0] ?? 0) % (mayBeRoot ? 4 : 3)];
  return plainRequest(operation, credentialsOf(user ?? 'alice'));
}

/** Throws unless an answer is one that a server may give. */
function judge(answer: FuzzAnswer, { method, path, headers, body }: FuzzRequest): void {
  seen.tried++;
  if (answer.ms > seen.slowest.ms) {
    const request = `${method} ${path} ${JSON.stringify(headers)} ${body.subarray(0, 600)}`;
    seen.slowest = { ms: Math.round(answer.ms), request };
  }
  if (answer.status === 0) seen.cut++;
  const told = errorsOf(answer.text);
  if (answer.status === 200 && told.length === 0) seen.clean++;
  for (const { code } of told) seen.codes.set(code, (seen.codes.get(code) ?? 0) + 1);
  const wrong = told.filter(({ code }) => !codes.has(code));
  if (wrong.length > 0) throw new Error(`not of the closed list: ${JSON.stringify(wrong)}`);
  const overloaded = answer.status === 503 && told.some(({ code }) => code === 'OVERLOADED');
  if (answer.status >= 500 && !overloaded) {
    throw new Error(`${answer.status}: ${answer.text.slice(0, 2000)}`);
  }
  if (answer.ms > slowestMs) throw new Error(`answered after ${answer.ms} ms`);
  if (server.exitCode() !== null) throw new Error(`the server ended: ${server.stderr()}`);
}

function errorsOf(text: string): readonly { readonly code: string; readonly message: string }[] {
  const start = text.indexOf('{');
  if (!text.includes('"errors"') || start < 0) return [];
  try {
    // Chunk sizes may stand around a body that was read off the wire.
    const body = JSON.parse(text.slice(start, text.lastIndexOf('}') + 1));
    return (body.errors ?? []).map(
      (error: { message: string; extensions?: { code?: string } }) => ({
        code: String(error.extensions?.code),
        message: error.message,
      }),
    );
  } catch {
    return [...text.matchAll(/"extensions":\{"code":"(\w+)"/g)].map(([, code = '']) => ({
      code,
      message: 'unread',
    }));
  }
}

/** Runs a property in several lanes at once for a share of the time. */
async function fuzz(
  share: number,
  make: (numbers: readonly number[], accidents: readonly number[]) => FuzzRequest,
  send: typeof sendFuzz,
): Promise<void> {
  const results = await Promise.all(
    Array.from({ length: lanes }, (_, lane) =>
      fc.check(
        fc.asyncProperty(tape, tape, async (numbers, accidents) => {
          const request = make(numbers, accidents);
          judge(await send(server.url, request, 2 * slowestMs), request);
        }),
        {
          seed: seed + lane,
          numRuns: 1_000_000,
          interruptAfterTimeLimit: seconds * share * 1000,
          markInterruptAsFailure: false,
        },
      ),
    ),
  );
  const failures = results.flatMap(({ failed, counterexample, errorInstance }) => {
    if (!failed || !counterexample) return [];
    const { method, path, headers, body } = make(...counterexample);
    return [{ error: String(errorInstance), method, path, headers, body: body.toString('utf8') }];
  });
  expect(failures).toEqual([]);
}

const mutatedOf = (numbers: readonly number[], accidents: readonly number[]) =>
  mutatedRequest(requestOf(numbers), accidents);

test('no operation breaks the server', { timeout: 300_000 }, async () => {
  await fuzz(0.6, requestOf, sendPlain);
  seen.operations = seen.tried;
  // A run that only produced refusals would have tested nothing.
  expect(seen.clean).toBeGreaterThan(seen.tried / 20);
});

test('no request breaks the server', { timeout: 300_000 }, async () => {
  await fuzz(0.4, mutatedOf, sendFuzz);
});

test('the server that took all this is alive, has logged no fault, and stops as asked', async () => {
  const request = plainRequest(
    { query: '{ viewer { user { name } } }', variables: {} },
    credentialsOf('alice'),
  );
  const { status, text } = await sendPlain(server.url, request, 5000);
  expect([status, text]).toEqual([200, '{"data":{"viewer":{"user":{"name":"alice"}}}}']);
  const memory = await server.memory();
  expect(await server.stop()).toBe(0);
  expect(server.stderr()).toBe('');
  expect(server.stdout()).not.toContain('unexpected error');
  const figures = { ...seen, codes: Object.fromEntries(seen.codes) };
  process.stderr.write(
    `fuzz: ${JSON.stringify({ backendName, seed, ...figures, megabytes: memory >> 20 })}\n`,
  );
});
