import { randomUUID } from 'node:crypto';
import type { SharedLooks, ToldLook } from '../../live/shared-looks.js';
import { redisListener } from '../state/redis-listener.js';
import type { SharedState } from '../state/state.js';
import { SharedAnswers } from './shared-answers.js';

/** The number changes with what is told, so that two versions in one fleet do not hear each other. */
const prefix = 'rt-graphql:looks:1:';

/** Looks that replicas share, which can be closed. */
export interface RedisLooks extends SharedLooks {
  close(): Promise<void>;
}

/**
 * Of the replicas to which somebody of an account listens, the first to come in an interval looks, and tells the others
 * through Redis, sealed. One that dies leaves nothing behind: in the next interval another one is first. So with the
 * questions that all of them have after a look. Without Redis each looks and asks for itself.
 */
export function redisLooks({ link, sealer }: SharedState): RedisLooks {
  const me = randomUUID();
  const answers = new SharedAnswers({ link, sealer });
  const listeners = new Map<string, Set<(look: ToldLook) => void>>();
  const nameOf = (account: string) => `${prefix}${sealer.hash(`looks of ${account}`)}`;
  const heard = redisListener({ link, sealer }, me, (name, { look }) => {
    for (const take of listeners.get(name) ?? []) take(look);
  });
  return {
    async mayLook(account, turn, ms) {
      try {
        const name = `${nameOf(account)}:${turn}`;
        return (await link.redis.set(name, me, 'PX', Math.max(1, ms), 'NX')) === 'OK';
      } catch {
        return true;
      }
    },
    tell(account, look) {
      const name = nameOf(account);
      const sealed = sealer.seal(JSON.stringify({ from: me, look }), name);
      link.redis.publish(name, sealed).catch(() => undefined);
    },
    once(account, question, ask, signal) {
      return answers.once(`${nameOf(account)}:${sealer.hash(question)}`, ask, signal);
    },
    hear(account, take) {
      const name = nameOf(account);
      const own = listeners.get(name) ?? new Set();
      if (own.size === 0) void heard.subscribe(name).catch(() => undefined);
      own.add(take);
      listeners.set(name, own);
      return () => {
        own.delete(take);
        if (own.size > 0) return;
        listeners.delete(name);
        void heard.unsubscribe(name).catch(() => undefined);
      };
    },
    async close() {
      heard.disconnect();
    },
  };
}
