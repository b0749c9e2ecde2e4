import { randomUUID } from 'node:crypto';
import { fixedLimits } from '../../limits.js';
import { redisListener } from '../state/redis-listener.js';
import type { SharedState } from '../state/state.js';
import type { Nudges } from './nudges.js';

const channel = 'rt-graphql:nudges';

/** Nudges that reach every replica, whichever of them got it. */
export interface SharedNudges extends Nudges {
  close(): Promise<void>;
}

/**
 * Passes nudges on to this process at once, and to the others through Redis, sealed: whoever can write to Redis alone
 * makes nobody look. Without Redis the others find the change at their next look.
 */
export function sharedNudges({ link, sealer }: SharedState, own: Nudges): SharedNudges {
  const me = randomUUID();
  const waiting = new Set<number>();
  let pause: NodeJS.Timeout | undefined;
  const listener = redisListener({ link, sealer }, me, (_, { tickets }) => {
    for (const ticket of tickets) own.nudge(ticket);
  });
  void listener.subscribe(channel).catch(() => undefined);

  function tell(): void {
    pause = undefined;
    if (waiting.size === 0) return;
    const text = JSON.stringify({ from: me, tickets: [...waiting] });
    waiting.clear();
    pause = setTimeout(tell, fixedLimits.nudgePauseMs).unref();
    link.redis.publish(channel, sealer.seal(text, channel)).catch(() => undefined);
  }

  return {
    nudge(ticket) {
      own.nudge(ticket);
      if (waiting.size < fixedLimits.maxNudges) waiting.add(ticket);
      if (!pause) tell();
    },
    async close() {
      clearTimeout(pause);
      listener.disconnect();
    },
  };
}
