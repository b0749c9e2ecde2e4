import { builder } from '../builder.js';
import type { Context } from '../context.js';
import { readIdOf } from '../object-id.js';
import { orNull } from '../or-null.js';
import { changeLinks, checkLinks, type LinksDone, surplusLinks } from './change-links.js';
import { guarded } from './guard.js';
import { type Result, rejected, ticketPayload } from './payload.js';
import { LinkTargetInput, type LinkTargetValue, TicketLinkInput } from './ticket-input.js';
import { notFound } from './update-ticket.js';

function resultOf(id: number, { userErrors, messages, changed }: LinksDone): Result {
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
  run: (id: number) => Promise<LinksDone>,
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
): Promise<LinksDone> {
  const done: LinksDone[] = [];
  const given = Object.entries(lists).flatMap(([name, type]) => {
    // Object.entries widens the table's own keys to string.
    const targets: readonly LinkTargetValue[] | null | undefined =
      input[name as keyof typeof lists];
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
  const begun = () => done.some(({ changed }) => changed > 0);
  for (const { name, type, targets, gone } of plans) {
    const made = await changeLinks(
      id,
      targets.map((target) => ({ type, target })),
      [name],
      { remove: false, begun: begun() },
      context,
    );
    done.push(made);
    if (made.userErrors.length > 0) continue;
    done.push(
      await changeLinks(id, gone, [name], { remove: true, begun: begun(), stored: true }, context),
    );
  }
  return {
    userErrors: done.flatMap(({ userErrors }) => userErrors),
    messages: done.flatMap(({ messages }) => messages),
    changed: done.reduce((sum, { changed }) => sum + changed, 0),
  };
}

builder.mutationFields((t) => ({
  addTicketLinks: t.field({
    nullable: true,
    type: ticketPayload('AddTicketLinksPayload'),
    description: 'Additive: never touches other links (RT: ticket/link). Null only with an error.',
    args: {
      input: t.arg({ type: AddTicketLinksInput, required: true, description: 'The links.' }),
    },
    resolve: (_, { input }, context) =>
      guarded(
        context,
        { name: 'addTicketLinks', input, tickets: [readIdOf('ticket', input.id)] },
        () =>
          onTicket(input.id, context, (id) =>
            changeLinks(id, input.links, ['links'], { remove: false }, context),
          ),
      ),
  }),
  removeTicketLinks: t.field({
    nullable: true,
    type: ticketPayload('RemoveTicketLinksPayload'),
    description:
      'Removes links one by one; others are left alone (RT: ticket/link). Null only with an error.',
    args: {
      input: t.arg({ type: RemoveTicketLinksInput, required: true, description: 'The links.' }),
    },
    resolve: (_, { input }, context) =>
      guarded(
        context,
        { name: 'removeTicketLinks', input, tickets: [readIdOf('ticket', input.id)] },
        () =>
          onTicket(input.id, context, (id) =>
            changeLinks(id, input.links, ['links'], { remove: true }, context),
          ),
      ),
  }),
  setTicketLinks: t.field({
    nullable: true,
    type: ticketPayload('SetTicketLinksPayload'),
    description:
      "Replaces whole link lists. Types not given are left alone. It makes and removes links one by one, since RT's own replacement can lose links when it fails. Null only with an error.",
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
