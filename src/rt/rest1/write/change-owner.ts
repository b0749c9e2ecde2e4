import { ticketColumns as c, nobody } from '../../columns/ticket.js';
import { type Refusal, rejected, type WriteReport } from '../../report.js';
import type { ShownObject } from '../../shown-object.js';
import { wantColumns } from '../../wanted.js';
import type { OwnerChange } from '../../writes.js';
import { onTicket, reread } from './found-ticket.js';
import { afterWrite, unknownOutcome, wholeRefusal } from './judge-write.js';
import { take } from './ticket-requests.js';
import { LostAnswer, type WriteAnswer } from './write.js';
import type { WriteContext } from './write-context.js';

/** Changes hands by RT's Take, Steal or Untake, which lock the ticket's row: of many callers one gets it. */
export async function changeOwner(
  ticketId: number,
  how: OwnerChange,
  context: WriteContext,
): Promise<WriteReport> {
  const wantsOwner = wantColumns(c.owner);
  // Read beside the ticket: the login costs no request of its own.
  const identity = context.load.identity();
  // Where the ticket cannot be read either, nobody waits for it.
  identity.catch(() => undefined);
  return onTicket(ticketId, wantsOwner, context, async (ticket) => {
    const { name } = await identity;
    const { id } = ticket;
    const wanted = how === 'Untake' ? nobody : name;
    if (how !== 'Untake' && isOwnedBy(ticket, wanted)) {
      return { outcome: 'UNCHANGED', refusals: [], messages: [], id };
    }
    const owner = ticket.read(c.owner);
    // RT would refuse, and cost two requests more.
    if (how === 'Take' && owner !== nobody) return rejected([ownedBy(owner)], id);
    const answer = await take(context.rt, id, how);
    return afterWrite(answer, id, async () => {
      const now = await reread(id, wantsOwner, context);
      const isDone = now !== undefined && isOwnedBy(now, wanted);
      const messages = answer instanceof LostAnswer ? [] : answer.messages;
      const isRefused = !(answer instanceof LostAnswer) && answer.status !== 200;
      if (isDone && !isRefused) return { outcome: 'APPLIED', refusals: [], messages, id };
      // RT refuses to take what the caller owns: another request of the caller's got it first.
      if (isDone && how !== 'Untake') return { outcome: 'UNCHANGED', refusals: [], messages, id };
      if (answer instanceof LostAnswer) {
        return { outcome: 'PARTIAL', refusals: [unknownOutcome(answer)], messages, id };
      }
      return { outcome: 'REJECTED', refusals: [whyNot(how, answer, now, name)], messages, id };
    });
  });
}

function ownedBy(owner: string): Refusal {
  return { code: 'ALREADY_OWNED', message: `${owner} owns the ticket.`, path: [] };
}

function isOwnedBy(ticket: ShownObject<'ticket'>, name: string): boolean {
  return ticket.read(c.owner).toLowerCase() === name.toLowerCase();
}

/** RT's sentences about a missing right, in English. */
const denials = /permission denied|may not own|not allowed/i;
/** RT's sentences about faults that are not a matter of rights, in English. */
const faults = /^(?:Could not change owner|Syntax Error)|disabled|^$/i;

/**
 * Why RT did not change the owner. It gives its reason in the user's language, so where that is not English the owner
 * decides: whoever cannot take what nobody owns, or steal what somebody else owns, lacks the right.
 */
function whyNot(
  how: OwnerChange,
  answer: WriteAnswer,
  now: ShownObject<'ticket'> | undefined,
  name: string,
): Refusal {
  const whole = wholeRefusal(answer);
  if (whole) return whole;
  const rtMessage = answer.messages[0] ?? (answer.sentence.trim() || undefined);
  const base = { path: [], rtMessage };
  const owner = now?.read(c.owner);
  if (denials.test(rtMessage ?? '')) return { ...base, ...forbidden(how) };
  if (owner === undefined || faults.test(rtMessage ?? '')) {
    return { ...base, code: 'RT_REFUSED', message: 'RT did not change the owner.' };
  }
  const isNobodys = owner === nobody;
  const isOthers = !isNobodys && owner.toLowerCase() !== name.toLowerCase();
  if (isOthers && how !== 'Steal') {
    return { ...ownedBy(owner), rtMessage };
  }
  if (isNobodys && how !== 'Take') {
    const hint =
      how === 'Steal' ? 'it cannot be stolen. Use takeTicket.' : 'there is nothing to give up.';
    return { ...base, code: 'RT_REFUSED', message: `Nobody owns the ticket, so ${hint}` };
  }
  return { ...base, ...forbidden(how) };
}

function forbidden(how: OwnerChange): Pick<Refusal, 'code' | 'message'> {
  const right = how === 'Steal' ? 'StealTicket' : how === 'Take' ? 'TakeTicket' : 'ModifyTicket';
  const message = `You may not change the owner of this ticket. RT requires the right ${right} or ReassignTicket, and OwnTicket to own the ticket.`;
  return { code: 'FORBIDDEN', message };
}
