import { builder } from '../builder.js';

const types = {
  CREATE: ['Create', 'The ticket was created.'],
  CORRESPOND: ['Correspond', 'A public reply.'],
  COMMENT: ['Comment', 'An internal comment.'],
  STATUS: ['Status', 'The status changed.'],
  SET: ['Set', 'Any other field changed.'],
  CUSTOM_FIELD: ['CustomField', 'A custom field changed.'],
  ADD_LINK: ['AddLink', 'A link was added.'],
  DELETE_LINK: ['DeleteLink', 'A link was removed.'],
  ADD_WATCHER: ['AddWatcher', 'Somebody came to watch.'],
  DEL_WATCHER: ['DelWatcher', 'Somebody stopped watching.'],
  SET_WATCHER: ['SetWatcher', 'A role with one place was given to somebody else (RT 5).'],
  GIVE: ['Give', 'The owner gave it away.'],
  TAKE: ['Take', 'Somebody took it from Nobody.'],
  STEAL: ['Steal', 'Somebody took it from its owner.'],
  UNTAKE: ['Untake', 'The owner gave it back to Nobody.'],
  FORCE: ['Force', 'Somebody else changed the owner.'],
  TOLD: ['Told', 'The date of last contact was set.'],
  EMAIL_RECORD: ['EmailRecord', 'RT sent mail.'],
  COMMENT_EMAIL_RECORD: ['CommentEmailRecord', 'RT sent mail about a comment.'],
} as const;

/** RT's transaction types, as RT's history can be filtered by them. */
export const HistoryItemType = builder.enumType('HistoryItemType', {
  description: 'A type of transaction that RT can filter a history by.',
  // Object.fromEntries forgets the names, which the enum's type is made of.
  values: Object.fromEntries(
    Object.entries(types).map(([name, [value, description]]) => [
      name,
      { value, description: `${description} (RT: ${value})` },
    ]),
  ) as { [K in keyof typeof types]: { value: (typeof types)[K][0]; description: string } },
});

/** Which items of a timeline are wanted. */
export const HistoryFilter = builder.inputType('HistoryFilter', {
  description: 'Which history items to list. Conditions are ANDed.',
  fields: (t) => ({
    types: t.field({
      type: [HistoryItemType],
      description: 'RT filters one type per call, so n types cost n cheap calls.',
    }),
    createdAfter: t.field({
      type: 'DateTime',
      description: 'Applied after load: later than this.',
    }),
    createdBefore: t.field({
      type: 'DateTime',
      description: 'Applied after load: earlier than this.',
    }),
    creatorName: t.string({
      description:
        'Applied after load: by the user of this login name, email address or ID (user/14).',
    }),
  }),
});
