import { Agent } from 'undici';
import { fixedLimits } from '../../limits.js';
import { Webhook } from '../../live/webhooks/webhook.js';
import { memoryStores, type WebhookStores } from '../../live/webhooks/webhook-store.js';
import type { Logger } from '../log.js';
import type { DeliveryOutcome } from '../observe/watcher.js';
import type { Shared } from '../request-context.js';
import { webhookFiles } from '../state/webhook-files.js';
import { webhookLeases } from '../state/webhook-leases.js';
import { serviceContext } from './service-context.js';

/** The webhooks of a server. */
export interface Webhooks {
  /** Resolves when nothing is sent any more and all is kept. */
  stop(): Promise<void>;
}

/** Starts to follow the targets of WEBHOOKS, each as its own account. Undefined without any. */
export function startWebhooks(
  shared: Shared,
  log: Logger,
  delivered?: (outcome: DeliveryOutcome) => void,
): Webhooks | undefined {
  if (shared.config.webhooks.length === 0) return undefined;
  const stopping = new AbortController();
  const stores = storesOf(shared, log);
  const made = shared.config.webhooks.map((target) => {
    // One of its own: the connections of several targets on one host would wait for the slowest of them.
    const dispatcher = new Agent({
      connect: { timeout: fixedLimits.maxWebhookMs },
      headersTimeout: fixedLimits.maxWebhookMs,
      bodyTimeout: fixedLimits.maxWebhookMs,
      connections: fixedLimits.maxDeliveries,
    });
    const webhook = new Webhook(target, {
      dispatcher,
      log,
      stores,
      ...(delivered && { delivered }),
      open: ({ credentials }, signal) => serviceContext(credentials, signal, shared),
    });
    return { webhook, dispatcher };
  });
  const running = made.map(({ webhook, dispatcher }) =>
    webhook
      .run(stopping.signal)
      .catch((error: unknown) => log.error({ err: error }, 'unexpected error'))
      .finally(() => dispatcher.destroy()),
  );
  const stopped = Promise.all(running).then(() => undefined);
  return {
    stop() {
      stopping.abort();
      return stopped;
    },
  };
}

function storesOf({ config, state }: Shared, log: Logger): WebhookStores {
  if (state.shared) return webhookLeases(state.shared);
  if (config.stateDir !== undefined) return webhookFiles(config.stateDir);
  log.warn('webhooks forget at a restart what they have told: set STATE_DIR or REDIS_URL');
  return memoryStores();
}
