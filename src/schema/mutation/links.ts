import { InvalidInputError } from '../../rt/errors.js';
import { type LinkKey, parseRtUri, type RawLink } from '../../rt/links.js';
import { type LinkRelation, link } from '../../rt/operations/tickets.js';
import { LostAnswer, type WriteAnswer } from '../../rt/operations/write.js';
import { builder } from '../builder.js';
import type { Context } from '../context.js';
import { readIdOf } from '../object-id.js';
import { orNull } from '../or-null.js';
import { guarded } from './guard.js';
import { type Result, rejected, ticketPayload } from './payload.js';
import { unknownOutcome } from './settle.js';
import { LinkTargetInput, type LinkTargetValue, TicketLinkInput } from './ticket-input.js';
import { notFound } from './update-ticket.js';
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
function readTarget({ ticket, uri }: LinkTargetValue): string {
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

interface Done {
  readonly userErrors: readonly UserErrorData[];
  readonly messages: readonly string[];
  readonly changed: number;
}

const mostLinks = 30;

/**
 * Makes or removes links one by one, so that none but those named can be lost. They are looked for afterwards:
 * RT answers in the user's language, and "already exists" like a success.
 */
async function change(
  id: number,
  links: readonly LinkValue[],
  path: readonly string[],
  options: { readonly remove: boolean },
  context: Context,
): Promise<Done> {
  if (links.length > mostLinks) {
    throw new InvalidInputError(`Change at most ${mostLinks} links at once.`, {
      limit: { name: 'links', allowed: mostLinks, asked: links.length },
    });
  }
  const targets = links.map(({ target }) => readTarget(target));
  const before = await context.load.links(id);
  const answers: (WriteAnswer | LostAnswer | undefined)[] = [];
  for (const [at, { type }] of links.entries()) {
    const to = targets[at] ?? '';
    // A link that is there already, or gone already, needs no request.
    const needed = has(before, type, to) === options.remove;
    answers.push(needed ? await link(context.rt, id, relations[type], to, options) : undefined);
  }
  context.load.forget();
  const after = await context.load.links(id);
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
    messages: asked.flatMap((answer) => (answer instanceof LostAnswer ? [] : [answer.sentence])),
    changed: asked.length - userErrors.filter(({ code }) => code !== 'NOT_FOUND').length,
  };
}

/** Makes links of a ticket that was just created. */
export function makeLinks(
  id: number,
  links: readonly LinkValue[],
  path: readonly string[],
  context: Context,
): Promise<Done> {
  return change(id, links, path, { remove: false }, context);
}

function resultOf(id: number, { userErrors, messages, changed }: Done): Result {
  const outcome =
    userErrors.length > 0
      ? changed > 0
        ? 'PARTIAL'
        : 'REJECTED'
      : changed > 0
        ? 'APPLIED'
        : 'UNCHANGED';
  return { outcome, userErrors, messages, id };
}

async function onTicket(
  id: string,
  context: Context,
  run: (id: number) => Promise<Done>,
): Promise<Result> {
  const number = readIdOf('ticket', id);
  const ticket = await orNull(context.load.object.ticket(number));
  return ticket ? resultOf(ticket.id, await run(ticket.id)) : rejected([notFound([])]);
}

const AddTicketLinksInput = builder.inputType('AddTicketLinksInput', {
  description: 'Links to make.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'ticket/17 or 17.' }),
    links: t.field({ type: [TicketLinkInput], required: true, description: 'The links.' }),
  }),
});

const RemoveTicketLinksInput = builder.inputType('RemoveTicketLinksInput', {
  description: 'Links to remove.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'ticket/17 or 17.' }),
    links: t.field({ type: [TicketLinkInput], required: true, description: 'The links.' }),
  }),
});

const lists = {
  dependsOn: 'DependsOn',
  dependedOnBy: 'DependedOnBy',
  refersTo: 'RefersTo',
  referredToBy: 'ReferredToBy',
  members: 'Members',
  memberOf: 'MemberOf',
} as const;

const SetTicketLinksInput = builder.inputType('SetTicketLinksInput', {
  description: 'Whole lists of links. Absent = leave; empty list = remove all of that type.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'ticket/17 or 17.' }),
    dependsOn: t.field({ type: [LinkTargetInput], description: 'What it depends on.' }),
    dependedOnBy: t.field({ type: [LinkTargetInput], description: 'What depends on it.' }),
    refersTo: t.field({ type: [LinkTargetInput], description: 'What it mentions.' }),
    referredToBy: t.field({ type: [LinkTargetInput], description: 'What mentions it.' }),
    members: t.field({ type: [LinkTargetInput], description: 'Its children.' }),
    memberOf: t.field({ type: [LinkTargetInput], description: 'Its parents.' }),
  }),
});

/** Makes what is missing, then removes what is too much: nothing is lost when a new link is refused. */
async function setLinks(
  id: number,
  input: typeof SetTicketLinksInput.$inferInput,
  context: Context,
): Promise<Done> {
  const done: Done[] = [];
  for (const [name, type] of Object.entries(lists)) {
    // Object.entries widens the table's own keys to string.
    const wanted: readonly LinkTargetValue[] | null | undefined = input[name as keyof typeof lists];
    if (wanted == null) continue;
    const made = await change(
      id,
      wanted.map((target) => ({ type, target })),
      [name],
      { remove: false },
      context,
    );
    done.push(made);
    if (made.userErrors.length > 0) continue;
    const targets = wanted.map(readTarget);
    const surplus = (await context.load.links(id)).filter(
      ({ key, uri }) =>
        key === type &&
        !targets.some((to) => to === uri || Number(to) === (parseRtUri(uri)?.id ?? -1)),
    );
    const gone = surplus.map(({ uri }) => ({ type, target: { uri } }));
    done.push(await change(id, gone, [name], { remove: true }, context));
  }
  return {
    userErrors: done.flatMap(({ userErrors }) => userErrors),
    messages: done.flatMap(({ messages }) => messages),
    changed: done.reduce((sum, { changed }) => sum + changed, 0),
  };
}

builder.mutationFields((t) => ({
  addTicketLinks: t.field({
    type: ticketPayload('AddTicketLinksPayload'),
    description: 'Additive: never touches other links (RT: ticket/link).',
    args: {
      input: t.arg({ type: AddTicketLinksInput, required: true, description: 'The links.' }),
    },
    resolve: (_, { input }, context) =>
      guarded(
        context,
        { name: 'addTicketLinks', input, tickets: [readIdOf('ticket', input.id)] },
        () =>
          onTicket(input.id, context, (id) =>
            change(id, input.links, ['links'], { remove: false }, context),
          ),
      ),
  }),
  removeTicketLinks: t.field({
    type: ticketPayload('RemoveTicketLinksPayload'),
    description: 'Removes links one by one; others are left alone (RT: ticket/link).',
    args: {
      input: t.arg({ type: RemoveTicketLinksInput, required: true, description: 'The links.' }),
    },
    resolve: (_, { input }, context) =>
      guarded(
        context,
        { name: 'removeTicketLinks', input, tickets: [readIdOf('ticket', input.id)] },
        () =>
          onTicket(input.id, context, (id) =>
            change(id, input.links, ['links'], { remove: true }, context),
          ),
      ),
  }),
  setTicketLinks: t.field({
    type: ticketPayload('SetTicketLinksPayload'),
    description:
      "Replaces whole link lists. Types not given are left alone. It makes and removes links one by one, since RT's own replacement can lose links when it fails.",
    args: {
      input: t.arg({ type: SetTicketLinksInput, required: true, description: 'The lists.' }),
    },
    resolve: (_, { input }, context) =>
      guarded(
        context,
        { name: 'setTicketLinks', input, tickets: [readIdOf('ticket', input.id)] },
        () => onTicket(input.id, context, (id) => setLinks(id, input, context)),
      ),
  }),
}));
