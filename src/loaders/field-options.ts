import DataLoader from 'dataloader';
import type { Upstream } from '../rt/port.js';

type Options = Awaited<ReturnType<Upstream['fieldOptions']>>;

/** A custom field of a queue's tickets. */
export interface FieldOfQueue {
  /** The queue's name. */
  readonly queue: string;
  readonly field: string;
}

/** The values that custom fields offer, those of one queue together. Null where RT does not list them. */
export function createFieldOptionsLoader(
  upstream: Upstream,
  queueNumber: (name: string) => Promise<number | undefined>,
) {
  async function ofQueue(name: string, fields: readonly string[]): Promise<Options> {
    const queue = await queueNumber(name);
    return queue === undefined ? undefined : upstream.fieldOptions(queue, fields);
  }

  const loader = new DataLoader<FieldOfQueue, readonly string[] | null, string>(
    async (asked) => {
      const queues = new Map<string, Promise<Options>>();
      for (const { queue } of asked) {
        const fields = asked.filter((other) => other.queue === queue).map(({ field }) => field);
        if (!queues.has(queue)) queues.set(queue, ofQueue(queue, fields));
      }
      const found = asked.map(async ({ queue, field }) =>
        Promise.resolve(queues.get(queue)).then((options) => options?.get(field.toLowerCase())),
      );
      const results = await Promise.allSettled(found);
      return results.map((result) =>
        result.status === 'fulfilled' ? (result.value ?? null) : result.reason,
      );
    },
    { cacheKeyFn: ({ queue, field }) => JSON.stringify([queue, field.toLowerCase()]) },
  );
  return (asked: FieldOfQueue) => loader.load(asked);
}
