import { type Fixture, nothingThere } from './fixture.js';
import { inBoth, orNull, type Place, type ReadRow } from './read-row.js';
import {
  andThen,
  fieldsOf,
  listed,
  objectVerdict,
  type RtCaller,
  type Verdict,
} from './rights-in-rt.js';

type Read = (fields: ReadonlyMap<string, string>) => unknown;

/** RT's form of a ticket. A part of a ticket is asked only once the ticket itself is seen: parts have no refusal. */
async function ticketForm(rt: RtCaller, ticket: number, columns: string, read: Read) {
  const said = await rt.ask('show', { id: `ticket/${ticket}`, fields: `id,Status,${columns}` });
  return objectVerdict(said, 'Status', read);
}

async function ticketPart(rt: RtCaller, ticket: number, part: string, read: Read) {
  const seen = await ticketForm(rt, ticket, 'Status', () => true);
  return andThen(seen, async () => read(fieldsOf(await rt.ask(`ticket/${ticket}/${part}`))));
}

const sees = async (rt: RtCaller, ticket: number): Promise<boolean> =>
  typeof (await ticketForm(rt, ticket, 'Status', () => true)) === 'object';

const ticketIn = (uri: string): number => Number(/\/ticket\/(\d+)$/.exec(uri)?.[1] ?? 0);

/** What RT tells of a user to this caller, by the name or address in a ticket's form. */
async function person(rt: RtCaller, name: string): Promise<unknown> {
  const said = await rt.ask('show', {
    id: `user/${name}`,
    fields: 'Name,RealName,Organization,Comments',
  });
  const fields = fieldsOf(said);
  if (!fields.get('Name')) return null;
  const [realName, organization, comments] = ['RealName', 'Organization', 'Comments'].map((key) =>
    orNull(fields.get(key)),
  );
  return { name: fields.get('Name'), realName, organization, comments };
}
const personFields = '{ name realName organization comments }';

/** A field of `Ticket`, asked of a ticket that some may see and of a hidden one. */
function part(
  field: string,
  selection: string,
  ours: (ticket: Parameters<ReadRow['ours']>[0]) => unknown,
  rts: (rt: RtCaller, ticket: number, fixture: Fixture, place: Place) => Promise<Verdict>,
): readonly ReadRow[] {
  return inBoth((place, of) => ({
    field: `Ticket.${field}`,
    of: `a ticket ${of}`,
    query: `query ($id: ID!) { ticket(id: $id) { ${selection} } }`,
    variables: (fixture) => ({ id: fixture[place].ticket }),
    missing: { id: nothingThere },
    ours: ({ ticket }) => ours(ticket),
    rts: (rt, fixture) => rts(rt, fixture[place].ticket, fixture, place),
  }));
}

const columns = 'Subject,Queue,Owner,Creator,Priority,Requestors,Cc,AdminCc';
const ticketText = `number subject status priority queue { name } owner { name } creator { name }
  requestors { emailAddress } cc { emailAddress } adminCc { emailAddress }`;
const readTicket: Read = (fields) => ({
  number: Number(/\d+$/.exec(fields.get('id') ?? '')?.[0]),
  subject: fields.get('Subject'),
  status: fields.get('Status'),
  priority: Number(fields.get('Priority')),
  queue: { name: fields.get('Queue') },
  owner: fields.get('Owner') === 'Nobody' ? null : { name: fields.get('Owner') },
  creator: { name: fields.get('Creator') },
  ...Object.fromEntries(
    (['Requestors', 'Cc', 'AdminCc'] as const).map((role) => [
      `${role[0]?.toLowerCase()}${role.slice(1)}`,
      listed(fields.get(role)).map((emailAddress) => ({ emailAddress })),
    ]),
  ),
});

/** RT's short history: the numbers and sentences of what happened, as far as the caller may know. */
async function history(rt: RtCaller, ticket: number): Promise<Verdict> {
  const seen = await ticketForm(rt, ticket, 'Status', () => true);
  return andThen(seen, async () => {
    const { payload } = await rt.ask(`ticket/${ticket}/history`);
    return [...payload.matchAll(/^(\d+): (.*)$/gm)].map(([, id, description]) => ({
      id: `transaction/${id}`,
      description,
    }));
  });
}

/** The first or last of a ticket's messages: the texts that its history says it has. */
async function message(rt: RtCaller, ticket: number, words: string, text: string) {
  return andThen(await history(rt, ticket), (items) =>
    JSON.stringify(items).includes(words) ? { text } : null,
  );
}

/** Everything of a ticket that has rights of its own. */
export const ticketRows: readonly ReadRow[] = [
  ...inBoth((place, of) => ({
    field: 'Query.ticket',
    of: `a ticket ${of}`,
    query: `query ($id: ID!) { ticket(id: $id) { ${ticketText} } }`,
    variables: (fixture) => ({ id: fixture[place].ticket }),
    missing: { id: nothingThere },
    ours: ({ ticket }) => ticket,
    rts: (rt, fixture) => ticketForm(rt, fixture[place].ticket, columns, readTicket),
  })),
  ...inBoth((place, of) => ({
    field: 'Query.node',
    of: `a ticket ${of}`,
    query: `query ($id: ID!) { node(id: $id) { ... on Ticket { ${ticketText} } } }`,
    variables: (fixture) => ({ id: `ticket/${fixture[place].ticket}` }),
    missing: { id: `ticket/${nothingThere}` },
    ours: ({ node }) => node,
    rts: (rt, fixture) => ticketForm(rt, fixture[place].ticket, columns, readTicket),
  })),
  ...part(
    'requestors',
    `requestors { user ${personFields} }`,
    ({ requestors }) => requestors[0].user,
    async (rt, ticket) =>
      andThen(await ticketForm(rt, ticket, columns, readTicket), () =>
        person(rt, 'alice@example.com'),
      ),
  ),
  ...part(
    'cc',
    `cc { user ${personFields} }`,
    ({ cc }) => cc.map(({ user }: { user: unknown }) => user),
    async (rt, ticket) =>
      andThen(
        await ticketForm(rt, ticket, columns, (fields) => listed(fields.get('Cc'))),
        // The form's list is of addresses.
        (addresses) => Promise.all((addresses as string[]).map((address) => person(rt, address))),
      ),
  ),
  ...(['owner', 'creator'] as const).flatMap((field) =>
    part(
      field,
      `${field} ${personFields}`,
      (ticket) => ticket[field],
      async (rt, ticket) =>
        andThen(await ticketForm(rt, ticket, columns, readTicket), () => person(rt, 'root')),
    ),
  ),
  ...part(
    'customFields',
    'customFields { name rawValue }',
    ({ customFields }) =>
      Object.fromEntries(
        customFields.map((one: { name: string; rawValue: string }) => [one.name, one.rawValue]),
      ),
    async (rt, ticket) =>
      objectVerdict(await rt.ask(`ticket/${ticket}`), 'Status', (fields) =>
        Object.fromEntries(
          [...fields].flatMap(([key, value]) =>
            key.startsWith('CF.{') ? [[key.slice(4, -1), value]] : [],
          ),
        ),
      ),
  ),
  ...(['Single', 'Multi'] as const).flatMap((name) =>
    part(
      'customField',
      `customField(name: "${name}") { rawValue }`,
      ({ customField }) => customField?.rawValue ?? null,
      async (rt, ticket) =>
        objectVerdict(await rt.ask(`ticket/${ticket}`), 'Status', (fields) =>
          orNull(fields.get(`CF.{${name}}`)),
        ),
    ),
  ),
  ...part(
    'history',
    'history(first: 100) { nodes { id description } totalCount }',
    ({ history: { nodes, totalCount } }) => {
      if (nodes.length !== totalCount) throw new Error('a count beyond what is shown');
      return nodes;
    },
    history,
  ),
  ...part(
    'firstMessage',
    'firstMessage { text }',
    ({ firstMessage }) => firstMessage,
    (rt, ticket, { mark }) => message(rt, ticket, 'Ticket created', `created ${mark}`),
  ),
  ...part(
    'lastCorrespondence',
    'lastCorrespondence { text }',
    ({ lastCorrespondence }) => lastCorrespondence,
    (rt, ticket, { mark }) =>
      message(rt, ticket, 'Correspondence added', `a public answer ${mark}`),
  ),
  ...part(
    'attachments',
    'attachments(first: 100, filter: { includeContainers: true }) { nodes { id contentType } }',
    ({ attachments }) => attachments.nodes,
    (rt, ticket) =>
      ticketPart(rt, ticket, 'attachments', (fields) =>
        [...(fields.get('Attachments') ?? '').matchAll(/(\d+): .* \((\S+) \/ /g)].map(
          ([, id, contentType]) => ({ id: `attachment/${id}`, contentType }),
        ),
      ),
  ),
  ...part(
    'links',
    'links { uri target { __typename } ticket { number } }',
    ({ links }) => links,
    async (rt, ticket) =>
      andThen(
        await ticketPart(rt, ticket, 'links', (fields) =>
          ['DependsOn', 'DependedOnBy', 'RefersTo', 'ReferredToBy', 'Members', 'MemberOf'].flatMap(
            (key) => listed(fields.get(key)),
          ),
        ),
        (uris) =>
          Promise.all(
            // The links of RT's form, as text.
            (uris as string[]).map(async (uri) => {
              const number = ticketIn(uri);
              const seen = number > 0 && (await sees(rt, number));
              const target = { __typename: seen ? 'Ticket' : 'ExternalResource' };
              return { uri, target, ticket: seen ? { number } : null };
            }),
          ),
      ),
  ),
  ...part(
    'blockers',
    'blockers { number subject }',
    ({ blockers }) => blockers,
    // RT has no such list: a blocker is a target of DependsOn that the caller sees, and ours is a new ticket.
    async (rt, ticket, fixture, place) =>
      andThen(await ticketForm(rt, ticket, 'Status', () => true), async () =>
        place === 'open' && (await sees(rt, fixture.hidden.ticket))
          ? [{ number: fixture.hidden.ticket, subject: fixture.mark }]
          : [],
      ),
  ),
  ...part(
    'dependencyGraph',
    'dependencyGraph { tickets { number } dependencies { dependsOn { subject } } }',
    ({ dependencyGraph }) => dependencyGraph,
    async (rt, ticket, fixture, place) =>
      andThen(await ticketForm(rt, ticket, 'Status', () => true), async () => {
        const deeper = place === 'open' && (await sees(rt, fixture.hidden.ticket));
        return {
          tickets: [{ number: ticket }, ...(deeper ? [{ number: fixture.hidden.ticket }] : [])],
          dependencies: deeper ? [{ dependsOn: { subject: fixture.mark } }] : [],
        };
      }),
  ),
];
