import { customFieldKey } from '../forms/field-names.js';
import { commentForm } from '../forms/form.js';
import { splitList } from '../forms/split-list.js';
import { type Call, type Changes, failure, type Outcome, success } from '../rest/call.js';
import { fieldNamed } from '../store/custom-fields.js';
import type { CustomField, Queue, Ticket, User } from '../store/model.js';
import { hasRight } from '../store/rights.js';
import { nobodyId, queueOf, type Store, takeId, userByEmail, userOf } from '../store/store.js';
import { parseDate } from '../time/parse-date.js';
import { isoUtc } from '../time/show-date.js';
import { acceptedValues } from './custom-field-value.js';
import { applyFields } from './edit-ticket.js';
import { mailCreate } from './mail.js';
import { type Message, namedFiles, partsOf } from './message.js';
import { record } from './record.js';
import { cutSubject, leadingNumber } from './set-column.js';
import { isCreateStatus, isInactive, isInitial, isStatus } from './set-status.js';
import { placePeople, splitAddresses } from './watchers.js';

const createFields = [
  'Queue',
  'Requestor',
  'Subject',
  'Cc',
  'AdminCc',
  'Owner',
  'Status',
  'Priority',
  'InitialPriority',
  'FinalPriority',
  'TimeEstimated',
  'TimeWorked',
  'TimeLeft',
  'Starts',
  'Started',
  'Due',
  'Resolved',
  'Content-Type',
  'SLA',
] as const;

type CreateField = (typeof createFields)[number];

/** A form for a new ticket, taken apart. */
interface Draft {
  readonly values: Map<CreateField, string | readonly string[]>;
  readonly custom: Map<string, string | readonly string[]>;
  /** What is set only once the ticket exists. */
  readonly later: Map<string, string | readonly string[]>;
  readonly unknown: Map<string, string | readonly string[]>;
  text: string;
  attachments: string | readonly string[];
}

const dateFields = ['created', 'starts', 'started', 'due', 'resolved', 'told', 'lastupdated'];

function draftOf(call: Call, changes: Changes): Draft {
  const { store, user } = call;
  const zone = user.timezone || store.timezone;
  const draft: Draft = {
    values: new Map(),
    custom: new Map(),
    later: new Map(),
    unknown: new Map(),
    text: '',
    attachments: '',
  };
  for (const [key, given] of changes) {
    const lower = key.toLowerCase();
    const isDate = dateFields.includes(lower) && typeof given === 'string';
    const value = isDate ? isoUtc(parseDate(given, store.clock(), zone)) : given;
    const known = createFields.find((field) => field.toLowerCase() === lower);
    const custom = customFieldKey(key);
    if (known !== undefined) {
      draft.values.set(known, value);
    } else if (custom !== undefined) {
      draft.custom.set(custom, value);
    } else if (lower === 'text') {
      draft.text = typeof value === 'string' ? value : value.join('\n');
    } else if (lower === 'attachment') {
      draft.attachments = value;
    } else if (lower === 'requestors') {
      draft.later.set(key, value);
    } else if (lower !== 'id') {
      draft.unknown.set(key, value);
    }
  }
  return draft;
}

/** The message that comes with a new ticket, or the name of the file that is missing. */
function messageOf(call: Call, draft: Draft, subject: string): Message | string | undefined {
  const files = namedFiles(draft.attachments, call.uploads);
  if (typeof files === 'string') {
    return files;
  }
  const text = draft.text === '0' ? '' : draft.text;
  if (text === '' && files.length === 0) {
    return undefined;
  }
  const textType = draft.values.get('Content-Type');
  return {
    text,
    textType: typeof textType === 'string' ? textType : 'text/plain',
    files,
    subject,
    headers: [
      ['MIME-Version', '1.0'],
      ['X-Mailer', 'MIME-tools 5.510 (Entity 5.510)'],
      ['From', call.user.columns.EmailAddress],
      ['Subject', subject],
      ['X-RT-Interface', 'REST'],
    ],
  };
}

/** Perl shows a list where it expected a text by its address. */
const asText = (value: string | readonly string[] | undefined): string =>
  value === undefined || typeof value === 'string' ? (value ?? '') : 'ARRAY(0x55d0c0de0000)';

function findOwner(store: Store, ticket: Ticket, given: string): number {
  const owner = userOf(store, given) ?? userByEmail(store, given);
  const mayOwn = owner !== undefined && hasRight(store, owner, 'OwnTicket', { ticket });
  return mayOwn ? owner.id : nobodyId;
}

/** Makes a ticket out of a draft that RT has nothing against. */
function insertTicket(store: Store, creator: User, queue: Queue, draft: Draft): Ticket {
  const now = store.clock();
  const text = (field: CreateField): string => asText(draft.values.get(field));
  const date = (field: CreateField): number => {
    const given = text(field);
    return given === '' ? 0 : Date.parse(`${given.replace(' ', 'T')}Z`) / 1000;
  };
  const status = text('Status').toLowerCase() || 'new';
  const watchers = peopleOf(store, draft);
  const id = takeId(store, 'ticket');
  // Requestor, Cc, AdminCc and Owner of the ticket are groups, each with a history of its own.
  takeId(store, 'principal', 4);
  takeId(store, 'transaction', 4);
  const minutes = (field: CreateField): string => String(leadingNumber(text(field)));
  const ticket: Ticket = {
    id,
    effectiveId: id,
    queue: queue.id,
    owner: nobodyId,
    creator: creator.id,
    lastUpdatedBy: creator.id,
    type: 'ticket',
    texts: {
      Subject: cutSubject(text('Subject')),
      Status: status,
      Priority: text('Priority') || text('InitialPriority') || '0',
      InitialPriority: text('InitialPriority') || '0',
      FinalPriority: text('FinalPriority') || '0',
      TimeEstimated: minutes('TimeEstimated'),
      TimeWorked: minutes('TimeWorked'),
      TimeLeft: minutes('TimeLeft'),
      SLA: text('SLA'),
    },
    dates: {
      Created: now,
      Starts: date('Starts'),
      Started: date('Started') || (isInitial(status) ? 0 : now),
      Due: date('Due'),
      Resolved: date('Resolved') || (isInactive(status) ? now : 0),
      Told: 0,
      LastUpdated: now,
    },
    watchers,
    customFields: new Map(),
  };
  store.tickets.set(id, ticket);
  return ticket;
}

/** Users that RT has to make for a ticket exist before the ticket does. */
function peopleOf(store: Store, draft: Draft): Ticket['watchers'] {
  const requestor = draft.values.get('Requestor') ?? '';
  // Requestors are read like the line of a mail; RT splits the other lists at every comma.
  const requestors =
    typeof requestor === 'string' ? splitAddresses(requestor) : requestor.flatMap(splitAddresses);
  const AdminCc = placePeople(store, splitList(draft.values.get('AdminCc') ?? ''));
  const Cc = placePeople(store, splitList(draft.values.get('Cc') ?? ''));
  return { AdminCc, Cc, Requestor: placePeople(store, requestors) };
}

/** The fields a draft sets, and a word about each name RT cannot place. */
function findFields(
  { store, user }: Call,
  queue: Queue,
  draft: Draft,
): { readonly found: readonly CustomField[]; readonly comments: readonly string[] } {
  const pairs = [...draft.custom.keys()].map((name) => {
    const field = fieldNamed(store, name, queue);
    const scope = { customField: field, queue };
    const seen =
      field !== undefined &&
      (hasRight(store, user, 'SeeCustomField', { ...scope, customField: field }) ||
        hasRight(store, user, 'AdminCustomField', { customField: field }));
    return { name, field: seen ? field : undefined };
  });
  return {
    found: pairs.flatMap(({ field }) => field ?? []),
    comments: pairs
      .filter(({ field }) => field === undefined)
      .map(({ name }) => `# Invalid custom field name (${name})`),
  };
}

function refusalOf({ store, user }: Call, queue: Queue | undefined, draft: Draft) {
  const status = asText(draft.values.get('Status'));
  if (queue === undefined) {
    return 'Could not create ticket. Queue not set';
  }
  if (queue.disabled || !hasRight(store, user, 'CreateTicket', { queue })) {
    return `No permission to create tickets in the queue '${queue.name}'`;
  }
  if (status !== '' && !isStatus(status.toLowerCase())) {
    return `Status '${status}' isn't a valid status for tickets in this queue.`;
  }
  return status !== '' && !isCreateStatus(status.toLowerCase())
    ? `New tickets can not have status '${status}' in this queue.`
    : undefined;
}

/** `ticket/new` with content. Much of what RT cannot use is dropped without a word. */
export function createTicket(call: Call, changes: Changes): Outcome {
  const { store, user } = call;
  const draft = draftOf(call, changes);
  const queueName = draft.values.get('Queue');
  const queue =
    typeof queueName === 'string' && queueName !== '' ? queueOf(store, queueName) : undefined;
  if (draft.unknown.size > 0) {
    const names = [...draft.unknown.keys()];
    const lines = names.map((name) => `# ${name}: Unknown field`);
    const comment = ['# Could not create ticket.', ...lines].join('\n');
    return failure({ comment, keys: names, fields: draft.unknown });
  }
  const { found, comments } = findFields(call, queue ?? { ...emptyQueue }, draft);
  const subject = asText(draft.values.get('Subject'));
  const message = messageOf(call, draft, subject);
  if (typeof message === 'string') {
    const lines = [...comments, `# No attachment for ${message}`];
    return success(commentForm(lines.join('\n')));
  }
  const refusal = refusalOf(call, queue, draft);
  if (refusal !== undefined || queue === undefined) {
    const lines = [...comments, '# Could not create ticket.', `# ${refusal ?? ''}`];
    return success(commentForm(lines.join('\n')));
  }
  const ticket = insertTicket(store, user, queue, draft);
  ticket.owner = findOwner(store, ticket, asText(draft.values.get('Owner')));
  for (const field of found) {
    const given = [...draft.custom].find(([name]) => fieldNamed(store, name, queue) === field);
    const may = hasRight(store, user, 'ModifyCustomField', { customField: field, ticket });
    const values = may ? acceptedValues(store, user, field, given?.[1] ?? '') : [];
    if (values.length > 0) {
      ticket.customFields.set(field.id, [...values]);
    }
  }
  record(
    store,
    ticket,
    { type: 'Create', creator: user.id },
    message === undefined ? [] : partsOf(message),
  );
  mailCreate(store, ticket, user, message?.text ?? 'This transaction appears to have no content');
  const lines = [...comments, `# Ticket ${ticket.id} created.`];
  return draft.later.size > 0
    ? applyFields(call, ticket, draft.later, lines)
    : success(commentForm(lines.join('\n')));
}

/** Stands for a queue that does not exist: only global fields are there. */
const emptyQueue: Queue = {
  id: 0,
  name: '',
  description: '',
  correspondAddress: '',
  commentAddress: '',
  disabled: false,
  slaDisabled: true,
  lifecycle: 'default',
  customFields: new Map(),
};
