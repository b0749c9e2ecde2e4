import { builder } from '../builder.js';

const types = {
  CREATE: ['Create', 'The ticket was created'],
  CORRESPOND: ['Correspond', 'A public reply was added'],
  COMMENT: ['Comment', 'An internal comment was added'],
  STATUS: ['Status', 'The status was changed'],
  SET: ['Set', 'Another field was changed'],
  CUSTOM_FIELD: ['CustomField', 'A custom field was changed'],
  ADD_LINK: ['AddLink', 'A link was added'],
  DELETE_LINK: ['DeleteLink', 'A link was removed'],
  ADD_WATCHER: ['AddWatcher', 'A watcher was added'],
  DEL_WATCHER: ['DelWatcher', 'A watcher was removed'],
  SET_WATCHER: ['SetWatcher', 'On RT 5, a single-person role was reassigned'],
  GIVE: ['Give', 'The owner gave the ticket to somebody else'],
  TAKE: ['Take', 'Somebody took a ticket without an owner'],
  STEAL: ['Steal', 'Somebody took the ticket from its owner'],
  UNTAKE: ['Untake', 'The owner gave up the ticket; it has no owner now'],
  FORCE: ['Force', 'A third person changed the owner'],
  TOLD: ['Told', 'The date of last contact was set'],
  EMAIL_RECORD: ['EmailRecord', 'RT sent an email'],
  COMMENT_EMAIL_RECORD: ['CommentEmailRecord', 'RT sent an email about a comment'],
} as const;

/** RT's transaction types, as RT's history can be filtered by them. */
export const HistoryItemType = builder.enumType('HistoryItemType', {
  description: 'A type of transaction that a history can be filtered by.',
  // Object.fromEntries forgets the names, which the enum's type is made of.
  values: Object.fromEntries(
    Object.entries(types).map(([name, [value, description]]) => [
      name,
      { value, description: `${description} (RT: ${value}).` },
    ]),
  ) as { [K in keyof typeof types]: { value: (typeof types)[K][0]; description: string } },
});

/** Which items of a timeline are wanted. */
export const HistoryFilter = builder.inputType('HistoryFilter', {
  description: 'Selects history items. An item must meet all conditions.',
  fields: (t) => ({
    types: t.field({
      type: [HistoryItemType],
      description:
        'Only items of these types. RT filters by one type at a time, so each type takes one request to RT.',
    }),
    createdAfter: t.field({
      type: 'DateTime',
      description:
        'Only items later than this. Applied by this server after the items are fetched.',
    }),
    createdBefore: t.field({
      type: 'DateTime',
      description:
        'Only items earlier than this. Applied by this server after the items are fetched.',
    }),
    creatorName: t.string({
      description:
        'Only items by the user with this login name, email address or ID (user/14). Applied by this server after the items are fetched.',
    }),
  }),
});
