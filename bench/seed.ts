import { moreTickets } from '../test/support/real-rt/more-tickets.js';
import type { RealRt } from '../test/support/real-rt/real-rt.js';
import { type FormFields, formText } from '../test/support/rest1/ticket-forms.js';
import { lengthenHistory } from './rows.js';
import { RtSession } from './rt-session.js';
import { owners, queues } from './world.js';

/** Tickets with people, custom fields and a history; a page is filled from these. */
const full = 60;

/** The newest ticket; those after the full ones are there so that the search finds more than a page. */
export const newest = 180;

/** Tickets that are commented on, and how many transactions each has. */
export const commented = [
  { number: newest - 1, history: 5 },
  { number: newest, history: 300 },
] as const;

async function post(
  rt: RtSession,
  path: string,
  form: FormFields,
  wanted: RegExp,
): Promise<string> {
  const text = await rt.post(`/REST/1.0/${path}`, [['content', formText(form)]]);
  const found = wanted.exec(text)?.[1];
  if (found === undefined) throw new Error(`seed: ${path}: ${text}`);
  return found;
}

const turn = <T>(items: readonly T[], at: number): T | '' => items[at % items.length] ?? '';

function newTicket(at: number): FormFields {
  return {
    id: 'ticket/new',
    Queue: turn(queues, at),
    Subject: `Request ${at}: ${turn(['printer', 'laptop', 'door badge', 'invoice'], at)} trouble`,
    Owner: turn(owners, at),
    Status: 'open',
    Priority: String(at % 100),
    Due: `2031-02-${String(1 + (at % 28)).padStart(2, '0')} 12:00:00`,
    TimeWorked: String(at % 60),
  };
}

async function fullTicket(rt: RtSession, at: number): Promise<void> {
  const form = {
    ...newTicket(at),
    Requestor: [`person${at % 20}@example.com`, ...(at % 2 ? [`second${at % 7}@example.com`] : [])],
    'CF.{Site}': turn(['Lyon', 'Graz', 'Turku'], at),
    'CF.{Asset Tag}': `AT-${1000 + at}`,
    Text: `Hello,\n\nrequest ${at} is about something that does not work.\n\nRegards`,
  };
  const id = await post(rt, 'ticket/new', form, /^# Ticket (\d+) created\.$/m);
  for (const word of ['first', 'second', 'third']) {
    const comment = { Action: 'comment', Text: `The ${word} thing we tried on ${at}.` };
    await post(rt, `ticket/${id}/comment`, comment, /^# (Comments) added$/m);
  }
  const edit = { Priority: String(1 + (at % 90)) };
  await post(rt, `ticket/${id}/edit`, edit, /^# Ticket (\d+) updated\.$/m);
}

/** Fills an RT that holds `benchWorld`, through REST 1.0 and, with what is only there to be many, in its database. */
export async function seed(rt: RealRt): Promise<void> {
  const sessions = await Promise.all([1, 2].map(() => RtSession.logIn(rt.url, 'root', 'password')));
  let next = 1;
  // Alone: a worker of a new RT compiles each page into a file, of which another one can read half.
  for (const first of sessions.slice(0, 1)) await fullTicket(first, next++);
  await Promise.all(
    sessions.map(async (session) => {
      while (next <= full) await fullTicket(session, next++);
    }),
  );
  await Promise.all(sessions.map((session) => session.close()));
  await moreTickets(rt, newest);
  for (const { number, history } of commented) await lengthenHistory(rt, number, history);
}
