import type { Context } from '../context.js';
import type { Result } from './payload.js';

/**
 * Names the reason where RT refused a status because of open dependencies. RT says so in the user's language
 * only, so the dependencies themselves are looked at.
 */
export async function blockedByDependencies(
  result: Result,
  id: number,
  { load }: Context,
): Promise<Result> {
  const at = result.userErrors.findIndex(
    ({ path, code }) => path.at(-1) === 'status' && code === 'RT_REFUSED',
  );
  const error = result.userErrors[at];
  if (!error) return result;
  const links = await load.links.ofTicket(id);
  const active = await Promise.all(
    links.map(({ key, ticket }) =>
      key === 'DependsOn' && ticket !== undefined ? load.isActive(ticket) : false,
    ),
  );
  if (!active.includes(true)) return result;
  const named = {
    ...error,
    code: 'BLOCKED_BY_DEPENDENCIES',
    message: 'The ticket depends on tickets that are still active.',
  } as const;
  return { ...result, userErrors: result.userErrors.with(at, named) };
}
