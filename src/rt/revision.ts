/**
 * What tells one state of a ticket from the next, also within one second: the number of its newest transaction, since
 * RT writes one for every change. Undefined where RT shows no history.
 */
export function revisionOf(history: readonly { readonly id: number }[]): string | undefined {
  const newest = history.at(-1);
  return newest && String(newest.id);
}
