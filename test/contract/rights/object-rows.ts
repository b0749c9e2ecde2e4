import { nothingThere } from './fixture.js';
import { inBoth, orNull, type Place, places, type ReadRow } from './read-row.js';
import { objectVerdict, type RtCaller, type Verdict } from './rights-in-rt.js';

type Part = 'create' | 'reply' | 'comment';
const parts: Readonly<Record<string, Part>> = {
  'the beginning': 'create',
  'a reply': 'reply',
  'an internal comment': 'comment',
};

async function transaction(rt: RtCaller, ticket: number, id: number): Promise<Verdict> {
  const said = await rt.ask(`transaction/${id}?format=l`);
  return objectVerdict(said, 'Type', (fields) => ({
    type: fields.get('Type'),
    description: fields.get('Description'),
    creator: { name: fields.get('Creator') },
    ticket: { number: ticket },
  }));
}

const historyRows = inBothParts((place, part, of) => ({
  field: 'Query.historyItem',
  of,
  query: `query ($id: ID!) {
    historyItem(id: $id) { type description creator { name } ticket { number } }
  }`,
  variables: (fixture) => ({ id: fixture[place][part] }),
  missing: { id: nothingThere },
  ours: ({ historyItem }) => historyItem,
  rts: (rt, fixture) => transaction(rt, fixture[place].ticket, fixture[place][part]),
}));

function inBothParts(row: (place: Place, part: Part, of: string) => ReadRow): readonly ReadRow[] {
  return Object.entries(parts).flatMap(([name, part]) =>
    Object.entries(places).map(([where, place]) =>
      row(place, part, `${name} of a ticket ${where}`),
    ),
  );
}

async function attachment(rt: RtCaller, id: number): Promise<Verdict> {
  const shown = objectVerdict(await rt.ask(`attachment/${id}`), 'ContentType', (fields) => ({
    contentType: fields.get('ContentType'),
    subject: orNull(fields.get('Subject')),
    text: fields.get('Content')?.trim(),
  }));
  return shown;
}

const attachmentRows = (['replyFile', 'commentFile'] as const).flatMap((file) =>
  inBoth((place, where) => ({
    field: 'Query.attachment',
    of: `the ${file} of a ticket ${where}`,
    query: 'query ($id: ID!) { attachment(id: $id) { contentType subject text } }',
    variables: (fixture) => ({ id: fixture[place][file] }),
    missing: { id: nothingThere },
    ours: ({ attachment: one }) => one && { ...one, text: one.text.trim() },
    rts: (rt, fixture) => attachment(rt, fixture[place][file]),
  })),
);

const mixedRow: ReadRow = {
  field: 'Query.nodes',
  of: 'tickets, queues, a comment and a user at once',
  query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
  variables: ({ open, hidden, queues, users }) => ({
    ids: [
      `ticket/${open.ticket}`,
      `ticket/${hidden.ticket}`,
      `queue/${queues.hidden}`,
      `queue/${queues.open}`,
      `transaction/${open.comment}`,
      `attachment/${open.commentFile}`,
      `user/${users.alice}`,
    ],
  }),
  ours: ({ nodes }, { errors }) =>
    nodes.map(
      (node: unknown, at: number) =>
        node ?? errors?.find(({ path }) => path?.[1] === at)?.extensions['code'],
    ),
  async rts(rt, { open, hidden, queues, users }) {
    const asked: readonly (readonly [string, string])[] = [
      [`ticket/${open.ticket}`, 'Status'],
      [`ticket/${hidden.ticket}`, 'Status'],
      [`queue/${queues.hidden}`, 'Name'],
      [`queue/${queues.open}`, 'Name'],
      [`transaction/${open.comment}`, 'Type'],
      [`attachment/${open.commentFile}`, 'ContentType'],
      [`user/${users.alice}`, 'Name'],
    ];
    const verdicts = await Promise.all(
      asked.map(async ([id, sentinel]) =>
        objectVerdict(await rt.ask(`${id}?format=l`), sentinel, () => ({ id })),
      ),
    );
    return { shows: verdicts.map((one) => (typeof one === 'object' ? one.shows : one)) };
  },
};

const serverRow: ReadRow = {
  field: 'Query.rtServer',
  of: 'the server',
  query: '{ rtServer { reachable } }',
  ours: ({ rtServer }) => rtServer.reachable,
  // Anybody whom RT lets in may know its version.
  rts: async (rt) => objectVerdict(await rt.ask('ticket/new'), 'Requestor', () => true),
};

/** What belongs to a ticket and has a number of its own, objects of all kinds, and the server. */
export const objectRows: readonly ReadRow[] = [
  ...historyRows,
  ...attachmentRows,
  mixedRow,
  serverRow,
];
