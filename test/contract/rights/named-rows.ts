import { nothingThere } from './fixture.js';
import { orNull, places, type ReadRow } from './read-row.js';
import { andThen, fieldsOf, objectVerdict, type RtCaller, searchVerdict } from './rights-in-rt.js';

const userColumns = {
  name: 'Name',
  emailAddress: 'EmailAddress',
  realName: 'RealName',
  organization: 'Organization',
  city: 'City',
  address1: 'Address1',
  workPhone: 'WorkPhone',
  mobilePhone: 'MobilePhone',
  contactInfo: 'ContactInfo',
  signature: 'Signature',
  comments: 'Comments',
  language: 'Lang',
} as const;
const flag = (text: string | undefined): boolean => text === '1';
const readUser = (fields: ReadonlyMap<string, string>) => ({
  ...Object.fromEntries(
    Object.entries(userColumns).map(([field, key]) => [field, orNull(fields.get(key))]),
  ),
  isPrivileged: flag(fields.get('Privileged')),
  isDisabled: flag(fields.get('Disabled')),
});
const userText = `${Object.keys(userColumns).join(' ')} isPrivileged isDisabled`;

const userRows: readonly ReadRow[] = [
  ...(
    [
      ['another user by number', 'id: $v', ({ users }) => users.alice],
      ['another user by name', 'name: $v', () => 'alice'],
      ['another user by address', 'emailAddress: $v', () => 'alice@example.com'],
      ['a disabled user by number', 'id: $v', ({ users }) => users.gone],
      ['a disabled user by name', 'name: $v', () => 'gone'],
    ] satisfies [string, string, (fixture: Parameters<ReadRow['rts']>[1]) => string | number][]
  ).map(([of, argument, value]): ReadRow => {
    const type = argument.startsWith('id')
      ? 'ID'
      : argument.startsWith('name')
        ? 'String'
        : 'EmailAddress';
    return {
      field: 'Query.user',
      of,
      query: `query ($v: ${type}) { user(${argument}) { ${userText} } }`,
      variables: (fixture) => ({ v: value(fixture) }),
      missing: { v: type === 'ID' ? nothingThere : 'nobody-here@example.com' },
      ours: ({ user }) =>
        user && { ...user, comments: trimmed(user.comments), signature: trimmed(user.signature) },
      async rts(rt, fixture) {
        const verdict = objectVerdict(await rt.ask(`user/${value(fixture)}`), 'Name', readUser);
        if (value(fixture) !== 'gone' || verdict !== 'NOT_FOUND') return verdict;
        // RT does not load disabled users by name, but lists them for administrators.
        const { gone } = fixture.users;
        const listed = await searchVerdict(rt, 'user', 'Disabled = 1', (ids) => ids.includes(gone));
        if (typeof listed === 'string' || listed.shows !== true) return verdict;
        return objectVerdict(await rt.ask(`user/${gone}`), 'Name', readUser);
      },
    };
  }),
  {
    field: 'Query.users',
    of: 'a search by name',
    query: '{ users(filter: { name: { eq: "alice" } }) { nodes { id } } }',
    ours: ({ users }) => users.nodes,
    rts: (rt) =>
      searchVerdict(rt, 'user', 'Name = alice', (ids) => ids.map((id) => ({ id: `user/${id}` }))),
  },
  ...(['requestedTickets', 'ownedTickets'] as const).map(
    (field): ReadRow => ({
      field: `User.${field}`,
      of: 'another user',
      query: `query ($name: String, $mark: String) { user(name: $name) {
        ${field}(filter: { subject: { eq: $mark } }) { totalCount }
      } }`,
      variables: ({ mark }) => ({ name: field === 'ownedTickets' ? 'root' : 'alice', mark }),
      ours: ({ user }) => user[field].totalCount,
      rts: (rt, { mark }) =>
        searchVerdict(rt, 'ticket', `Subject = '${mark}'`, (ids) => ids.length),
    }),
  ),
  {
    field: 'Query.viewer',
    of: 'oneself',
    query: '{ viewer { user { name emailAddress realName } } }',
    ours: ({ viewer }) => viewer.user,
    rts: async (rt) =>
      andThen(
        objectVerdict(await rt.ask('ticket/new'), 'Requestor', (fields) => fields.get('Requestor')),
        async (name) => {
          const fields = fieldsOf(await rt.ask(`user/${name}`));
          const [emailAddress, realName] = [fields.get('EmailAddress'), fields.get('RealName')];
          return { name, emailAddress: orNull(emailAddress), realName: orNull(realName) };
        },
      ),
  },
];

/** The lines of a text as the table's reader of forms takes them: without indentation and end. */
const trimmed = (text: string | null): string | null => {
  if (text === null) return null;
  const lines = text.split('\n').map((line) => line.trim());
  return lines.join('\n').trim();
};

const readQueue = (fields: ReadonlyMap<string, string>) => ({
  name: fields.get('Name'),
  description: orNull(fields.get('Description')),
  correspondAddress: orNull(fields.get('CorrespondAddress')),
  commentAddress: orNull(fields.get('CommentAddress')),
  isDisabled: flag(fields.get('Disabled')),
  isSlaDisabled: flag(fields.get('SLADisabled')),
});
const queueText = 'name description correspondAddress commentAddress isDisabled isSlaDisabled';
const queueNames = { open: 'General', hidden: 'Private' } as const;

const queueRows = Object.values(places).flatMap((place): readonly ReadRow[] => {
  const name = queueNames[place];
  const queue = (
    field: string,
    selection: string,
    rest: Pick<ReadRow, 'ours' | 'rts'>,
  ): ReadRow => ({
    field: `Queue.${field}`,
    of: `the queue ${name}`,
    query: `query ($id: ID) { queue(id: $id) { ${selection} } }`,
    variables: ({ queues }) => ({ id: queues[place] }),
    missing: { id: nothingThere },
    ...rest,
  });
  const seen = async (rt: RtCaller, id: number) =>
    objectVerdict(await rt.ask(`queue/${id}`), 'Name', () => true);
  return [
    {
      ...queue('name', queueText, {
        ours: (data) => data.queue,
        rts: async (rt, { queues }) =>
          objectVerdict(await rt.ask(`queue/${queues[place]}`), 'Name', readQueue),
      }),
      field: 'Query.queue',
    },
    {
      field: 'Query.queue',
      of: `the name ${name}`,
      query: `query ($name: String) { queue(name: $name) { ${queueText} } }`,
      variables: () => ({ name }),
      missing: { name: 'No such queue' },
      ours: (data) => data.queue,
      rts: async (rt) => objectVerdict(await rt.ask(`queue/${name}`), 'Name', readQueue),
    },
    queue('ticketCustomFields', 'ticketCustomFields { name }', {
      ours: (data) => data.queue.ticketCustomFields.map((one: { name: string }) => one.name).sort(),
      rts: async (rt, { queues }) =>
        andThen(await seen(rt, queues[place]), async () => {
          const said = await rt.ask(`queue/${queues[place]}/ticketcustomfields`);
          const names = said.payload
            .split('\n')
            .flatMap((line) => /^(.*): $/.exec(line)?.[1] ?? []);
          return names.sort();
        }),
    }),
    queue('customFields', 'customFields { name }', {
      ours: (data) => data.queue.customFields.map((one: { name: string }) => one.name),
      rts: async (rt, { queues }) =>
        objectVerdict(await rt.ask(`queue/${queues[place]}`), 'Name', (fields) =>
          [...fields.keys()].flatMap((key) => (key.startsWith('CF-') ? [key.slice(3)] : [])),
        ),
    }),
    {
      ...queue('tickets', 'tickets(query: $q) { totalCount }', {
        ours: (data) => data.queue.tickets.totalCount,
        rts: async (rt, { queues, mark }) =>
          andThen(await seen(rt, queues[place]), async () => {
            const query = `Queue = '${name}' AND Subject = '${mark}'`;
            const found = await searchVerdict(rt, 'ticket', query, (ids) => ids.length);
            return typeof found === 'object' ? found.shows : found;
          }),
      }),
      query:
        'query ($id: ID, $q: TicketSQL) { queue(id: $id) { tickets(query: $q) { totalCount } } }',
      variables: ({ queues, mark }) => ({ id: queues[place], q: `Subject = '${mark}'` }),
    },
    queue('statusCounts', 'statusCounts(statuses: ["deleted"]) { count }', {
      ours: (data) => data.queue.statusCounts[0].count,
      rts: async (rt, { queues }) =>
        andThen(await seen(rt, queues[place]), async () => {
          const query = `Queue = '${name}' AND Status = 'deleted'`;
          const found = await searchVerdict(rt, 'ticket', query, (ids) => ids.length);
          return typeof found === 'object' ? found.shows : found;
        }),
    }),
    {
      field: 'Query.queues',
      of: `the name ${name}`,
      query: 'query ($name: String) { queues(filter: { name: { eq: $name } }) { nodes { id } } }',
      variables: () => ({ name }),
      ours: (data) => data.queues.nodes,
      rts: (rt) =>
        searchVerdict(rt, 'queue', `Name = ${name}`, (ids) =>
          ids.map((id) => ({ id: `queue/${id}` })),
        ),
    },
  ];
});

const readGroup = (fields: ReadonlyMap<string, string>) => ({
  name: fields.get('Name'),
  description: orNull(fields.get('Description')),
});

const groupRows: readonly ReadRow[] = [
  {
    field: 'Query.group',
    of: 'a group by number',
    query: 'query ($id: ID) { group(id: $id) { name description } }',
    variables: ({ group }) => ({ id: group }),
    missing: { id: nothingThere },
    ours: ({ group }) => group,
    rts: async (rt, { group }) => objectVerdict(await rt.ask(`group/${group}`), 'Name', readGroup),
  },
  {
    field: 'Query.group',
    of: 'a group by name',
    query: '{ group(name: "Ops Team") { name description } }',
    ours: ({ group }) => group,
    rts: async (rt) => objectVerdict(await rt.ask('group/Ops Team'), 'Name', readGroup),
  },
  {
    field: 'Group.members',
    of: 'a group by number',
    query: 'query ($id: ID) { group(id: $id) { members { displayName emailAddress } } }',
    variables: ({ group }) => ({ id: group }),
    missing: { id: nothingThere },
    ours: ({ group }) =>
      group.members.map(
        (one: { displayName: string; emailAddress: string }) =>
          `${one.displayName} <${one.emailAddress}>`,
      ),
    rts: async (rt, { group }) =>
      objectVerdict(await rt.ask(`group/${group}?fields=Name,Members`), 'Name', (fields) =>
        (fields.get('Members') ?? '').split(/,\n|\n/).filter(Boolean),
      ),
  },
  {
    field: 'Query.groups',
    of: 'a search by name',
    query: '{ groups(filter: { name: { eq: "Ops Team" } }) { nodes { id } } }',
    ours: ({ groups }) => groups.nodes,
    rts: (rt) =>
      searchVerdict(rt, 'group', 'Name = "Ops Team"', (ids) =>
        ids.map((id) => ({ id: `group/${id}` })),
      ),
  },
];

/** Users, queues and groups, and the viewer. */
export const namedRows: readonly ReadRow[] = [...userRows, ...queueRows, ...groupRows];
