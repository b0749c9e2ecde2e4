import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fixedLimits } from '../../limits.js';
import {
  readState,
  type WebhookStore,
  type WebhookStores,
} from '../../live/webhooks/webhook-store.js';
import type { SharedState } from './state.js';

/** Prolongs a lease, or takes one that nobody has. */
const hold = `
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`;

/** Writes a state, unless another replica owns it. */
const write = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[2], ARGV[2])
return 1`;

const letGo = `
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end`;

/**
 * States in the Redis that replicas share, sealed, and a lease on each: the replica that has it delivers. Whoever lost it
 * without noticing can write nothing any more.
 */
export function webhookLeases({ link: { redis, isThere }, sealer }: SharedState): WebhookStores {
  const { webhookLeaseMs, webhookLeaseLookMs } = fixedLimits;
  return {
    async whileOwner(key, run, stop) {
      const name = sealer.hash(key);
      const [lease, place] = [`rt-graphql:webhook-owner:${name}`, `rt-graphql:webhook:${name}`];
      while (!stop.aborted) {
        const owner = randomUUID();
        let since = performance.now();
        const holds = async () => {
          // The lease begins later, when Redis has heard of it.
          const asked = performance.now();
          const isMine = (await redis.eval(hold, 1, lease, owner, webhookLeaseMs)) === 1;
          if (isMine) since = asked;
          return isMine;
        };
        if (!(await holds().catch(() => false))) {
          // At the start it takes a moment to connect.
          await pause(isThere() ? webhookLeaseLookMs : fixedLimits.redisLookMs, stop);
          continue;
        }
        const over = new AbortController();
        const signal = AbortSignal.any([stop, over.signal]);
        const store: WebhookStore = {
          async load() {
            const sealed = await redis.get(place);
            const text = sealed === null ? undefined : sealer.open(sealed, place);
            return text === undefined ? undefined : readState(text);
          },
          async save(state) {
            const sealed = sealer.seal(JSON.stringify(state), place);
            if ((await redis.eval(write, 2, lease, place, owner, sealed)) === 1) return;
            over.abort();
            throw new Error('Another replica delivers.');
          },
        };
        const running = run(store, signal);
        while (!signal.aborted) {
          await pause(webhookLeaseLookMs, signal);
          if (signal.aborted) break;
          // Redis may be away for a moment; nobody else can have the lease before its time is over.
          const isMine = await holds().catch(() => undefined);
          const isOld = performance.now() - since > webhookLeaseMs - webhookLeaseLookMs;
          if (isMine === false || (isMine === undefined && isOld)) over.abort();
        }
        await running;
        await redis.eval(letGo, 1, lease, owner).catch(() => undefined);
      }
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<unknown> {
  return sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);
}
