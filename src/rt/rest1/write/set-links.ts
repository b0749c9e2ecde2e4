import { RtError } from '../../errors.js';
import { linkKeys, linkKinds } from '../../links.js';
import type { Refusal, WriteReport } from '../../report.js';
import type { LinkLists, LinkValue } from '../../values.js';
import { nothing } from '../../wanted.js';
import { changeLinks, checkLinks, type LinksDone, surplusLinks } from './change-links.js';
import { onTicket } from './found-ticket.js';
import type { WriteContext } from './write-context.js';

/** Makes or removes links of a ticket one by one. */
export function addOrRemoveLinks(
  ticket: number,
  links: readonly LinkValue[],
  how: 'add' | 'remove',
  context: WriteContext,
): Promise<WriteReport> {
  return onTicket(ticket, nothing, context, async ({ id }) =>
    reportOf(id, await changeLinks(id, links, ['links'], { remove: how === 'remove' }, context)),
  );
}

/** Replaces whole lists of a ticket's links. */
export function setTicketLinks(
  ticket: number,
  lists: LinkLists,
  context: WriteContext,
): Promise<WriteReport> {
  return onTicket(ticket, nothing, context, async ({ id }) =>
    reportOf(id, await setLinks(id, lists, context)),
  );
}

function reportOf(id: number, { refusals, messages, changed }: LinksDone): WriteReport {
  const [some, none] =
    refusals.length > 0 ? (['PARTIAL', 'REJECTED'] as const) : (['APPLIED', 'UNCHANGED'] as const);
  // A link whose answer was lost may have been made all the same.
  const isUnknown = refusals.some(({ code }) => code === 'UNKNOWN_OUTCOME');
  return { outcome: changed > 0 || isUnknown ? some : none, refusals, messages, id };
}

/** Makes what is missing, then removes what is too much: nothing is lost when a new link is refused. */
async function setLinks(id: number, lists: LinkLists, context: WriteContext): Promise<LinksDone> {
  const done: LinksDone[] = [];
  const given = linkKeys.flatMap((type) => {
    const name = linkKinds[type].list;
    const targets = lists[name];
    return targets == null ? [] : [{ name, type, targets }];
  });
  const before = await context.load.links.ofTicket(id);
  for (const { targets } of given) checkLinks(targets);
  const plans = await Promise.all(
    given.map(async (one) => {
      const surplus = await surplusLinks(before, one.type, one.targets, context);
      const gone = surplus.map(({ uri }) => ({ type: one.type, target: { uri } }));
      checkLinks(
        gone.map(({ target }) => target),
        { stored: true },
      );
      return { ...one, gone };
    }),
  );
  const begun = () => done.some(({ isSent }) => isSent);
  /** What failed before it was sent must be told beside what is done. */
  const notSent = (error: unknown, name: string): LinksDone => {
    if (!(error instanceof RtError) || !begun()) throw error;
    const message = `Not sent: ${error.message}`;
    const refusals: readonly Refusal[] = [{ code: 'RT_REFUSED', message, path: [name] }];
    return { refusals, messages: [], changed: 0, isSent: false };
  };
  for (const { name, type, targets, gone } of plans) {
    const made = await changeLinks(
      id,
      targets.map((target) => ({ type, target })),
      [name],
      { remove: false, begun: begun() },
      context,
    ).catch((error: unknown) => notSent(error, name));
    done.push(made);
    if (made.refusals.length > 0) continue;
    const options = { remove: true, begun: begun(), stored: true };
    done.push(
      await changeLinks(id, gone, [name], options, context).catch((error: unknown) =>
        notSent(error, name),
      ),
    );
  }
  return {
    refusals: done.flatMap(({ refusals }) => refusals),
    messages: done.flatMap(({ messages }) => messages),
    changed: done.reduce((sum, { changed }) => sum + changed, 0),
    isSent: begun(),
  };
}
