import { useQuery } from 'urql';
import { QueueFieldsDocument } from '../generated/documents.js';
import { present } from '../present.js';
import type { ListSearch } from '../route.js';
import { hintsOf } from './hints-of.js';

/** What to know of a search whose result may surprise. */
export function SearchHints({
  search,
  isEmpty,
}: {
  readonly search: ListSearch;
  readonly isEmpty: boolean;
}) {
  const { queue, field } = search;
  const [{ data }] = useQuery({
    query: QueueFieldsDocument,
    variables: { queue },
    pause: !isEmpty || field === '' || queue === '',
  });
  const known = data?.queue?.name === queue ? data.queue.ticketCustomFields : null;
  const hints = hintsOf(search, { isEmpty, ...(known && { fields: present(known) }) });
  if (hints.length === 0) return null;
  return (
    <p className="note" data-tone="fair" role="status">
      {hints.join(' ')}
    </p>
  );
}
