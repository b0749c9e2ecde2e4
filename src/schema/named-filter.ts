import type { FilteredName } from '../rt/columns/named.js';
import type { NamedKind } from '../rt/named-kind.js';
import { builder } from './builder.js';
import { TextFilter } from './ticket/filter.js';

/** The filter of users, queues or groups, with what it says of each column that RT searches them by. */
export function namedFilter<K extends NamedKind>(
  kind: K,
  descriptions: Readonly<Record<FilteredName<K>, string>>,
) {
  return builder.inputType(`${kind.charAt(0).toUpperCase()}${kind.slice(1)}Filter`, {
    description: 'RT 1.0 takes one condition per queue, user or group search; exactly one member.',
    isOneOf: true,
    fields: (t) => ({
      ...Object.fromEntries(
        Object.entries<string>(descriptions).map(([name, description]) => [
          name,
          t.field({ type: TextFilter, description }),
        ]),
      ),
      disabled: t.boolean({ description: `True: only disabled ${kind}s.` }),
    }),
  });
}
