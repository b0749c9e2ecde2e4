import { InvalidInputError, RtError } from '../../rt/errors.js';
import { type LinkKey, parseRtUri, type RawLink } from '../../rt/links.js';
import { type LinkRelation, link } from '../../rt/operations/tickets.js';
import { LostAnswer, type WriteAnswer } from '../../rt/operations/write.js';
import type { Context } from '../context.js';
import { readIdOf } from '../object-id.js';
import { unknownOutcome } from './settle.js';
import type { LinkTargetValue } from './ticket-input.js';
import type { UserErrorData } from './user-error.js';

const relations: Record<LinkKey, LinkRelation> = {
  DependsOn: 'DependsOn',
  DependedOnBy: 'DependedOnBy',
  RefersTo: 'RefersTo',
  ReferredToBy: 'ReferredToBy',
  Members: 'HasMember',
  MemberOf: 'MemberOf',
};

interface LinkValue {
  readonly type: LinkKey;
  readonly target: LinkTargetValue;
}

/** What RT is told of a link's end: a ticket's number, or a URI that no browser would run. */
export function readTarget({ ticket, uri }: LinkTargetValue): string {
  if (ticket != null) return String(readIdOf('ticket', ticket));
  if (/^(?:javascript|data|vbscript|file|blob):/i.test(uri ?? '')) {
    throw new InvalidInputError('A link cannot lead to a URI of this scheme.');
  }
  return uri ?? '';
}

/** Whether a ticket's links hold one, by number or by URI. */
function has(links: readonly RawLink[], type: LinkKey, to: string): boolean {
  const number = /^\d+$/.test(to) ? Number(to) : undefined;
  return links.some(
    (known) =>
      known.key === type &&
      (known.uri === to || (number !== undefined && parseRtUri(known.uri)?.id === number)),
  );
}

/** What became of links to make or remove. */
export interface LinksDone {
  readonly userErrors: readonly UserErrorData[];
  readonly messages: readonly string[];
  readonly changed: number;
}

const mostLinks = 30;

/**
 * Makes or removes links one by one, so that none but those named can be lost. They are looked for afterwards:
 * RT answers in the user's language, and "already exists" like a success.
 */
export async function changeLinks(
  id: number,
  links: readonly LinkValue[],
  path: readonly string[],
  options: { readonly remove: boolean },
  context: Context,
): Promise<LinksDone> {
  if (links.length > mostLinks) {
    throw new InvalidInputError(`Change at most ${mostLinks} links at once.`, {
      limit: { name: 'links', allowed: mostLinks, asked: links.length },
    });
  }
  const targets = links.map(({ target }) => readTarget(target));
  const before = await context.load.links.ofTicket(id);
  const answers: (WriteAnswer | LostAnswer | RtError | undefined)[] = [];
  for (const [at, { type }] of links.entries()) {
    const to = targets[at] ?? '';
    // A link that is there already, or gone already, needs no request.
    const needed = has(before, type, to) === options.remove;
    try {
      answers.push(needed ? await link(context.rt, id, relations[type], to, options) : undefined);
    } catch (error) {
      // What was sent before must be told; this link, and those after it, were not.
      if (!(error instanceof RtError) || !answers.some(Boolean)) throw error;
      answers.push(...links.slice(at).map(() => error));
      break;
    }
  }
  context.load.forget();
  const after = await context.load.links.ofTicket(id).catch((error: unknown) => {
    if (!(error instanceof RtError) || !answers.some(Boolean)) throw error;
    return undefined;
  });
  if (!after) {
    const message = 'RT got the links and could not be read afterwards. Look before you try again.';
    return {
      userErrors: [{ code: 'UNKNOWN_OUTCOME', message, path }],
      messages: [],
      changed: links.length,
    };
  }
  const userErrors = links.flatMap(({ type }, at): readonly UserErrorData[] => {
    const answer = answers[at];
    const done = has(after, type, targets[at] ?? '') !== options.remove;
    const own = [...path, String(at)];
    if (answer === undefined) {
      return options.remove
        ? [{ code: 'NOT_FOUND', message: 'The ticket has no such link.', path: own }]
        : [];
    }
    if (done) return [];
    if (answer instanceof LostAnswer) return [{ ...unknownOutcome(answer), path: own }];
    if (answer instanceof RtError) {
      return [{ code: 'RT_REFUSED', message: `Not sent: ${answer.message}`, path: own }];
    }
    const denied = /^(?:Permission Denied|No permission)/i.test(answer.sentence);
    return [
      {
        code: denied ? 'FORBIDDEN' : 'RT_REFUSED',
        message: 'RT refused this link.',
        path: own,
        rtMessage: answer.sentence,
      },
    ];
  });
  const asked = answers.filter((answer) => answer !== undefined);
  return {
    userErrors,
    messages: asked.flatMap((answer) => ('sentence' in answer ? [answer.sentence] : [])),
    changed: asked.length - userErrors.filter(({ code }) => code !== 'NOT_FOUND').length,
  };
}
