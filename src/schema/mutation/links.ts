import type { InputFieldRef } from '@pothos/core';
import { type LinkKey, linkKeys, linkKinds } from '../../rt/links.js';
import type { builder } from '../builder.js';
import { ticketMutation } from './frame.js';
import { LinkTargetInput, readLink, readLinkTarget, TicketLinkInput } from './input/links.js';

const descriptions: Readonly<Record<LinkKey, string>> = {
  DependsOn: 'What it depends on.',
  DependedOnBy: 'What depends on it.',
  RefersTo: 'What it mentions.',
  ReferredToBy: 'What mentions it.',
  Members: 'Its children.',
  MemberOf: 'Its parents.',
};

type Types = typeof builder.$inferSchemaTypes;
type ListName = (typeof linkKinds)[LinkKey]['list'];
type Target = typeof LinkTargetInput.$inferInput;

/** A list of links for each kind. */
function listFields(t: PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>) {
  const fields = linkKeys.map((key) => [
    linkKinds[key].list,
    t.field({ type: [LinkTargetInput], description: descriptions[key] }),
  ]);
  // Object.fromEntries forgets the names, which the input's type is made of.
  return Object.fromEntries(fields) as Record<
    ListName,
    InputFieldRef<Types, Target[] | null | undefined>
  >;
}

ticketMutation('addTicketLinks', {
  description: 'Adds links to a ticket (RT: ticket/link). Other links are left alone.',
  inputDescription: 'Links to add.',
  fields: (t) => ({
    links: t.field({ type: [TicketLinkInput], required: true, description: 'The links.' }),
  }),
  run: ({ links }, { rt, id }) => rt.changeLinks(id, links.map(readLink), 'add'),
});

ticketMutation('removeTicketLinks', {
  description:
    'Removes links of a ticket one by one (RT: ticket/link). Other links are left alone.',
  inputDescription: 'Links to remove.',
  fields: (t) => ({
    links: t.field({ type: [TicketLinkInput], required: true, description: 'The links.' }),
  }),
  run: ({ links }, { rt, id }) => rt.changeLinks(id, links.map(readLink), 'remove'),
});

ticketMutation('setTicketLinks', {
  description:
    "Replaces whole link lists. Types not given are left alone. Links are added and removed one by one, because RT's own replacement can lose links when it fails.",
  inputDescription: 'Whole lists of links. Absent = leave; empty list = remove all of that type.',
  fields: (t) => listFields(t),
  run(input, { rt, id }) {
    const lists = linkKeys.map((key) => {
      const { list } = linkKinds[key];
      return [list, input[list]?.map(readLinkTarget)] as const;
    });
    return rt.setLinks(id, Object.fromEntries(lists));
  },
});
