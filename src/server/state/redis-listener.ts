import type { Redis } from 'ioredis';
import type { SharedState } from './state.js';
import { watchRedis } from './watch-redis.js';

/**
 * A connection that hears what other processes publish, sealed for its channel, on those that it subscribes to; `from` is
 * who published it, and `me` is not told. A connection that listens can do nothing else.
 */
export function redisListener(
  { link, sealer }: SharedState,
  me: string,
  // What this project has published and sealed has the shape that it gave it.
  // biome-ignore lint/suspicious/noExplicitAny: each channel has messages of its own.
  take: (channel: string, message: any) => void,
): Redis {
  const listener = link.redis.duplicate({
    enableOfflineQueue: true,
    maxRetriesPerRequest: null,
    commandTimeout: undefined,
  });
  watchRedis(listener);
  // The link has told it already.
  listener.on('error', () => undefined);
  listener.on('message', (channel: string, sealed: string) => {
    const text = sealer.open(sealed, channel);
    if (text === undefined) return;
    const message = JSON.parse(text);
    if (message.from !== me) take(channel, message);
  });
  return listener;
}
