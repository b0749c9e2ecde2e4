import { fixedLimits } from '../../../limits.js';
import { InvalidInputError, RtError } from '../../errors.js';
import { type LinkKey, linkKinds, parseRtUri } from '../../links.js';
import type { TicketLink } from '../../memory.js';
import { orNull } from '../../or-null.js';
import type { Refusal } from '../../report.js';
import type { LinkTarget, LinkValue } from '../../values.js';
import { unknownOutcome } from './judge-write.js';
import type { LinkSender, LinkToSend } from './link-sender.js';
import { link } from './ticket-requests.js';
import { LostAnswer, type WriteAnswer } from './write.js';
import type { WriteContext } from './write-context.js';

/** What RT is told of a link's end: a ticket's number, or a URI. */
function readTarget(target: LinkTarget): string {
  return 'ticket' in target ? String(target.ticket) : target.uri;
}

/** The ticket that a link's end names, however it is spelled; undefined for what is not a ticket of this RT. */
async function numberIn(to: string, { load }: WriteContext): Promise<number | undefined> {
  const number = /^(?:t:)?(\d+)$/i.exec(to)?.[1];
  if (number !== undefined) return Number(number);
  const uri = parseRtUri(to);
  if (uri?.type !== 'ticket') return undefined;
  return (await load.identity()).rtName === uri.organization ? uri.id : undefined;
}

/** A link's end: as RT is told it, and the ticket that it is, which a merged number leads to. */
interface End {
  readonly to: string;
  readonly ticket: number | undefined;
}

/** The number of the ticket that a number leads to since a merge. A hidden ticket keeps its own. */
async function survivorOf(number: number, { load }: WriteContext): Promise<number> {
  return (await orNull(load.object.ticket(number)))?.id ?? number;
}

/** A link's end as RT is told it. */
export async function endOf(target: LinkTarget, context: WriteContext): Promise<End> {
  const to = readTarget(target);
  const number = await numberIn(to, context);
  if (number === undefined) return { to, ticket: undefined };
  const ticket = await survivorOf(number, context);
  return { to: String(ticket), ticket };
}

/** A link among a ticket's links, by URI or by the ticket that it leads to. */
async function find<L extends TicketLink>(
  links: readonly L[],
  type: LinkKey,
  { to, ticket }: End,
  context: WriteContext,
): Promise<L | undefined> {
  const known = links.filter(({ key }) => key === type);
  const plain = known.find(
    (link) => link.uri === to || (ticket !== undefined && link.ticket === ticket),
  );
  if (plain || ticket === undefined) return plain;
  // RT may have stored the number of a ticket that was merged.
  const survivors = await Promise.all(
    known.map((link) => (link.ticket === undefined ? undefined : survivorOf(link.ticket, context))),
  );
  return known[survivors.indexOf(ticket)];
}

/** The links of a list that lead to none of the targets. */
export async function surplusLinks(
  links: readonly TicketLink[],
  type: LinkKey,
  targets: readonly LinkTarget[],
  context: WriteContext,
): Promise<readonly TicketLink[]> {
  const wanted = await Promise.all(targets.map((target) => endOf(target, context)));
  const known = links.filter(({ key }) => key === type);
  const surplus = await Promise.all(
    known.map(async ({ uri, ticket }) => {
      if (wanted.some((end) => end.to === uri || (ticket && end.ticket === ticket))) return false;
      const survivor = ticket === undefined ? undefined : await survivorOf(ticket, context);
      return survivor === undefined || !wanted.some((end) => end.ticket === survivor);
    }),
  );
  return known.filter((_, at) => surplus[at]);
}

/** What became of links to make or remove. */
export interface LinksDone {
  readonly refusals: readonly Refusal[];
  readonly messages: readonly string[];
  readonly changed: number;
  /** Whether any of it was sent: RT may have done it even where its answer was lost and nothing is seen of it yet. */
  readonly isSent: boolean;
}

/**
 * Refuses links that cannot be made or removed at all, before anything is written. Those that RT has `stored` may
 * lead anywhere.
 * @throws InvalidInputError
 */
export function checkLinks(
  targets: readonly LinkTarget[],
  options: { readonly stored?: boolean } = {},
): void {
  if (targets.length > fixedLimits.maxLinksAtOnce) {
    throw new InvalidInputError(`Change at most ${fixedLimits.maxLinksAtOnce} links at once.`, {
      limit: { name: 'links', allowed: fixedLimits.maxLinksAtOnce, asked: targets.length },
    });
  }
  const uris = targets.map(readTarget);
  if (!options.stored && uris.some((uri) => runnable.test(uri))) {
    throw new InvalidInputError('A link cannot have a URI with this scheme.');
  }
}

/** URIs that a browser would run. */
const runnable = /^(?:javascript|data|vbscript|file|blob):/i;

type LinkAnswer = WriteAnswer | LostAnswer | RtError | undefined;

/** By REST 1.0, one after the other. */
const sendOneByOne: LinkSender = async (rt, ticket, links, { remove, begun }) => {
  const answers: (WriteAnswer | LostAnswer | RtError)[] = [];
  for (const [at, { type, to }] of links.entries()) {
    try {
      answers.push(await link(rt, ticket, linkKinds[type].relation, to, { remove }));
    } catch (error) {
      // What was sent before must be told; this link, and those after it, were not.
      if (!(error instanceof RtError) || !(begun || answers.length > 0)) throw error;
      answers.push(...links.slice(at).map(() => error));
      break;
    }
  }
  return answers;
};

/**
 * Makes or removes links so that none but those named can be lost. They are looked for afterwards:
 * RT answers in the user's language, and "already exists" like a success. `begun` says that other parts of the
 * mutation have been written, so that a failure must be told beside them.
 */
export async function changeLinks(
  id: number,
  links: readonly LinkValue[],
  path: readonly string[],
  options: { readonly remove: boolean; readonly begun?: boolean; readonly stored?: boolean },
  context: WriteContext,
): Promise<LinksDone> {
  checkLinks(
    links.map(({ target }) => target),
    options,
  );
  const ends = await Promise.all(links.map(({ target }) => endOf(target, context)));
  const before = await context.load.links.ofTicket(id);
  const toSend = new Map<number, LinkToSend>();
  for (const [at, { type }] of links.entries()) {
    const end = ends[at] ?? { to: '', ticket: undefined };
    const known = await find(before, type, end, context);
    // A link that is there already, or gone already, needs no request.
    if ((known !== undefined) !== options.remove) continue;
    // RT finds a link to remove by the URI that it stored.
    toSend.set(at, { type, to: known && known.ticket !== end.ticket ? known.uri : end.to });
  }
  const { remove, begun = false } = options;
  const { rt, sendLinks = sendOneByOne } = context;
  const sent =
    toSend.size > 0 ? await sendLinks(rt, id, [...toSend.values()], { remove, begun }) : [];
  const places = [...toSend.keys()];
  const answers = links.map((_, at): LinkAnswer => sent[places.indexOf(at)]);
  const isSent = sent.some((answer) => !(answer instanceof RtError));
  if (sent.length > 0) context.load.forget();
  const reading = async () => {
    const after = await context.load.links.ofTicket(id);
    const found = links.map(({ type }, at) =>
      find(after, type, ends[at] ?? { to: '', ticket: undefined }, context),
    );
    return { after, found: await Promise.all(found) };
  };
  const read = await reading().catch((error: unknown) => {
    if (!(error instanceof RtError) || !(begun || isSent)) throw error;
    return undefined;
  });
  if (!read) {
    const message =
      'RT received the links, but could not be read afterwards. Read the ticket before you try again.';
    return {
      refusals: [{ code: 'UNKNOWN_OUTCOME', message, path }],
      messages: [],
      changed: links.length,
      isSent,
    };
  }
  const { after, found } = read;
  // RT may spell a URI in another way than it was told.
  const respelled = after.filter(
    (one) =>
      !found.includes(one) && !before.some(({ key, uri }) => key === one.key && uri === one.uri),
  );
  const isThere = (at: number): boolean => {
    const answer = answers[at];
    if (found[at] !== undefined) return true;
    if (!answer || !('status' in answer) || answer.status !== 200) return false;
    const other = respelled.findIndex(({ key }) => key === links[at]?.type);
    return other >= 0 && respelled.splice(other, 1).length > 0;
  };
  let failed = 0;
  const refusals = links.flatMap((_, at): readonly Refusal[] => {
    const own = [...path, String(at)];
    if (answers[at] === undefined) {
      return options.remove
        ? [{ code: 'NOT_FOUND', message: 'The ticket has no such link.', path: own }]
        : [];
    }
    const isDone = options.remove ? found[at] === undefined : isThere(at);
    if (isDone) return [];
    failed++;
    return [failureOf(answers[at], own)];
  });
  const asked = answers.filter((answer) => answer !== undefined);
  return {
    refusals,
    messages: [
      ...new Set(asked.flatMap((answer) => ('sentence' in answer ? [answer.sentence] : []))),
    ],
    changed: asked.length - failed,
    isSent,
  };
}

function failureOf(answer: Exclude<LinkAnswer, undefined>, path: readonly string[]): Refusal {
  if (answer instanceof LostAnswer) return { ...unknownOutcome(answer), path };
  if (answer instanceof RtError) {
    return { code: 'RT_REFUSED', message: `Not sent: ${answer.message}`, path };
  }
  const denied = /^(?:Permission Denied|No permission)/i.test(answer.sentence);
  const missing = /^Couldn't resolve /.test(answer.sentence);
  return {
    code: denied ? 'FORBIDDEN' : missing ? 'NOT_FOUND' : 'RT_REFUSED',
    message: 'RT rejected this link.',
    path,
    rtMessage: answer.sentence,
  };
}
