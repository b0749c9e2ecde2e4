import { linkKeys, linkKinds } from '../../rt/links.js';
import { ticketMutation } from './frame.js';
import { LinkTargetInput, readLink, readLinkTarget, TicketLinkInput } from './input/links.js';

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
  fields: (t) => ({
    dependsOn: t.field({ type: [LinkTargetInput], description: 'What it depends on.' }),
    dependedOnBy: t.field({ type: [LinkTargetInput], description: 'What depends on it.' }),
    refersTo: t.field({ type: [LinkTargetInput], description: 'What it mentions.' }),
    referredToBy: t.field({ type: [LinkTargetInput], description: 'What mentions it.' }),
    members: t.field({ type: [LinkTargetInput], description: 'Its children.' }),
    memberOf: t.field({ type: [LinkTargetInput], description: 'Its parents.' }),
  }),
  run(input, { rt, id }) {
    const lists = linkKeys.map((key) => {
      const { list } = linkKinds[key];
      return [list, input[list]?.map(readLinkTarget)] as const;
    });
    return rt.setLinks(id, Object.fromEntries(lists));
  },
});
