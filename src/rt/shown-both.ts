import type { Shown } from './shown.js';

/** One object of which RT has shown some columns in one answer and others in another. */
export function bothShown(first: Shown, second: Shown): Shown {
  return {
    hasExactDates: first.hasExactDates && second.hasExactDates,
    number: second.number ?? first.number,
    kind: second.kind ?? first.kind,
    texts: new Map([...first.texts, ...second.texts]),
    shared: new Set([...first.shared, ...second.shared]),
    links: () => second.links(),
    history: () => second.history(),
    attachments: () => second.attachments(),
    definitions: (names) => second.definitions(names),
    customFieldNames: () => second.customFieldNames(),
  };
}
