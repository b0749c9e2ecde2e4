import { useQuery } from 'urql';
import {
  type CustomFieldDefinitionFragment,
  FieldOptionsDocument,
  ValuesInUseDocument,
} from '../generated/documents.js';
import { present } from '../present.js';

/** What a custom field offers. */
interface Options {
  readonly values: readonly string[];
  /** Whether these are all. If not, they are values of other tickets. */
  readonly isWhole: boolean;
  readonly isLoading: boolean;
}

const cached = { requestPolicy: 'cache-first' } as const;

/** The values that a custom field of a queue's tickets offers, once they are needed. */
export function useOptions(
  { name }: CustomFieldDefinitionFragment,
  queue: string,
  isNeeded: boolean,
): Options {
  const [offered] = useQuery({
    query: FieldOptionsDocument,
    variables: { queue },
    pause: !isNeeded,
    ...cached,
  });
  const fields = present(offered.data?.queue?.ticketCustomFields ?? []);
  const options = fields.find((field) => field.name === name)?.options ?? undefined;
  const isUnknown = options === undefined && (offered.data ?? offered.error) !== undefined;
  const [used] = useQuery({
    query: ValuesInUseDocument,
    variables: { queue, field: name },
    pause: !isNeeded || !isUnknown,
    ...cached,
  });
  if (options) return { values: options, isWhole: true, isLoading: false };
  const tickets = present(used.data?.tickets?.nodes);
  const values = tickets.flatMap(({ customField }) => customField?.values ?? []);
  return { values: [...new Set(values)].sort(), isWhole: false, isLoading: !isUnknown };
}
