import type { Redis } from 'ioredis';
import { fixedLimits } from '../../limits.js';
import { type Outcome, outcomeOf } from './guarded-redis.js';

/** Writes a key that ends soon, and reads it. */
const probe = `
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return redis.call('GET', KEYS[1])`;

/** Does what all commands do: runs a script that writes and reads. It has the same time as they have. */
export async function probeRedis(redis: Redis): Promise<Outcome> {
  try {
    await redis.eval(probe, 1, 'rt-graphql:probe', 1, fixedLimits.maxRedisMs);
    return { kind: 'answer' };
  } catch (error) {
    const outcome = outcomeOf(error);
    if (outcome.kind !== 'answer') return outcome;
    // Whatever it says, commands would hear the same.
    const isReply = error instanceof Error && error.name === 'ReplyError';
    return { kind: 'refusal', cause: (isReply && error.message.split(' ')[0]) || 'closed' };
  }
}
