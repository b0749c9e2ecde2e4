import type { Caller } from '../rest/call.js';
import { type Ticket, ticketDates, ticketTexts } from '../store/model.js';
import { historyOf, queueOf, queueOfTicket } from '../store/store.js';
import { isInactive } from '../write/set-status.js';
import { compareNumber, compareText } from './compare.js';
import { compareDate } from './compare-date.js';
import { matchesCustomField } from './match-custom-field.js';
import { linkFields, matchesLink } from './match-links.js';
import { isUser, matchesMembership, matchesPeople, type People } from './match-people.js';
import { type Condition, type Level, QueryError } from './parse-query.js';

const people: Readonly<Record<string, People>> = {
  owner: 'Owner',
  requestor: 'Requestor',
  requestors: 'Requestor',
  cc: 'Cc',
  admincc: 'AdminCc',
  watcher: 'Watcher',
};

const customFieldKeys = ['cf', 'customfield', 'customfieldvalue'];

const own = <T>(map: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(map, key) ? map[key] : undefined;

function matchesQueue({ store }: Caller, ticket: Ticket, condition: Condition): boolean {
  const { operator, value } = condition;
  const queue = queueOfTicket(store, ticket);
  if (operator === '=' || operator === '!=') {
    return (queueOf(store, value)?.id === queue.id) === (operator === '=');
  }
  return /^[<>]/.test(operator)
    ? compareNumber(String(queue.id), operator, value)
    : compareText(queue.name, operator, value);
}

function matchesStatus(ticket: Ticket, { operator, value }: Condition): boolean {
  const status = ticket.texts.Status;
  const sets: Readonly<Record<string, boolean>> = {
    __active__: !isInactive(status),
    __inactive__: isInactive(status),
  };
  const inSet = own(sets, value.toLowerCase());
  return inSet !== undefined && (operator === '=' || operator === '!=')
    ? inSet === (operator === '=')
    : compareText(status, operator, value);
}

function attachmentsOf({ store }: Caller, ticket: Ticket) {
  return historyOf(store, ticket)
    .flatMap(({ attachments }) => attachments)
    .flatMap((id) => store.attachments.get(id) ?? []);
}

function matchesMessage(caller: Caller, ticket: Ticket, field: string, condition: Condition) {
  const { operator, value } = condition;
  const parts = attachmentsOf(caller, ticket);
  if (field === 'content') {
    const texts = caller.store.fullTextSearch
      ? parts.filter(({ contentType }) => contentType.startsWith('text/'))
      : [];
    return texts.some(({ content }) => compareText(content, operator, value));
  }
  if (operator === 'IS') {
    return true;
  }
  const column = field === 'filename' ? 'filename' : 'contentType';
  return parts.some((part) => compareText(part[column] || undefined, operator, value));
}

/** Whether a ticket fulfils one condition, or what RT says about the condition. */
function matchesCondition(caller: Caller, ticket: Ticket, condition: Condition): boolean {
  const { key, operator, value } = condition;
  const { store } = caller;
  const [name = '', ...rest] = key.split('.');
  const lower = name.toLowerCase();
  const path = rest.join('.');
  const text = ticketTexts.find((column) => column.toLowerCase() === lower);
  const date = ticketDates.find((column) => column.toLowerCase() === lower);
  const link = own(linkFields, lower);
  const role = own(people, lower);
  const memberRole = lower.endsWith('group') ? own(people, lower.slice(0, -5)) : undefined;
  if (customFieldKeys.includes(lower) && path !== '') {
    return matchesCustomField(caller, ticket, path, condition);
  }
  if (role !== undefined) {
    return matchesPeople(caller, ticket, role, condition, path);
  }
  if (memberRole !== undefined) {
    return matchesMembership(caller, ticket, memberRole, condition);
  }
  if (link !== undefined) {
    return matchesLink(store, ticket, link, condition);
  }
  if (date !== undefined) {
    return compareDate(caller, ticket.dates[date], operator, value);
  }
  if (text === 'Status') {
    return matchesStatus(ticket, condition);
  }
  if (text === 'SLA') {
    return compareText(ticket.texts.SLA || undefined, operator, value);
  }
  if (text === 'Subject') {
    return compareText(ticket.texts.Subject, operator, value);
  }
  if (text !== undefined) {
    return compareNumber(ticket.texts[text], operator, value);
  }
  switch (lower) {
    case 'id':
      return compareNumber(String(ticket.id), operator, value);
    case 'effectiveid':
      return compareNumber(String(ticket.effectiveId), operator, value);
    case 'queue':
      return matchesQueue(caller, ticket, condition);
    case 'lifecycle':
      return compareText(queueOfTicket(store, ticket).lifecycle, operator, value);
    case 'type':
      return compareText(ticket.type, operator, value);
    case 'creator':
    case 'lastupdatedby': {
      const id = lower === 'creator' ? ticket.creator : ticket.lastUpdatedBy;
      const user = store.users.get(id);
      return user !== undefined && isUser(caller, user, operator, value);
    }
    case 'updated':
    case 'transactiondate':
      return historyOf(store, ticket).some(({ created }) =>
        compareDate(caller, created, operator, value),
      );
    case 'updatedby':
      return historyOf(store, ticket).some(({ creator }) => {
        const user = store.users.get(creator);
        return user !== undefined && isUser(caller, user, operator, value);
      });
    case 'content':
    case 'filename':
    case 'contenttype':
      return matchesMessage(caller, ticket, lower, condition);
    case 'queuecc':
    case 'queueadmincc':
    case 'hasattribute':
      return false;
    case 'hasnoattribute':
      return true;
    default:
      throw new QueryError(`Unknown field: ${key}`);
  }
}

/** Whether a ticket fulfils a query. Throws what RT says about a query it cannot run. */
export function matchesLevel(caller: Caller, ticket: Ticket, level: Level): boolean {
  const matches = (item: Condition | Level): boolean =>
    item.kind === 'level'
      ? matchesLevel(caller, ticket, item)
      : matchesCondition(caller, ticket, item);
  return level.every ? level.items.every(matches) : level.items.some(matches);
}

/** A ticket without anything, to see whether RT could run a condition at all. */
const blank: Ticket = {
  ...{ id: 0, effectiveId: 0, queue: 1, owner: 0, creator: 0, lastUpdatedBy: 0, type: 'ticket' },
  texts: {
    ...{ Subject: '', Status: '', Priority: '0', InitialPriority: '0', FinalPriority: '0' },
    ...{ TimeEstimated: '0', TimeWorked: '0', TimeLeft: '0', SLA: '' },
  },
  dates: { Created: 0, Starts: 0, Started: 0, Due: 0, Resolved: 0, Told: 0, LastUpdated: 0 },
  watchers: { Requestor: [], Cc: [], AdminCc: [] },
  customFields: new Map(),
};

/** Throws what RT says about a condition that it cannot run, whatever tickets there are. */
export function checkCondition(caller: Caller, condition: Condition): void {
  matchesCondition(caller, blank, condition);
}

/** All conditions of a query. */
export const conditionsOf = (level: Level): readonly Condition[] =>
  level.items.flatMap((item) => (item.kind === 'level' ? conditionsOf(item) : [item]));
