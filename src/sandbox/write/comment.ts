import { commentForm } from '../forms/form.js';
import { splitList } from '../forms/split-list.js';
import {
  type Call,
  type Changes,
  failure,
  type Outcome,
  success,
  type Target,
} from '../rest/call.js';
import { hasRight } from '../store/rights.js';
import { ticketOf } from '../store/store.js';
import { mailComment, mailCorrespond } from './mail.js';
import { namedFiles, partsOf } from './message.js';
import { record } from './record.js';
import { leadingNumber } from './set-column.js';
import { changeStatus, isInactive, isInitial, setStatus } from './set-status.js';
import { capitalize, textIn } from './take.js';

/** What is said to whom. */
interface Words {
  readonly action: 'Comment' | 'Correspond';
  readonly text: string;
  readonly others: readonly string[];
  readonly timeTaken: string;
}

const problem = (text: string): Outcome => failure(commentForm(`# ${text}`));

/** RT works on a ticket again that somebody answers, unless it waits for its own requestor. */
function reopen({ store, user }: Call, ticketId: number): void {
  const ticket = ticketOf(store, String(ticketId));
  const system = store.users.get(1);
  if (ticket === undefined || system === undefined) {
    return;
  }
  const isRequestor = ticket.watchers.Requestor.includes(user.id);
  const { Status: status } = ticket.texts;
  if ((isInitial(status) && !isRequestor) || isInactive(status)) {
    changeStatus(store, ticket, system, 'open');
  }
  if (!isRequestor) {
    ticket.dates.Told = store.clock();
  }
}

function say(call: Call, id: number, words: Words, changes: Changes): string | undefined {
  const { store, user } = call;
  const ticket = ticketOf(store, String(id));
  const files = namedFiles(changes.get('Attachment'), call.uploads);
  if (typeof files === 'string' || ticket === undefined) {
    return typeof files === 'string' ? files : undefined;
  }
  const { action, text, others, timeTaken } = words;
  const parts = partsOf({
    text,
    textType: textIn(changes, 'Content-Type') || 'text/plain',
    files,
    subject: '',
    headers: [
      ['MIME-Version', '1.0'],
      ['X-Mailer', 'MIME-tools 5.510 (Entity 5.510)'],
      ['X-RT-Interface', 'REST'],
      ['RT-Send-CC', others.join(', ')],
      ['RT-Message-ID', `<rt-5.0.3-1-${store.clock()}-${id}.${id}-0-0@${store.organization}>`],
    ],
  });
  const event = { type: action, data: 'No Subject', timeTaken, creator: user.id };
  record(store, ticket, event, parts);
  const worked = leadingNumber(ticket.texts.TimeWorked) + leadingNumber(timeTaken);
  if (leadingNumber(timeTaken) !== 0) {
    ticket.texts.TimeWorked = String(worked);
  }
  if (action === 'Comment') {
    mailComment(store, ticket, user, text, others);
  } else {
    mailCorrespond(store, ticket, user, text, others);
    reopen(call, ticket.id);
  }
  return undefined;
}

/** `ticket/N/comment`: a comment or an answer. Only a second line tells that a status failed. */
export function commentOnTicket(call: Call, { id }: Target, changes: Changes): Outcome {
  const { store, user } = call;
  const ticket = ticketOf(store, id);
  if (ticket === undefined) {
    return problem(`Ticket ${id} does not exist.`);
  }
  const action = capitalize(textIn(changes, 'Action'));
  if (action !== 'Comment' && action !== 'Correspond') {
    return problem(`Invalid action: \`${action}'.`);
  }
  const given = textIn(changes, 'Text');
  const text = given === '0' ? '' : given;
  if (text === '' && splitList(changes.get('Attachment') ?? '').length === 0) {
    return problem('Empty comment with no attachments submitted.');
  }
  const files = namedFiles(changes.get('Attachment'), call.uploads);
  if (typeof files === 'string') {
    return problem(`No attachment for ${files}`);
  }
  const right = action === 'Comment' ? 'CommentOnTicket' : 'ReplyToTicket';
  const has = (name: string): boolean => hasRight(store, user, name, { ticket });
  if (!has('ModifyTicket') && !has(right)) {
    return problem(`You are not allowed to ${action} on ticket ${id}.`);
  }
  const others = ['Cc', 'Bcc'].flatMap((key) => splitList(changes.get(key) ?? ''));
  const timeTaken = textIn(changes, 'TimeWorked') || '0';
  say(call, ticket.id, { action, text, others, timeTaken }, changes);
  const said = action === 'Comment' ? 'Comments added' : 'Correspondence added';
  const status = textIn(changes, 'Status');
  const changed =
    status === '' || status === '0' ? undefined : setStatus(store, ticket, user, status);
  const lines = [`# ${said}`, ...(changed === undefined ? [] : [`# ${changed.message}`])];
  return success(commentForm(lines.join('\n')));
}
