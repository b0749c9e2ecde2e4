import { type RawFile, type RawReply, type RawRt, rawRt } from '../rest1/raw-rt.js';
import { type FormFields, formText, type TicketName, ticketForms } from '../rest1/ticket-forms.js';
import { type AttachedFile, attachedFiles, pixelPng } from './attached-files.js';

/** What a populated Request Tracker holds, by the names that tests use. */
export interface Populated {
  readonly tickets: Readonly<Record<TicketName, number>>;
  /** Ids of the files on the ticket `attachments`. */
  readonly attachments: Readonly<Record<AttachedFile, number>>;
  /** Id of the image inside the HTML comment on the ticket `inlineImage`. */
  readonly inlineImage: number;
}

/** How many changes the ticket `longHistory` has behind it, besides its creation. */
export const longHistoryChanges = 40;

function expectReply(what: string, reply: RawReply, wanted: RegExp): RegExpExecArray {
  const found = wanted.exec(reply.text);
  if (found === null) {
    throw new Error(`populate: ${what}: RT answered ${reply.status} ${JSON.stringify(reply.text)}`);
  }
  return found;
}

async function create(rt: RawRt, name: TicketName): Promise<number> {
  const content = formText({ id: 'ticket/new', ...ticketForms[name] });
  const reply = await rt.post('ticket/new', { content });
  return Number(expectReply(name, reply, /^# Ticket (\d+) created\.$/m)[1]);
}

async function edit(rt: RawRt, ticket: number, fields: FormFields): Promise<void> {
  const reply = await rt.post(`ticket/${ticket}/edit`, { content: formText(fields) });
  expectReply(`edit ${ticket}`, reply, /^RT\/\S+ 200 Ok\n\n# Ticket \d+ updated\.\n/);
}

async function say(
  rt: RawRt,
  ticket: number,
  fields: FormFields,
  files: readonly RawFile[] = [],
): Promise<void> {
  const names = files.map((file) => `"${file.name}"`);
  const content = formText({ id: String(ticket), ...fields, Attachment: names });
  const path = `ticket/${ticket}/comment`;
  const reply =
    files.length === 0
      ? await rt.post(path, { content })
      : await rt.postFiles(path, content, files);
  expectReply(`comment on ${ticket}`, reply, /^RT\/\S+ 200 Ok\n\n# /);
}

async function link(rt: RawRt, from: number, rel: string, to: number | string): Promise<void> {
  const reply = await rt.post('ticket/link', { id: String(from), rel, to: String(to) });
  expectReply(`link ${from} ${rel} ${to}`, reply, /^RT\/\S+ 200 Ok\n/);
}

async function take(rt: RawRt, ticket: number, action: 'Take' | 'Steal'): Promise<void> {
  const content = formText({ Action: action });
  expectReply(action, await rt.post(`ticket/${ticket}/take`, { content }), /^RT\/\S+ 200 Ok\n/);
}

/** Id and name of a ticket's named attachments, oldest first. */
async function namedAttachments(rt: RawRt, ticket: number): Promise<readonly [number, string][]> {
  const { text } = await rt.get(`ticket/${ticket}/attachments`);
  const lines = text.matchAll(/(\d+): (.*) \([^()]* \/ [\d.]+[bk]\),?$/gm);
  const pairs = [...lines].map(([, id, name]): [number, string] => [Number(id), name ?? '']);
  return pairs.sort(([a], [b]) => a - b);
}

async function attachFiles(rt: RawRt, ticket: number): Promise<Populated['attachments']> {
  for (const file of Object.values(attachedFiles)) {
    const fields = { Action: 'comment', Text: `see ${file.name}` };
    await say(rt, ticket, fields, [file]);
  }
  const stored = [...(await namedAttachments(rt, ticket))];
  const ids = Object.entries(attachedFiles).map(([key, file]): [string, number] => {
    const at = stored.findIndex(([, name]) => name === file.name);
    const [id] = stored.splice(at, 1)[0] ?? [];
    if (at < 0 || id === undefined) {
      throw new Error(`populate: RT does not list ${file.name}`);
    }
    return [key, id];
  });
  return Object.fromEntries(ids) as Populated['attachments'];
}

async function showImageInline(rt: RawRt, ticket: number): Promise<number> {
  const contentId = 'pixel@rt.example';
  const image = { name: 'inline.png', type: 'image/png', body: pixelPng, contentId };
  const html = `<p>Look:\n<img src="cid:${contentId}"></p>`;
  await say(rt, ticket, { Action: 'comment', 'Content-Type': 'text/html', Text: html }, [image]);
  const stored = await namedAttachments(rt, ticket);
  const [id] = stored.find(([, name]) => name === image.name) ?? [];
  if (id === undefined) {
    throw new Error('populate: RT does not list the inline image');
  }
  return id;
}

async function linkTickets(rt: RawRt, tickets: Populated['tickets']): Promise<void> {
  const hub = tickets.linkHub;
  await link(rt, hub, 'DependsOn', tickets.linkDependsOn);
  await link(rt, hub, 'DependedOnBy', tickets.linkDependedOnBy);
  await link(rt, hub, 'RefersTo', tickets.linkRefersTo);
  await link(rt, hub, 'RefersTo', 'http://example.com/x?a=1&b=2');
  await link(rt, hub, 'ReferredToBy', tickets.linkReferredToBy);
  await link(rt, hub, 'HasMember', tickets.linkMember);
  await link(rt, hub, 'MemberOf', tickets.linkMemberOf);
  await link(rt, tickets.chainA, 'DependsOn', tickets.chainB);
  await link(rt, tickets.chainB, 'DependsOn', tickets.chainC);
  await link(rt, tickets.diamondTop, 'DependsOn', tickets.diamondLeft);
  await link(rt, tickets.diamondTop, 'DependsOn', tickets.diamondRight);
  await link(rt, tickets.diamondLeft, 'DependsOn', tickets.diamondBottom);
  await link(rt, tickets.diamondRight, 'DependsOn', tickets.diamondBottom);
}

/** One change of each kind that a ticket's history can tell of. */
async function change(root: RawRt, alice: RawRt, ticket: number): Promise<void> {
  await edit(root, ticket, { Subject: 'after the changes' });
  await edit(root, ticket, { Priority: '50' });
  await edit(root, ticket, { Due: '2030-01-02 03:04:05' });
  await edit(root, ticket, { TimeWorked: '15' });
  await take(root, ticket, 'Take');
  await take(alice, ticket, 'Steal');
  await edit(root, ticket, { Cc: ['cc1@example.com', 'low@example.com'] });
  await edit(root, ticket, { Cc: ['low@example.com'] });
  await edit(root, ticket, { 'CF.{Single}': 'first value' });
  await edit(root, ticket, { 'CF.{Single}': 'second value' });
  await edit(root, ticket, { 'CF.{Multi}': "'one','two, three'" });
  await edit(root, ticket, { 'CF.{Single}': '' });
  await edit(root, ticket, { Status: 'open' });
  await edit(root, ticket, { Queue: 'Odd Queue' });
  await edit(root, ticket, { Status: 'resolved' });
}

async function converse(alice: RawRt, low: RawRt, ticket: number): Promise<void> {
  await say(alice, ticket, { Action: 'correspond', Text: 'Like this:\n\n  indented\n\nGood luck' });
  await say(low, ticket, { Action: 'correspond', Text: 'Thanks!', Cc: 'cc1@example.com' });
  await say(alice, ticket, { Action: 'comment', Text: 'internal note', TimeWorked: '5' });
  await say(alice, ticket, { Action: 'comment', Text: '# looks like a comment\n--\nid: ticket/1' });
  const file = { name: 'log.txt', type: 'text/plain; charset=UTF-8', body: 'log line\n' };
  const twoFiles = [file, { ...file, name: 'second log.txt', body: 'another\n' }];
  await say(alice, ticket, { Action: 'correspond', Text: 'two files' }, twoFiles);
}

/**
 * Creates every ticket that tests read, in a Request Tracker holding `testWorld`, through
 * REST 1.0 only, so that it is the same on RT 5, RT 4 and the sandbox. On a fresh database all of
 * them give the tickets the same numbers.
 */
export async function populate(url: string): Promise<Populated> {
  const root = await rawRt(url, 'root', 'password');
  const alice = await rawRt(url, 'alice', 'alicepass1');
  const low = await rawRt(url, 'low', 'lowpass12');
  const numbers: [string, number][] = [];
  for (const name of Object.keys(ticketForms) as TicketName[]) {
    numbers.push([name, await create(name === 'conversation' ? low : root, name)]);
  }
  const tickets = Object.fromEntries(numbers) as Populated['tickets'];
  await linkTickets(root, tickets);
  for (const status of ['stalled', 'rejected', 'deleted'] as const) {
    await edit(root, tickets[status], { Status: status });
  }
  const merge = await root.post(`ticket/${tickets.mergeSource}/merge/${tickets.mergeTarget}`, {});
  expectReply('merge', merge, /^# Merge completed\.$/m);
  await change(root, alice, tickets.changed);
  await converse(alice, low, tickets.conversation);
  const attachments = await attachFiles(alice, tickets.attachments);
  const inlineImage = await showImageInline(alice, tickets.inlineImage);
  for (let priority = 1; priority <= longHistoryChanges; priority += 1) {
    await edit(root, tickets.longHistory, { Priority: String(priority) });
  }
  return { tickets, attachments, inlineImage };
}
