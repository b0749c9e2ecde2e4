import { useEffect, useState } from 'react';
import { type Client, type CombinedError, useClient, useQuery } from 'urql';
import { QueuesDocument, type QueuesQuery } from '../generated/documents.js';
import { present } from '../present.js';
import { useLastGood } from '../use-last-good.js';

type Page = NonNullable<QueuesQuery['queues']>;
type Queue = NonNullable<Page['nodes'][number]>;

/** What is known of the queues so far. */
interface Queues {
  readonly queues: readonly Queue[];
  readonly error: CombinedError | undefined;
}

const none: Queues = { queues: [], error: undefined };

/** All queues that the viewer may see: the first page at once, further ones as they come. */
export function useQueues(): Queues {
  const client = useClient();
  const [{ data, error }] = useQuery({ query: QueuesDocument });
  const [others, setOthers] = useState(none);
  // A refresh that fails takes no queue away.
  const first = useLastGood('queues', data?.queues);
  const cursor = nextOf(first);

  useEffect(() => {
    let isOver = false;
    void readAfter(client, cursor).then((read) => isOver || setOthers(read));
    return () => {
      isOver = true;
    };
  }, [client, cursor]);

  return {
    queues: [...present(first?.nodes), ...others.queues],
    error: error ?? others.error,
  };
}

async function readAfter(client: Client, after: string | undefined): Promise<Queues> {
  if (after === undefined) return none;
  const { data, error } = await client.query(QueuesDocument, { after });
  const { queues, error: laterError } = await readAfter(client, nextOf(data?.queues));
  return { queues: [...present(data?.queues?.nodes), ...queues], error: error ?? laterError };
}

function nextOf(page: Page | null | undefined): string | undefined {
  return page?.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? undefined) : undefined;
}
