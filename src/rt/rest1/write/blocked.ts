import type { WriteReport } from '../../report.js';
import type { ShownObject } from '../../shown-object.js';
import type { WriteContext } from './write-context.js';

/**
 * Names the reason where RT refused a status because of open dependencies. RT refuses an inactive status of a
 * ticket that is active and depends on an active one, whichever way the status is set. It says so in the user's
 * language only, so the dependencies themselves are looked at; its other refusals name the status, or a right.
 */
export async function blockedByDependencies(
  result: WriteReport,
  before: ShownObject<'ticket'>,
  status: string | null | undefined,
  { load }: WriteContext,
): Promise<WriteReport> {
  const at = result.refusals.findIndex(
    ({ path, code }) => path.at(-1) === 'status' && code === 'RT_REFUSED',
  );
  const error = result.refusals[at];
  if (!error?.rtMessage || status == null) return result;
  if (error.rtMessage.toLowerCase().includes(`'${status.toLowerCase()}'`)) return result;
  const { id } = before;
  const links = await load.links.ofTicket(id);
  const dependencies = links.flatMap(({ key, ticket }) =>
    key === 'DependsOn' && ticket !== undefined ? [ticket] : [],
  );
  if (dependencies.length === 0) return result;
  const [own, ...active] = await Promise.all([id, ...dependencies].map(load.isActive));
  if (!own || !active.includes(true)) return result;
  const named = {
    ...error,
    code: 'BLOCKED_BY_DEPENDENCIES',
    message: 'The ticket depends on tickets that are still active.',
  } as const;
  return { ...result, refusals: result.refusals.with(at, named) };
}
