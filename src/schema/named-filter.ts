import { namedColumnsWith } from '../rt/columns/named.js';
import type { NamedKind } from '../rt/named-kind.js';
import { builder } from './builder.js';
import { namedDescription } from './named-descriptions.js';
import { TextFilter } from './ticket/filter.js';

/** The filter of users, queues or groups: the columns that RT searches them by. */
export function namedFilter(kind: NamedKind) {
  return builder.inputType(`${kind.charAt(0).toUpperCase()}${kind.slice(1)}Filter`, {
    description:
      'The condition of the search. Set exactly one field: REST 1.0 accepts only one condition for queues, users and groups.',
    isOneOf: true,
    fields: (t) => ({
      ...Object.fromEntries(
        namedColumnsWith(kind, 'filter').map(([name, column]) => [
          name,
          t.field({ type: TextFilter, description: namedDescription(kind, name, column) }),
        ]),
      ),
      disabled: t.boolean({
        description: `True: only disabled ${kind}s. False: only enabled ones.`,
      }),
    }),
  });
}
