import { randomUUID } from 'node:crypto';
import type { RtCaller } from './rights-in-rt.js';
import {
  edit,
  namedState,
  namedTwin,
  type Twin,
  ticketState,
  ticketTwin,
  type WriteRow,
} from './write-row.js';

const ticketPath = ({ id }: Twin): string => `ticket/${id}`;
const ticketEdit = ({ id }: Twin): string => `ticket/${id}/edit`;
const ticketComment = ({ id }: Twin): string => `ticket/${id}/comment`;
const take = ({ id }: Twin): string => `ticket/${id}/take`;

type TicketRow = Pick<WriteRow, 'field' | 'rts' | 'input' | 'fresh'> &
  Partial<Pick<WriteRow, 'path'>> & {
    readonly of?: string;
    /** Whether it is asked of a hidden ticket too. */
    readonly hidden?: boolean;
    /** Whether a second ticket is needed. */
    readonly other?: boolean;
    readonly setUp?: (root: RtCaller, twin: Twin, caller: string) => Promise<unknown>;
  };

/** A mutation of a ticket in General, and of one in Private. */
const ticketRows = ({
  field,
  of = '',
  rts,
  input,
  setUp,
  fresh,
  ...row
}: TicketRow): readonly WriteRow[] =>
  (row.hidden ? ['General', 'Private'] : ['General']).map((queue) => ({
    field,
    of: `a ticket in ${queue}${of}`,
    async twin(root, caller) {
      const twin = await ticketTwin(root, queue, row.other);
      await setUp?.(root, twin, caller);
      return twin;
    },
    ...(fresh && { fresh }),
    rts,
    input,
    payload: field === 'updateTickets' ? 'results { ticket' : 'ticket',
    path: row.path ?? ticketPath,
    state: ticketState,
  }));

const linked = (root: RtCaller, { id, other }: Twin) =>
  root.ask('ticket/link', { id: String(id), rel: 'RefersTo', to: String(other) });
const refersTo = ({ other }: Twin) => [{ type: 'REFERS_TO', target: { ticket: other } }];
const ownedBy = (owner: string) => (root: RtCaller, twin: Twin) =>
  edit(ticketEdit, `Owner: ${owner}`)(root, twin);

const changes = (
  of: string,
  line: string,
  change: Readonly<Record<string, unknown>>,
  hidden = false,
): readonly WriteRow[] =>
  ticketRows({
    field: 'updateTicket',
    hidden,
    of,
    rts: edit(ticketEdit, line),
    input: ({ id }) => ({ id, changes: change }),
  });

const onTickets: readonly WriteRow[] = [
  ...changes(', its subject', 'Subject: changed', { subject: 'changed' }, true),
  ...changes(', its status', 'Status: open', { status: 'open' }),
  ...changes(', deleting it', 'Status: deleted', { status: 'deleted' }),
  ...changes(', its queue', 'Queue: Private', { queue: 'Private' }),
  ...changes(', its owner', 'Owner: bob smith', { owner: 'bob smith' }),
  ...changes(', a field that some may see', 'CF.{Single}: one', {
    customFields: [{ name: 'Single', values: ['one'] }],
  }),
  ...changes(', a field that fewer may see', 'CF.{Multi}: one', {
    customFields: [{ name: 'Multi', values: ['one'] }],
  }),
  ...ticketRows({
    field: 'updateTickets',
    rts: edit(ticketEdit, 'Priority: 9'),
    input: ({ id }) => ({ tickets: [{ id, changes: { priority: 9 } }] }),
  }),
  ...(
    [
      ['commentOnTicket', 'comment'],
      ['replyToTicket', 'correspond'],
    ] as const
  ).flatMap(([field, action]) => [
    ...ticketRows({
      field,
      hidden: true,
      rts: edit(ticketComment, `Action: ${action}`, 'Content-Type: text/plain', 'Text: words'),
      input: ({ id }) => ({ id, body: { text: 'words' } }),
    }),
    ...ticketRows({
      field,
      of: ', and a new status',
      rts: edit(ticketComment, `Action: ${action}`, 'Text: words', 'Status: resolved'),
      input: ({ id }) => ({ id, body: { text: 'words' }, status: 'resolved' }),
    }),
  ]),
  ...ticketRows({
    field: 'changeTicketWatchers',
    hidden: true,
    rts: edit(ticketEdit, 'Cc: new@example.com'),
    input: ({ id }) => ({ id, role: 'CC', add: ['new@example.com'] }),
  }),
  ...ticketRows({
    field: 'addTicketLinks',
    other: true,
    hidden: true,
    rts: linked,
    input: (twin) => ({ id: twin.id, links: refersTo(twin) }),
  }),
  ...ticketRows({
    field: 'removeTicketLinks',
    other: true,
    setUp: linked,
    rts: (rt, { id, other }) =>
      rt.ask('ticket/link', { id: String(id), rel: 'RefersTo', to: String(other), del: '1' }),
    input: (twin) => ({ id: twin.id, links: refersTo(twin) }),
  }),
  ...ticketRows({
    field: 'setTicketLinks',
    other: true,
    rts: edit(({ id }) => `ticket/${id}/links`, 'RefersTo: <other>'),
    input: ({ id, other }) => ({ id, refersTo: [{ ticket: other }] }),
  }),
  ...ticketRows({
    field: 'mergeTicket',
    path: ({ other }) => `ticket/${other}`,
    other: true,
    hidden: true,
    rts: (rt, { id, other }) => rt.ask(`ticket/${id}/merge/${other}`),
    input: ({ id, other }) => ({ id, intoId: other }),
  }),
  ...ticketRows({
    field: 'takeTicket',
    hidden: true,
    rts: edit(take, 'Action: Take'),
    input: ({ id }) => ({ id }),
  }),
  ...ticketRows({
    field: 'claimNextTicket',
    hidden: true,
    rts: edit(take, 'Action: Take'),
    input: ({ id }) => ({ filter: { number: { eq: id } } }),
  }),
  ...ticketRows({
    field: 'stealTicket',
    setUp: ownedBy('bob smith'),
    rts: edit(take, 'Action: Steal'),
    input: ({ id }) => ({ id }),
  }),
  ...ticketRows({
    field: 'untakeTicket',
    fresh: true,
    // Refused by RT for those who may not own tickets, whose twin then is nobody's.
    setUp: (root, twin, caller) => ownedBy(caller)(root, twin),
    rts: edit(take, 'Action: Untake'),
    input: ({ id }) => ({ id }),
  }),
];

/** A ticket that is to be created: found again by its subject. */
const creations = ['General', 'Private', 'Closed Down', 'No such queue'].map(
  (queue): WriteRow => ({
    field: 'createTicket',
    of: `a ticket in ${queue}`,
    twin: async () => ({ id: 0, name: `rights-${randomUUID()}`, other: 0 }),
    rts: (rt, { name }) =>
      rt.ask('ticket/new', {
        content: `id: ticket/new\nQueue: ${queue}\nSubject: ${name}\nText: words\n`,
      }),
    input: ({ name }) => ({ queue, subject: name, body: { text: 'words' } }),
    payload: 'ticket',
    path: () => '',
    async state(root, twin) {
      const query = `Subject = '${twin.name}'`;
      const found = await root.ask('search/ticket', { query, format: 'i' });
      const id = /^ticket\/(\d+)$/m.exec(found.payload)?.[1];
      return id === undefined ? 'nothing' : ticketState(root, { ...twin, id: Number(id) });
    },
  }),
);

const named: readonly WriteRow[] = (
  [
    ['user', 'NickName', 'nickName'],
    ['queue', 'Description', 'description'],
    ['group', 'Description', 'description'],
  ] as const
).flatMap(([kind, key, field]): readonly WriteRow[] => {
  const type = `${kind[0]?.toUpperCase()}${kind.slice(1)}`;
  const fields = kind === 'user' ? { fields: { [field]: 'new' } } : { [field]: 'new' };
  const common = {
    payload: kind,
    path: ({ id }: Twin) => (id === 0 ? '' : `${kind}/${id}`),
    state: namedState(kind, key, 'Disabled'),
  };
  const disabled = { isDisabled: true };
  const editPath = ({ id }: Twin): string => `${kind}/${id}/edit`;
  return [
    {
      ...common,
      field: `create${type}`,
      of: `a ${kind}`,
      twin: namedTwin(kind, false),
      rts: (rt, { name }) =>
        rt.ask(`${kind}/new`, { content: `id: ${kind}/new\nName: ${name}\n${key}: new\n` }),
      input: ({ name }) => ({ name, ...fields }),
    },
    {
      ...common,
      field: `update${type}`,
      of: `the ${field} of a ${kind}`,
      twin: namedTwin(kind, true),
      rts: edit(editPath, `${key}: new`),
      input: ({ id }) => ({ id, changes: fields }),
    },
    {
      ...common,
      field: `update${type}`,
      of: `a ${kind}, disabling it`,
      twin: namedTwin(kind, true),
      rts: edit(editPath, 'Disabled: 1'),
      input: ({ id }) => ({ id, changes: kind === 'user' ? { fields: disabled } : disabled }),
    },
  ];
});

/** Every mutation, on what may be changed by some and on what is hidden from them. */
export const writeRows: readonly WriteRow[] = [...onTickets, ...creations, ...named];
