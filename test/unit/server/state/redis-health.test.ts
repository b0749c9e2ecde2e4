import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fixedLimits } from '../../../../src/limits.js';
import { type Outcome, outcomeOf } from '../../../../src/server/state/guarded-redis.js';
import { RedisHealth } from '../../../../src/server/state/redis-health.js';

const passes: Outcome = { kind: 'answer' };
const late: Outcome = { kind: 'late' };
const refused: Outcome = { kind: 'refusal', cause: 'NOREPLICAS' };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Health whose probes come to what is asked for, those of `soon` first, and what it told. */
function health(first: Outcome = passes) {
  const told: string[] = [];
  const probes = { soon: [] as Outcome[], next: first, sent: 0 };
  const made = new RedisHealth(
    async () => {
      probes.sent++;
      return probes.soon.shift() ?? probes.next;
    },
    (cause) => void told.push(cause ?? 'serves'),
  );
  made.connected();
  return { made, told, probes };
}

const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * fixedLimits.redisCheckMs);

test('a connection counts once its first probe has passed', async () => {
  const { made, told } = health();
  expect(made.isThere).toBe(false);
  await seconds(0);
  expect([made.isThere, told]).toEqual([true, ['serves']]);
});

test('one slow command makes nothing unreachable where the probe passes', async () => {
  const { made, told, probes } = health();
  await seconds(0);
  const { sent } = probes;
  for (const outcome of [late, late, passes, late]) made.heard(outcome);
  await seconds(0);
  expect(probes.sent - sent).toBe(1);
  await seconds(5);
  expect([made.isThere, told]).toEqual([true, ['serves']]);
});

test('one slow probe makes nothing unreachable where the next passes', async () => {
  const { made, told, probes } = health();
  await seconds(0);
  probes.soon = [late];
  await seconds(5);
  expect(probes.soon).toEqual([]);
  expect([made.isThere, told]).toEqual([true, ['serves']]);
});

test.each([
  ['a slow command and a slow probe', late],
  ['two slow probes', undefined],
])('%s make it unreachable until two probes in a row pass', async (_, command) => {
  const { made, told, probes } = health();
  await seconds(0);
  probes.next = late;
  if (command) made.heard(command);
  else await vi.advanceTimersToNextTimerAsync();
  await vi.advanceTimersByTimeAsync(1);
  expect([made.isThere, told.slice(0, 2)]).toEqual([false, ['serves', 'timeout']]);
  probes.next = passes;
  await vi.advanceTimersByTimeAsync(1);
  expect(made.isThere).toBe(false);
  await seconds(1);
  expect([made.isThere, told.at(-1)]).toEqual([true, 'serves']);
});

test.each(['command', 'probe'])('a refusal of a %s makes it unreachable at once', async (of) => {
  const { made, told, probes } = health();
  await seconds(0);
  probes.next = refused;
  if (of === 'command') made.heard(refused);
  else await seconds(1);
  expect([made.isThere, told]).toEqual([false, ['serves', 'NOREPLICAS']]);
});

test('what fails again and again though probes pass comes back ever later, and no later than that', async () => {
  const { made } = health();
  await seconds(0);
  const waits: number[] = [];
  for (let round = 0; round < 8; round++) {
    made.heard(refused);
    let waited = 0;
    for (; !made.isThere; waited++) await seconds(1);
    waits.push(waited);
  }
  expect(waits).toEqual([2, 4, 8, 16, 32, 60, 60, 60]);
  await seconds(fixedLimits.redisRelapseMs / fixedLimits.redisCheckMs + 1);
  made.heard(refused);
  await seconds(2);
  expect(made.isThere).toBe(true);
});

test('what an earlier connection came to says nothing', async () => {
  const told: string[] = [];
  const answers: ((outcome: Outcome) => void)[] = [];
  const made = new RedisHealth(
    () => new Promise((resolve) => answers.push(resolve)),
    (cause) => void told.push(cause ?? 'serves'),
  );
  made.connected();
  made.closed();
  made.connected();
  answers[0]?.(passes);
  await seconds(0);
  expect(made.isThere).toBe(false);
  answers[1]?.(passes);
  await seconds(0);
  expect([made.isThere, told]).toEqual([true, ['serves']]);
});

const reply = (message: string) => Object.assign(new Error(message), { name: 'ReplyError' });

test.each([
  [reply('NOREPLICAS Not enough good replicas to write.'), 'NOREPLICAS'],
  [
    reply("OOM command not allowed when used memory > 'maxmemory'. script: 1, on @user_script:2."),
    'OOM',
  ],
  [
    reply(
      'ERR Error running script (call to f_1): @user_script:2: @user_script: 2: -MISCONF Redis is configured',
    ),
    'MISCONF',
  ],
  [reply("READONLY You can't write against a read only replica."), 'READONLY'],
  [reply('LOADING Redis is loading the dataset in memory'), 'LOADING'],
  [reply('CLUSTERDOWN The cluster is down'), 'CLUSTERDOWN'],
  [reply('MASTERDOWN Link with MASTER is down'), 'MASTERDOWN'],
  [reply('NOAUTH Authentication required.'), 'NOAUTH'],
  [reply("NOPERM this user has no permissions to run the 'set' command"), 'NOPERM'],
  [reply('BUSY Redis is busy running a script.'), 'BUSY'],
  [new Error('Command timed out'), 'late'],
  [reply('NOSCRIPT No matching script.'), 'answer'],
  [reply('WRONGTYPE Operation against a key holding the wrong kind of value'), 'answer'],
  [new Error('Connection is closed.'), 'answer'],
])('%s tells of Redis: %s', (error, wanted) => {
  const outcome = outcomeOf(error);
  expect(outcome.kind === 'refusal' ? outcome.cause : outcome.kind).toBe(wanted);
});
