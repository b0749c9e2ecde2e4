/**
 * Whether a TicketSQL query may name a custom role. A worker of RT that has served no web page since a role was made
 * does not know it, and drops the condition from a search by REST 2.0: it then finds all tickets. REST 1.0 is a web
 * page to RT, which looks for new roles first.
 *
 * RT removes backslashes from quoted names. A text that only contains the word goes to REST 1.0 too, which is slower
 * and never wrong.
 */
export function namesCustomRole(query: string): boolean {
  return /customrole/i.test(query.replaceAll('\\', ''));
}
