import type { Caller } from '../rest/call.js';
import type { Transaction } from '../store/model.js';
import { nobodyId, queueOf, ticketOf, userName } from '../store/store.js';
import { seesTransaction } from '../store/visible.js';
import { epochOfIso, showDate, showDay } from '../time/show-date.js';
import { fieldLabel, phrase } from './phrases.js';
import { describePrincipal } from './show-user.js';

const zoneOf = ({ user, store }: Caller): string => user.timezone || store.timezone;

const showMoment = (caller: Caller, iso: string): string =>
  showDate(epochOfIso(iso), zoneOf(caller), caller.language);

/** RT's default `%PriorityAsString`. */
export function priorityLabel(value: string): string {
  const priority = Number.parseInt(value, 10) || 0;
  return priority >= 100 ? 'High' : priority >= 50 ? 'Medium' : 'Low';
}

const minutes = (count: number): string => `${count} minute${count === 1 ? '' : 's'}`;

function describeTimeWorked({ timeTaken, creator }: Transaction, caller: Caller): string {
  const taken = Number.parseInt(timeTaken, 10) || 0;
  const by = userName(caller.store, creator);
  if (taken < 0) {
    return `Adjusted time worked by ${taken} minutes by ${by}`;
  }
  if (taken < 60) {
    return `Worked ${minutes(taken)} by ${by}`;
  }
  const hours = Math.round((taken / 60) * 100) / 100;
  return `Worked ${hours} hour${hours === 1 ? '' : 's'} (${minutes(taken)}) by ${by}`;
}

function describeOwner(transaction: Transaction, { store }: Caller): string {
  const { creator } = transaction;
  const [before, after] = [Number(transaction.oldValue), Number(transaction.newValue)];
  const by = userName(store, creator);
  if (after === creator) {
    return before === nobodyId
      ? `Taken by ${by}`
      : `Stolen from ${describePrincipal(store, before)} by ${by}`;
  }
  if (before === creator && after === nobodyId) {
    return `Untaken by ${by}`;
  }
  const to = describePrincipal(store, after);
  return before === nobodyId || before === creator
    ? `Given to ${to} by ${by}`
    : `Owner forcibly changed from ${describePrincipal(store, before)} to ${to} by ${by}`;
}

function describeSet(transaction: Transaction, caller: Caller): string {
  const { field, oldValue, newValue, creator } = transaction;
  const { store, language } = caller;
  const by = userName(store, creator);
  const change = (from: string, to: string): string =>
    phrase(language, 'change', fieldLabel(language, field), from, to, by);
  switch (field) {
    case 'Owner':
      return describeOwner(transaction, caller);
    case 'TimeWorked':
      return describeTimeWorked(transaction, caller);
    case 'Queue':
      return change(queueOf(store, oldValue)?.name ?? '', queueOf(store, newValue)?.name ?? '');
    case 'Priority':
    case 'InitialPriority':
    case 'FinalPriority':
      return change(`'${priorityLabel(oldValue)}'`, `'${priorityLabel(newValue)}'`);
    case 'Due':
    case 'Starts':
    case 'Started':
    case 'Told':
      return change(showMoment(caller, oldValue), showMoment(caller, newValue));
    default: {
      const quoted = (value: string): string =>
        value === '' || value === '0' ? phrase(language, 'noValue') : `'${value}'`;
      return change(quoted(oldValue), quoted(newValue));
    }
  }
}

function describeCustomField(transaction: Transaction, caller: Caller): string {
  const { oldValue, newValue, creator } = transaction;
  const field = caller.store.customFields.get(Number(transaction.field));
  const name = field?.name ?? transaction.field;
  const by = `by ${userName(caller.store, creator)}`;
  if (['Text', 'Wikitext', 'HTML'].includes(field?.type ?? '')) {
    const done = oldValue === '' ? 'added' : newValue === '' ? 'deleted' : 'changed';
    return `${name} ${done} ${by}`;
  }
  const show = (value: string): string => {
    if (field?.type === 'Date') {
      return showDay(value, caller.language);
    }
    return field?.type === 'DateTime' ? showMoment(caller, value) : value;
  };
  if (oldValue === '') {
    return `${name} ${show(newValue)} added ${by}`;
  }
  return newValue === ''
    ? `${name} ${show(oldValue)} deleted ${by}`
    : `${name} ${show(oldValue)} changed to ${show(newValue)} ${by}`;
}

const linkWords: Readonly<Record<string, string>> = {
  DependsOn: 'Dependency on',
  DependedOnBy: 'Dependency by',
  RefersTo: 'Reference to',
  ReferredToBy: 'Reference by',
  MemberOf: 'Membership in',
  HasMember: 'Member',
  MergedInto: 'Merged into',
};

function describeLink(transaction: Transaction, { store }: Caller): string {
  const { type, field, oldValue, newValue, creator } = transaction;
  const uri = type === 'AddLink' ? newValue : oldValue;
  const id = /^fsck\.com-rt:\/\/.*\/ticket\/(\d+)$/.exec(uri)?.[1];
  const linked = id === undefined ? undefined : store.tickets.get(Number(id));
  const what = linked === undefined ? uri : `#${linked.id}: ${linked.texts.Subject}`;
  const done = field === 'MergedInto' ? '' : type === 'AddLink' ? ' added' : ' deleted';
  return `${linkWords[field] ?? field} ${what}${done} by ${userName(store, creator)}`;
}

function describeVisible(transaction: Transaction, caller: Caller): string {
  const { store, language } = caller;
  const { type, field, oldValue, newValue, creator } = transaction;
  const by = userName(store, creator);
  switch (type) {
    case 'Create':
      return phrase(language, 'created', by);
    case 'Comment':
      return phrase(language, 'comment', by);
    case 'Correspond':
      return phrase(language, 'correspond', by);
    case 'EmailRecord':
      return phrase(language, 'mail', by);
    case 'CommentEmailRecord':
      return phrase(language, 'commentMail', by);
    case 'Status':
      return newValue === 'deleted'
        ? phrase(language, 'deleted', by)
        : phrase(language, 'change', 'Status', `'${oldValue}'`, `'${newValue}'`, by);
    case 'SetWatcher':
      return `${field} set to ${describePrincipal(store, Number(newValue))} by ${by}`;
    case 'AddWatcher':
      return `${field} ${describePrincipal(store, Number(newValue))} added by ${by}`;
    case 'DelWatcher':
      return `${field} ${describePrincipal(store, Number(oldValue))} deleted by ${by}`;
    case 'CustomField':
      return describeCustomField(transaction, caller);
    case 'AddLink':
    case 'DeleteLink':
      return describeLink(transaction, caller);
    default:
      return describeSet(transaction, caller);
  }
}

/** The sentence RT has for what happened, in the caller's language and zone. */
export function describeTransaction(transaction: Transaction, caller: Caller): string {
  return ticketOf(caller.store, String(transaction.ticket)) !== undefined &&
    seesTransaction(caller.store, caller.user, transaction)
    ? describeVisible(transaction, caller)
    : phrase(caller.language, 'denied');
}
