import { randomUUID } from 'node:crypto';
import { callRt, fieldsOf, type RtCaller } from './rights-in-rt.js';

/** What the table asks about; made by root, never changed. */
export interface Fixture {
  /** The subject of its tickets, and of no others. */
  readonly mark: string;
  /** A ticket in General: seen by those who may look into that queue. */
  readonly open: TicketParts;
  /** A ticket in Private: seen by root alone. */
  readonly hidden: TicketParts;
  readonly users: { readonly alice: number; readonly gone: number };
  readonly queues: { readonly open: number; readonly hidden: number };
  readonly group: number;
}

/** A ticket with a public reply and an internal comment, a file on each. */
interface TicketParts {
  readonly ticket: number;
  readonly create: number;
  readonly reply: number;
  readonly comment: number;
  readonly replyFile: number;
  readonly commentFile: number;
}

/** An id that nothing has. */
export const nothingThere = 2_000_000_000;

async function numberOf(root: RtCaller, path: string): Promise<number> {
  const id = /(\d+)$/.exec(fieldsOf(await root.ask(path)).get('id') ?? '')?.[1];
  if (id === undefined) throw new Error(`RT does not show root ${path}`);
  return Number(id);
}

/** Creates a ticket from the lines of its form. */
export async function createRaw(root: RtCaller, lines: readonly string[]): Promise<number> {
  const content = `${['id: ticket/new', ...lines].join('\n')}\n`;
  const { payload } = await root.ask('ticket/new', { content });
  const id = /^# Ticket (\d+) created\.$/m.exec(payload)?.[1];
  if (id === undefined) throw new Error(`RT created nothing: ${payload}`);
  return Number(id);
}

async function ticketParts(root: RtCaller, queue: string, mark: string): Promise<TicketParts> {
  const ticket = await createRaw(root, [
    `Queue: ${queue}`,
    `Subject: ${mark}`,
    'Requestor: alice@example.com',
    'Cc: low@example.com',
    'AdminCc: bob.smith@example.com',
    'Owner: root',
    'Priority: 7',
    'CF.{Single}: seen by some',
    "CF.{Multi}: 'seen','by fewer'",
    `Text: created ${mark}`,
  ]);
  for (const [action, words] of [
    ['correspond', 'a public answer'],
    ['comment', 'an internal note'],
  ] as const) {
    const content = `Action: ${action}\nContent-Type: text/plain\nText: ${words} ${mark}\n`;
    await root.ask(`ticket/${ticket}/comment`, { content });
  }
  const { payload } = await root.ask(`ticket/${ticket}/history`);
  const item = (words: string): number =>
    Number(new RegExp(`^(\\d+): ${words}`, 'm').exec(payload)?.[1]);
  const [reply, comment] = [item('Correspondence added'), item('Comments added')];
  const list = (await root.ask(`ticket/${ticket}/attachments`)).payload;
  const files = [...list.matchAll(/(\d+): \(Unnamed\) \(text\/plain/g)].map(([, id]) => Number(id));
  const fileOf = async (transaction: number): Promise<number> => {
    for (const file of files) {
      const fields = fieldsOf(await root.ask(`attachment/${file}`));
      if (Number(fields.get('Transaction')) === transaction) return file;
    }
    throw new Error(`no file on transaction ${transaction}`);
  };
  return {
    ticket,
    create: item('Ticket created'),
    reply,
    comment,
    replyFile: await fileOf(reply),
    commentFile: await fileOf(comment),
  };
}

/** Makes what the table reads, on any backend that holds the test world. */
export async function makeFixture(url: string): Promise<Fixture> {
  const root = await callRt(url, 'root');
  const mark = `rights ${randomUUID()}`;
  const open = await ticketParts(root, 'General', mark);
  const hidden = await ticketParts(root, 'Private', mark);
  for (const [rel, to] of [
    ['DependsOn', String(hidden.ticket)],
    ['RefersTo', 'http://example.com/rights'],
    ['HasMember', String(await createRaw(root, ['Queue: General', 'Subject: a member']))],
  ] as const) {
    await root.ask('ticket/link', { id: String(open.ticket), rel, to });
  }
  const disabled = await root.ask('search/user', { query: 'Disabled = 1', format: 's' });
  return {
    mark,
    open,
    hidden,
    users: {
      alice: await numberOf(root, 'user/alice'),
      gone: Number(/^(\d+): gone$/m.exec(disabled.payload)?.[1]),
    },
    queues: {
      open: await numberOf(root, 'queue/General'),
      hidden: await numberOf(root, 'queue/Private'),
    },
    group: await numberOf(root, 'group/Ops Team'),
  };
}
