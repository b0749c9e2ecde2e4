import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fixedLimits } from '../../limits.js';
import type { SharedState } from '../state/state.js';

/** The answer, or 1 for whoever is to ask for it now, or 0 while another one does. */
const take = `
local answer = redis.call('GET', KEYS[1])
if answer then return answer end
if redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2], 'NX') then return 1 end
return 0`;

/** Lets another one ask. */
const letGo = `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end`;

/**
 * The answer to a question that several replicas have: the first to come asks, and the others read what it was told, sealed,
 * from Redis. Whoever asks and dies, fails or takes long is not waited for, and without Redis each asks for itself.
 */
export async function answerOnce(
  { link, sealer }: SharedState,
  name: string,
  ask: () => Promise<readonly number[]>,
): Promise<readonly number[]> {
  const { maxSharedAnswerMs, sharedAnswerMs, sharedAnswerPollMs } = fixedLimits;
  const turn = `${name}:turn`;
  const me = randomUUID();
  const until = Date.now() + maxSharedAnswerMs;
  const look = () =>
    link.redis.eval(take, 2, name, turn, me, maxSharedAnswerMs).catch(() => undefined);
  let found = await look();
  while (found === 0 && Date.now() < until) {
    await sleep(sharedAnswerPollMs);
    found = await look();
  }
  if (typeof found === 'string') {
    const text = sealer.open(found, name);
    if (text !== undefined) return JSON.parse(text);
  }
  try {
    const answer = await ask();
    if (found === 1) {
      const sealed = sealer.seal(JSON.stringify(answer), name);
      await link.redis.set(name, sealed, 'PX', sharedAnswerMs).catch(() => undefined);
    }
    return answer;
  } finally {
    if (found === 1) void link.redis.eval(letGo, 1, turn, me).catch(() => undefined);
  }
}
