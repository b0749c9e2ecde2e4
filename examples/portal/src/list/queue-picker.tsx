import { Problem } from '../problem.js';
import { changedList, type ListSearch } from '../route.js';
import { useQueues } from './use-queues.js';

/** The queues that the viewer may see. The filters stay when the queue changes. */
export function QueuePicker({ search }: { readonly search: ListSearch }) {
  const { queues, error } = useQueues();
  const all = [{ id: '', name: '', description: 'Tickets of every queue' }, ...queues];
  return (
    <nav className="queues" aria-label="Queues">
      {error && <Problem error={error} />}
      {all.map(({ id, name, description }) => (
        <a
          key={id}
          href={changedList(search, { queue: name })}
          title={description ?? undefined}
          aria-current={name === search.queue ? 'page' : undefined}
        >
          {name || 'All queues'}
        </a>
      ))}
    </nav>
  );
}
