import { whichRest } from '../../rt/hybrid/which-rest.js';
import { type Check, gap, ok } from './report.js';

type Read = Exclude<keyof typeof whichRest, 'show'> | keyof typeof whichRest.show;

/** What each read is for, in the words of whoever runs the server. */
const words: Readonly<Record<Read, string>> = {
  ticket: 'tickets',
  user: 'users',
  queue: 'queues',
  transaction: 'history items',
  group: 'groups',
  attachment: 'attachments',
  listTickets: 'pages of tickets',
  countTickets: 'counts of tickets',
  newestItems: 'the newest history items of many tickets',
  itemsAfter: 'changes of many tickets',
  statusChoices: 'the statuses that a ticket can change to',
  fieldOptions: 'the values that custom fields offer',
  writeOffers: 'what callers may write, for doctor',
  searchTickets: 'all ticket numbers of a search',
  searchNames: 'searches of users, queues and groups',
  listNames: 'lists of names',
  readAttachment: 'contents of attachments',
  streamAttachment: 'downloads',
  newTicketForm: 'defaults of new tickets',
};

/** What each of RT's interfaces is used for. */
export function restUse(hasRest2: boolean): { '1': readonly string[]; '2': readonly string[] } {
  const { show, ...others } = whichRest;
  const all = Object.entries({ ...show, ...others }) as [Read, 1 | 2][];
  const wordsOf = (rest: 1 | 2) =>
    all.filter(([, served]) => (hasRest2 ? served : 1) === rest).map(([read]) => words[read]);
  return { '1': wordsOf(1), '2': wordsOf(2) };
}

/** Whether REST 2.0 is there where this version of RT has it. */
export function checkRest2(hasRest2: boolean, version: string, rtRest: 'auto' | '1'): Check {
  if (hasRest2)
    return ok('rest2', 'REST 2.0 responds, and is used where it is faster or more accurate.');
  if (rtRest === '1') return ok('rest2', 'REST 2.0 is not used: RT_REST is 1.');
  if (/^[0-4]\./.test(version)) {
    return ok('rest2', `RT ${version} has no REST 2.0. REST 1.0 is used for everything.`);
  }
  return gap(
    'rest2',
    'rest2-blocked',
    'REST 2.0 does not respond, although this RT has it. REST 1.0 is used for everything, which is slower.',
    'Configure the web server to pass /REST/2.0/ to RT.',
  );
}
