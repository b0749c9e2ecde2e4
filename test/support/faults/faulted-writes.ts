import { randomUUID } from 'node:crypto';
import type { App } from '../../../src/server/app.js';
import { mutate, newTicket } from '../graphql/mutate.js';
import { type RawRt, rawRt } from '../rest1/raw-rt.js';

/** What RT has of a write: how often it was done, and whether something else was lost or changed over it. */
export interface Found {
  readonly times: number;
  readonly isSpoiled?: boolean;
  /** It was so before. */
  readonly wasThere?: boolean;
}

/** One write to try, and how to find out from RT itself what became of it. */
export interface TriedWrite {
  readonly mutation: string;
  readonly input: Readonly<Record<string, unknown>>;
  look(): Promise<Found>;
}

/** Makes what a write needs, by another way than the one that fails. */
type Prepare = (app: App, rt: RawRt) => Promise<TriedWrite>;

const unique = () => randomUUID().slice(0, 13);
const once = (isDone: boolean): Found => ({ times: isDone ? 1 : 0 });

/** A field of an object as RT shows it. */
async function field(rt: RawRt, path: string, key: string): Promise<string> {
  const { text } = await rt.get(path);
  return new RegExp(`^${key}: ?((?:.*)(?:\\n +.*)*)`, 'm').exec(text)?.[1] ?? '';
}

/** How many transactions of a ticket hold a text. */
async function messages(rt: RawRt, id: number, text: string): Promise<number> {
  const reply = await rt.get(`ticket/${id}/history?format=l`);
  return reply.text.split(`Content: ${text}`).length - 1;
}

const message =
  (mutation: string): Prepare =>
  async (app, rt) => {
    const id = await newTicket(app);
    const text = `said ${unique()}`;
    const input = { id, body: { text } };
    return { mutation, input, look: async () => ({ times: await messages(rt, id, text) }) };
  };

/** Whether each part of a write is there: all of them, none, or some, which only PARTIAL may say. */
const inParts = (parts: readonly boolean[]): Found => ({
  times: parts.every(Boolean) ? 1 : 0,
  isSpoiled: parts.some(Boolean) && !parts.every(Boolean),
});

const messageWithStatus =
  (mutation: string): Prepare =>
  async (app, rt) => {
    const id = await newTicket(app);
    const text = `closed ${unique()}`;
    const input = { id, body: { text }, status: 'resolved', timeWorkedMinutes: 5 };
    const look = async () => {
      const times = await messages(rt, id, text);
      const isSet = (await field(rt, `ticket/${id}`, 'Status')) === 'resolved';
      return times > 1 ? { times } : inParts([times === 1, isSet]);
    };
    return { mutation, input, look };
  };

/** A message without a text, beside which the same user has sent a file of that name and size before. */
const filesOnly =
  (mutation: string): Prepare =>
  async (app, rt) => {
    const id = await newTicket(app);
    const file = (text: string) => ({
      filename: 'image.png',
      contentType: 'image/png',
      content: { base64: Buffer.from(text).toString('base64') },
    });
    const [theirs, mine] = [`hers ${unique()}`, `mine ${unique()}`];
    await mutate(app, mutation, { id, attachments: [file(theirs)] });
    const input = { id, attachments: [file(mine)] };
    const look = async () => {
      const { text } = await rt.get(`ticket/${id}/attachments`);
      const ids = [...text.matchAll(/(\d+): image\.png/g)].map(([, found]) => found);
      const stored = await Promise.all(
        ids.map(async (one) => (await rt.get(`ticket/${id}/attachments/${one}/content`)).text),
      );
      return { times: stored.filter((content) => content.includes(mine)).length };
    };
    return { mutation, input, look };
  };

/** A user whose password is changed, which only a login tells. */
const withPassword =
  (changes: Readonly<Record<string, unknown>>): Prepare =>
  async (_, rt) => {
    const name = `secret-${unique()}`;
    const password = `new-${unique()}`;
    const lines = [`Name: ${name}`, `Password: old-${unique()}`, 'City: Oslo', 'Privileged: 1'];
    const made = await rt.post('user/new', { content: `id: user/new\n${lines.join('\n')}\n` });
    const id = `user/${/^# User (\d+) created/m.exec(made.text)?.[1]}`;
    const look = () =>
      rawRt(rt.url, name, password).then(
        () => once(true),
        () => once(false),
      );
    return { mutation: 'updateUser', input: { id, changes: { ...changes, password } }, look };
  };

const owner =
  (mutation: string, before: string, wanted: string): Prepare =>
  async (app, rt) => {
    const id = await newTicket(app, before === 'Nobody' ? {} : { owner: before });
    const look = async () => once((await field(rt, `ticket/${id}`, 'Owner')) === wanted);
    return { mutation, input: { id }, look };
  };

const named =
  (kind: 'User' | 'Queue' | 'Group'): Prepare =>
  async (_, rt) => {
    const name = `made ${unique()}`;
    const search = `search/${kind.toLowerCase()}?query=${encodeURIComponent(`Name = "${name}"`)}`;
    const look = async () => ({
      times: (await rt.get(search)).text.split(`: ${name}\n`).length - 1,
    });
    return { mutation: `create${kind}`, input: { name }, look };
  };

const changed =
  (kind: 'User' | 'Queue' | 'Group', key: string, changes: (value: string) => object): Prepare =>
  async (_, rt) => {
    const type = kind.toLowerCase();
    const content = `id: ${type}/new\nName: changed ${unique()}\n`;
    const made = await rt.post(`${type}/new`, { content });
    const id = `${type}/${new RegExp(`^# ${kind} (\\d+) created`, 'm').exec(made.text)?.[1]}`;
    const value = `told ${unique()}`;
    const look = async () => once((await field(rt, id, key)) === value);
    return { mutation: `update${kind}`, input: { id, changes: changes(value) }, look };
  };

const link = (ticket: number) => ({ type: 'REFERS_TO', target: { ticket: String(ticket) } });

const leadsTo = async (rt: RawRt, from: number, to: number) =>
  new RegExp(`/ticket/${to}\\b`).test(await field(rt, `ticket/${from}/links`, 'RefersTo'));

/** All kinds of writes. */
export const writes: readonly Prepare[] = [
  async (_, rt) => {
    const subject = `made ${unique()}`;
    const search = `search/ticket?query=${encodeURIComponent(`Subject = '${subject}'`)}`;
    const look = async () => ({
      times: (await rt.get(search)).text.split(`: ${subject}\n`).length - 1,
    });
    return { mutation: 'createTicket', input: { queue: 'General', subject }, look };
  },
  async (app, rt) => {
    const id = await newTicket(app);
    const subject = `changed ${unique()}`;
    const input = { id, changes: { subject, priority: 7 } };
    const look = async () => {
      const { text } = await rt.get(`ticket/${id}`);
      const done = [text.includes(`Subject: ${subject}\n`), text.includes('Priority: 7\n')];
      return { times: done.every(Boolean) ? 1 : 0, isSpoiled: done[0] !== done[1] };
    };
    return { mutation: 'updateTicket', input, look };
  },
  // What RT would answer with nothing at all.
  async (app) => {
    const subject = `same ${unique()}`;
    const id = await newTicket(app, { subject });
    const input = { id, changes: { subject } };
    return { mutation: 'updateTicket', input, look: async () => ({ times: 1, wasThere: true }) };
  },
  async (app, rt) => {
    const ids = [await newTicket(app), await newTicket(app)];
    const subject = `both ${unique()}`;
    const input = { tickets: ids.map((id) => ({ id, changes: { subject } })) };
    const look = async () => {
      const done = await Promise.all(ids.map((id) => field(rt, `ticket/${id}`, 'Subject')));
      const times = done.filter((one) => one === subject).length;
      return { times: times === 2 ? 1 : 0, isSpoiled: times === 1 };
    };
    return { mutation: 'updateTickets', input, look };
  },
  message('commentOnTicket'),
  message('replyToTicket'),
  messageWithStatus('commentOnTicket'),
  messageWithStatus('replyToTicket'),
  filesOnly('commentOnTicket'),
  filesOnly('replyToTicket'),
  withPassword({}),
  withPassword({ fields: { city: 'Oslo' } }),
  async (app, rt) => {
    const [id, to] = [await newTicket(app), await newTicket(app)];
    const look = async () => once(await leadsTo(rt, id, to));
    return { mutation: 'addTicketLinks', input: { id, links: [link(to)] }, look };
  },
  async (app, rt) => {
    const [id, to, kept] = [await newTicket(app), await newTicket(app), await newTicket(app)];
    for (const one of [to, kept]) {
      await rt.post('ticket/link', { id: String(id), rel: 'RefersTo', to: String(one) });
    }
    const look = async () => ({
      times: (await leadsTo(rt, id, to)) ? 0 : 1,
      isSpoiled: !(await leadsTo(rt, id, kept)),
    });
    return { mutation: 'removeTicketLinks', input: { id, links: [link(to)] }, look };
  },
  async (app, rt) => {
    const [id, to, kept] = [await newTicket(app), await newTicket(app), await newTicket(app)];
    await rt.post('ticket/link', { id: String(id), rel: 'RefersTo', to: String(kept) });
    const refersTo = [to, kept].map((ticket) => ({ ticket: String(ticket) }));
    const look = async () => ({
      times: (await leadsTo(rt, id, to)) ? 1 : 0,
      isSpoiled: !(await leadsTo(rt, id, kept)),
    });
    return { mutation: 'setTicketLinks', input: { id, refersTo }, look };
  },
  // The first list only loses, the second one gains.
  async (app, rt) => {
    const [id, to, gone] = [await newTicket(app), await newTicket(app), await newTicket(app)];
    await rt.post('ticket/link', { id: String(id), rel: 'DependsOn', to: String(gone) });
    const look = async () => {
      const before = await field(rt, `ticket/${id}/links`, 'DependsOn');
      return inParts([!new RegExp(`/ticket/${gone}\\b`).test(before), await leadsTo(rt, id, to)]);
    };
    const refersTo = [{ ticket: String(to) }];
    return { mutation: 'setTicketLinks', input: { id, dependsOn: [], refersTo }, look };
  },
  owner('takeTicket', 'Nobody', 'root'),
  owner('untakeTicket', 'root', 'Nobody'),
  owner('stealTicket', 'alice', 'root'),
  async (app, rt) => {
    const kept = ['kept.one@example.com', 'kept.two@example.com', 'kept.three@example.com'];
    const id = await newTicket(app, { cc: kept });
    const added = `${unique()}@example.com`;
    const look = async () => {
      const people = await field(rt, `ticket/${id}`, 'Cc');
      const isThere = people.includes(added);
      const areKept = kept.every((one) => people.includes(one));
      return { times: isThere ? 1 : 0, isSpoiled: !areKept };
    };
    return { mutation: 'changeTicketWatchers', input: { id, role: 'CC', add: [added] }, look };
  },
  async (app, rt) => {
    const [id, intoId] = [await newTicket(app), await newTicket(app)];
    const look = async () => once((await field(rt, `ticket/${id}`, 'id')) === `ticket/${intoId}`);
    return { mutation: 'mergeTicket', input: { id, intoId }, look };
  },
  named('User'),
  named('Queue'),
  named('Group'),
  changed('Queue', 'Description', (description) => ({ description })),
  changed('User', 'RealName', (realName) => ({ fields: { realName } })),
  changed('Group', 'Description', (description) => ({ description })),
  // Of two, since whoever tries again may get the other one, too.
  async (app, rt) => {
    const subject = `to claim ${unique()}`;
    const ids = [await newTicket(app, { subject }), await newTicket(app, { subject })];
    const look = async () => {
      const owners = await Promise.all(ids.map((id) => field(rt, `ticket/${id}`, 'Owner')));
      return { times: owners.filter((one) => one === 'root').length };
    };
    return { mutation: 'claimNextTicket', input: { filter: { subject: { eq: subject } } }, look };
  },
];
