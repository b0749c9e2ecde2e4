import { useQuery } from 'urql';
import { QueuesDocument } from '../generated/documents.js';
import { present } from '../present.js';
import { Problem } from '../problem.js';
import { type ListSearch, listHref } from '../route.js';

/** The queues that the viewer may see. The filters stay when the queue changes. */
export function QueuePicker({ search }: { readonly search: ListSearch }) {
  const [{ data, error }] = useQuery({ query: QueuesDocument });
  const { queue: chosen, status, owner, text } = search;
  const queues = [
    { id: '', name: '', description: 'Tickets of every queue' },
    ...present(data?.queues?.nodes),
  ];
  return (
    <nav className="queues" aria-label="Queues">
      {error && <Problem error={error} />}
      {queues.map(({ id, name, description }) => (
        <a
          key={id}
          href={listHref({ queue: name, status, owner, text })}
          title={description ?? undefined}
          aria-current={name === chosen ? 'page' : undefined}
        >
          {name || 'All queues'}
        </a>
      ))}
    </nav>
  );
}
