import type { InputFieldRef } from '@pothos/core';
import { type LinkKey, linkKeys, linkKinds } from '../../rt/links.js';
import type { builder } from '../builder.js';
import { ticketMutation } from './frame.js';
import { LinkTargetInput, readLink, readLinkTarget, TicketLinkInput } from './input/links.js';

const descriptions: Readonly<Record<LinkKey, string>> = {
  DependsOn: 'The tickets or URIs that this ticket depends on.',
  DependedOnBy: 'The tickets or URIs that depend on this ticket.',
  RefersTo: 'The tickets or URIs that this ticket refers to.',
  ReferredToBy: 'The tickets or URIs that refer to this ticket.',
  Members: 'The children of this ticket.',
  MemberOf: 'The parents of this ticket.',
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
  description: 'Adds links to a ticket (RT: ticket/link). Other links stay unchanged.',
  inputDescription: 'The ticket and the links to add to it.',
  fields: (t) => ({
    links: t.field({
      type: [TicketLinkInput],
      required: true,
      description: 'The links to add.',
    }),
  }),
  run: ({ links }, { rt, id }) => rt.changeLinks(id, links.map(readLink), 'add'),
});

ticketMutation('removeTicketLinks', {
  description: 'Removes links from a ticket (RT: ticket/link). Other links stay unchanged.',
  inputDescription: 'The ticket and the links to remove from it.',
  fields: (t) => ({
    links: t.field({
      type: [TicketLinkInput],
      required: true,
      description: 'The links to remove.',
    }),
  }),
  run: ({ links }, { rt, id }) => rt.changeLinks(id, links.map(readLink), 'remove'),
});

ticketMutation('setTicketLinks', {
  description:
    'Replaces all links of the given types. Links of other types stay unchanged. The server adds and removes links one at a time, because RT can lose links when its own replacement fails.',
  inputDescription:
    'The ticket and its new links. Omitted types stay unchanged; an empty list removes all links of that type.',
  fields: (t) => listFields(t),
  run(input, { rt, id }) {
    const lists = linkKeys.map((key) => {
      const { list } = linkKinds[key];
      return [list, input[list]?.map(readLinkTarget)] as const;
    });
    return rt.setLinks(id, Object.fromEntries(lists));
  },
});
