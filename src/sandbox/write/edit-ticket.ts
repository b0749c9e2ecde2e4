import { customFieldKey } from '../forms/field-names.js';
import { commentForm } from '../forms/form.js';
import { splitList } from '../forms/split-list.js';
import {
  type Call,
  type Changes,
  Crash,
  failure,
  type Outcome,
  success,
  type Target,
} from '../rest/call.js';
import { fieldNamed } from '../store/custom-fields.js';
import { type Ticket, type TicketDate, ticketDates, type WatcherRole } from '../store/model.js';
import { hasRight } from '../store/rights.js';
import { queueOfTicket, ticketOf, userName, userOf } from '../store/store.js';
import { parseDate } from '../time/parse-date.js';
import { showDate } from '../time/show-date.js';
import { setFieldValues } from './custom-field-value.js';
import { done, type Result, refuse } from './result.js';
import { setDate, setQueue, setText } from './set-column.js';
import { setOwner } from './set-owner.js';
import { setStatus } from './set-status.js';
import { replaceWatchers } from './watchers.js';

/** The result of one field of a form, under the name by which RT complains about it. */
interface FieldResult extends Result {
  readonly name: string;
}

const simple = [
  'Subject',
  'Status',
  'Priority',
  'TimeEstimated',
  'TimeWorked',
  'TimeLeft',
  'InitialPriority',
  'FinalPriority',
] as const;

const people: Readonly<Record<string, readonly [string, WatcherRole]>> = {
  requestors: ['Requestors', 'Requestor'],
  cc: ['Cc', 'Cc'],
  admincc: ['AdminCc', 'AdminCc'],
};

/** Fields RT takes without doing anything about them. */
const ignored: readonly string[] = ['id', 'type', 'creator', 'content-type'];

const sameNumber = (a: string, b: string): boolean =>
  /^\d+$/.test(a) && /^\d+$/.test(b) && Number(a) === Number(b);

function editDate(call: Call, ticket: Ticket, date: TicketDate, value: string): Result | undefined {
  const { store, user } = call;
  const zone = user.timezone || store.timezone;
  const shown = showDate(ticket.dates[date], zone, call.language);
  if (date === 'LastUpdated' || /^not set$/i.test(value) || value === shown) {
    return undefined;
  }
  return setDate(store, ticket, user, date, parseDate(value, store.clock(), zone));
}

function editCustomField(call: Call, ticket: Ticket, name: string, value: string): Result {
  const { store, user } = call;
  const field = fieldNamed(store, name, { id: ticket.queue });
  const seen =
    field !== undefined && hasRight(store, user, 'SeeCustomField', { customField: field, ticket });
  return seen ? setFieldValues(store, ticket, user, field, value) : refuse('Unknown custom field.');
}

/** RT's form knows a field that its tickets do not have. */
function disabledCrash(): Crash {
  const file = '/usr/share/request-tracker5/html/REST/1.0/Forms/ticket/default';
  const what = 'RT::Ticket::Disabled Unimplemented in HTML::Mason::Commands.';
  return new Crash(`${what} (${file} line 341) \n\n`, [`${file}:341`]);
}

/** Changes one field. Undefined means that RT finds nothing to do. */
function editField(
  call: Call,
  ticket: Ticket,
  key: string,
  value: string | readonly string[],
): FieldResult | undefined {
  const { store, user } = call;
  const lower = key.toLowerCase();
  const role = Object.hasOwn(people, lower) ? people[lower] : undefined;
  const named = (name: string, result: Result | undefined): FieldResult | undefined =>
    result && { ...result, name };
  if (role !== undefined) {
    const [name, of] = role;
    return named(name, replaceWatchers(store, ticket, user, of, splitList(value)));
  }
  if (typeof value !== 'string') {
    return named(lower, refuse(`${lower} may have only one value.`));
  }
  if (lower === 'disabled') {
    throw disabledCrash();
  }
  if (lower === 'queue') {
    const same = value === queueOfTicket(store, ticket).name;
    return same ? undefined : named(lower, setQueue(store, ticket, user, value));
  }
  if (lower === 'owner') {
    const same = value === userName(store, ticket.owner);
    return same
      ? undefined
      : named(lower, setOwner(store, ticket, user, userOf(store, value), 'Give'));
  }
  const column = simple.find((one) => one.toLowerCase() === lower);
  if (column !== undefined) {
    const current = ticket.texts[column];
    if (value === current || sameNumber(value, current)) {
      return undefined;
    }
    const result =
      column === 'Status'
        ? setStatus(store, ticket, user, value)
        : setText(store, ticket, user, column, value);
    return named(column, result);
  }
  const date = ticketDates.find((one) => one.toLowerCase() === lower);
  if (date !== undefined) {
    return named(date, editDate(call, ticket, date, value));
  }
  const custom = customFieldKey(lower);
  if (custom !== undefined) {
    return named(custom, editCustomField(call, ticket, custom, value));
  }
  if (lower === 'sla') {
    const same = value === ticket.texts.SLA;
    return same ? undefined : named(lower, setText(store, ticket, user, 'SLA', value));
  }
  return named(lower, ignored.includes(lower) ? done('') : refuse('Unknown field.'));
}

/**
 * Applies all fields of a form, whatever becomes of each. RT takes them in the order of a Perl
 * hash; here it is the order of the form.
 */
export function applyFields(
  call: Call,
  ticket: Ticket,
  changes: Changes,
  before: readonly string[] = [],
): Outcome {
  const results = [...changes].flatMap(([key, value]) => editField(call, ticket, key, value) ?? []);
  const problems = results.filter(({ ok }) => !ok);
  const comments = [
    ...before,
    ...problems.map(({ name, message }) => `# ${name}: ${message}`),
    ...(results.length > problems.length ? [`# Ticket ${ticket.id} updated.`] : []),
  ];
  if (problems.length === 0) {
    return success(commentForm(comments.join('\n')));
  }
  const keys = ['id', ...[...changes.keys()].filter((key) => key !== 'id')];
  return failure({ comment: comments.join('\n'), keys, fields: changes });
}

/** Whether the form does nothing but delete the ticket, which has a right of its own. */
function onlyDeletes(changes: Changes): boolean {
  const status = changes.get('Status') ?? changes.get('status');
  const deletes = typeof status === 'string' && status.toLowerCase() === 'deleted';
  return deletes && [...changes.keys()].every((key) => /^(?:id|status)$/i.test(key));
}

/** `ticket/N` with content. */
export function editTicket(call: Call, { id }: Target, changes: Changes): Outcome {
  const ticket = ticketOf(call.store, id);
  if (ticket === undefined) {
    return failure(commentForm(`# Ticket ${id} does not exist.`));
  }
  const has = (right: string): boolean => hasRight(call.store, call.user, right, { ticket });
  if (onlyDeletes(changes) && changes.has('status') && !has('DeleteTicket')) {
    return failure(commentForm(`# You are not allowed to delete ticket ${id}.`));
  }
  return has('ModifyTicket') || (onlyDeletes(changes) && changes.has('status'))
    ? applyFields(call, ticket, changes)
    : failure(commentForm(`# You are not allowed to modify ticket ${id}.`));
}
