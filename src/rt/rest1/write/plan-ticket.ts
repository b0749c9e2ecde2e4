import type { Column } from '../../columns/column.js';
import { queueColumns } from '../../columns/queue.js';
import { ticketColumns as c, nobody } from '../../columns/ticket.js';
import { userColumns } from '../../columns/user.js';
import type { CallerZone } from '../../dates/caller-zone.js';
import { readName } from '../../name-ref.js';
import { quoteTicketSql } from '../../quote-ticket-sql.js';
import type { TicketValues } from '../../values.js';
import { wantColumns } from '../../wanted.js';
import { called } from './called.js';
import { planCustomFields } from './plan-custom-fields.js';
import { dateProblem, TicketDate } from './planned-date.js';
import { PlanBuilder, type PlannedField } from './planned-field.js';
import { WrittenPeople } from './planned-people.js';
import { tooManyPeople } from './too-many-people.js';
import type { WriteContext } from './write-context.js';

const numberColumns = {
  priority: c.priority,
  initialPriority: c.initialPriority,
  finalPriority: c.finalPriority,
  timeEstimatedMinutes: c.timeEstimated,
  timeWorkedMinutes: c.timeWorked,
  timeLeftMinutes: c.timeLeft,
} as const;

const dateColumns = {
  startsAt: c.starts,
  startedAt: c.started,
  dueAt: c.due,
  resolvedAt: c.resolved,
  toldAt: c.told,
} as const;

const peopleColumns = { requestors: c.requestors, cc: c.cc, adminCc: c.adminCc } as const;

/** What a plan is made for. */
interface Target {
  /** Where the values stand among what was to be written. */
  readonly path?: readonly string[];
  /** The queue whose custom fields apply: the ticket's, or the one that it is moved to. */
  readonly queue: string;
  readonly creating: boolean;
}

/** RT's columns that changes are about. */
export function changedColumns(
  changes: TicketValues,
): readonly { readonly key: string; readonly zoned: boolean }[] {
  const table: Readonly<Record<string, Column<unknown>>> = {
    ...{ subject: c.subject, status: c.status, owner: c.owner, sla: c.sla },
    ...numberColumns,
    ...dateColumns,
    ...peopleColumns,
  };
  const columns = Object.entries(table).flatMap(([name, column]) =>
    changes[name as keyof TicketValues] === undefined ? [] : [column],
  );
  // RT refuses to show a field of a name that it cannot read.
  const fields = (changes.customFields ?? []).filter(({ name }) =>
    /^[\p{L}\p{N} _-]+$/u.test(name),
  );
  const custom = fields.map(({ name }) => ({ key: `CF.{${name}}`, zoned: false }));
  return [...columns, ...custom];
}

/** Why RT set a date that it was told otherwise: what else the write changed makes RT set it by itself. */
function overruledDate(
  name: keyof typeof dateColumns,
  fields: readonly PlannedField[],
): string | undefined {
  const changes = (key: string) => fields.some(({ names }) => names[0] === key);
  if (name === 'startsAt' || name === 'dueAt') {
    const what = name === 'dueAt' ? 'Due' : 'Starts';
    if (changes('sla') || changes('starts') || changes('status') || changes('queue')) {
      return `RT sets ${what} from the service level.`;
    }
  }
  if (name === 'startedAt' && changes('status')) return 'RT sets Started when the status changes.';
  if (name === 'resolvedAt' && changes('status'))
    return 'RT sets Resolved when the status changes.';
  return undefined;
}

/** Reads changes into what RT is told. Nothing is sent for a value that RT would not keep as it is. */
export async function planTicket(
  changes: TicketValues,
  { path = [], queue, creating }: Target,
  context: WriteContext,
): Promise<PlanBuilder> {
  const plan = new PlanBuilder();
  const at = (name: string) => [...path, name];
  const { zone } = await context.load.identity();
  const line = (name: string, column: Column<string>, value: string | null, clearable: boolean) => {
    if (value === null && !clearable) {
      plan.refuse(at(name), 'RT cannot clear this field.', 'REQUIRED');
      return;
    }
    const text = value ?? '';
    if (!plan.isLine(at(name), text)) return;
    plan.add({
      path: at(name),
      names: [column.key.toLowerCase()],
      form: [{ key: column.key, value: text }],
      columns: [column],
      took: (ticket) => sameText(name, ticket.read(column), text),
    });
  };
  if (changes.subject !== undefined) line('subject', c.subject, changes.subject, true);
  if (changes.status !== undefined) line('status', c.status, changes.status, false);
  if (changes.sla !== undefined) {
    planSla(plan, at('sla'), changes.sla ?? '');
  }
  if (changes.owner !== undefined)
    await planOwner(plan, at('owner'), changes.owner ?? nobody, context);
  if (changes.queue !== undefined) await planQueue(plan, at('queue'), changes.queue, context);
  for (const [name, column] of entriesOf(numberColumns)) {
    const value = changes[name];
    if (value === undefined) continue;
    if (value === null) plan.refuse(at(name), 'RT cannot clear this field; use 0.', 'REQUIRED');
    else {
      plan.add({
        path: at(name),
        names: [column.key.toLowerCase()],
        form: [{ key: column.key, value: String(value) }],
        columns: [column],
        took: (ticket) => ticket.read(column) === value,
      });
    }
  }
  if (Object.keys(dateColumns).some((name) => name in changes)) await zone.prepare();
  for (const [name, column] of entriesOf(dateColumns)) {
    const value = changes[name];
    if (value !== undefined) planDate(plan, at(name), { name, column }, value, zone);
  }
  for (const [name, column] of entriesOf(peopleColumns)) {
    const value = changes[name];
    if (value === undefined) continue;
    const people = value ?? [];
    plan.errors.push(...tooManyPeople(at(name), people));
    const written = new WrittenPeople(column, people);
    plan.add({
      path: at(name),
      names: [column.key.toLowerCase()],
      // A new ticket takes Requestor; its plural would be set after creation, without RT's first mail.
      form: [
        {
          key: creating && name === 'requestors' ? 'Requestor' : column.key,
          value: people.join(', '),
        },
      ],
      columns: [column],
      took: (ticket) => written.areAll(ticket),
      isUnknown: (ticket) => written.areUnknown(ticket),
      prove: (ticket, own) => written.prove(ticket, own),
    });
  }
  if (changes.customFields) {
    await planCustomFields(
      plan,
      changes.customFields,
      { path: at('customFields'), queue },
      context,
    );
  }
  return plan;
}

function planDate(
  plan: PlanBuilder,
  path: readonly string[],
  {
    name,
    column,
  }: { readonly name: keyof typeof dateColumns; readonly column: Column<Date | null> },
  value: Date | null,
  zone: CallerZone,
): void {
  const names = [column.key.toLowerCase()];
  const overruled: PlannedField['overruled'] = (fields) => overruledDate(name, fields);
  if (value === null) {
    const form = [{ key: column.key, value: '' }];
    const took: PlannedField['took'] = (ticket) => ticket.read(column) === null;
    plan.add({ path, names, form, columns: [column], took, overruled });
    return;
  }
  const problem = dateProblem(value, zone);
  if (problem !== undefined) {
    plan.refuse(path, `${problem} Use null to clear the date.`);
    return;
  }
  const date = new TicketDate(column, value, zone);
  const form = [{ key: column.key, value: date.write() }];
  const took: PlannedField['took'] = (ticket) => date.took(ticket);
  plan.add({ path, names, form, columns: [column], took, overruled, date });
}

/** RT takes a service level in every queue, and shows it where the queue tracks service levels. */
function planSla(plan: PlanBuilder, path: readonly string[], value: string): void {
  if (!plan.isLine(path, value)) return;
  const wanted = value.trimEnd().toLowerCase();
  let isHidden = false;
  plan.add({
    path,
    names: ['sla'],
    form: [{ key: c.sla.key, value }],
    columns: [c.sla],
    took: (ticket) => isHidden || (ticket.read(c.sla) ?? '').toLowerCase() === wanted,
    async prove(ticket, { load }) {
      if (wanted === '' || ticket.read(c.sla)) return;
      isHidden = await load.isTicketWhere(ticket.id, `SLA = ${quoteTicketSql(value.trimEnd())}`);
    },
  });
}

/**
 * An owner by login name, ID or email address. RT prints the name. It takes a name as it is; addresses it knows on new
 * tickets only, so they are looked up first, and sent as they are where the caller may not see the user.
 */
async function planOwner(
  plan: PlanBuilder,
  path: readonly string[],
  value: string,
  context: WriteContext,
): Promise<void> {
  if (!plan.isLine(path, value)) return;
  const [first, ...others] = readName('user', value);
  const isPlain = 'name' in first && others.length === 0;
  const user = isPlain
    ? undefined
    : await called('user', value, wantColumns(userColumns.name), context);
  if ('id' in first && !user) {
    plan.refuse(path, 'The user does not exist, or you may not see it.', 'NOT_FOUND');
    return;
  }
  const name = (user?.read(userColumns.name) ?? value).trimEnd().toLowerCase();
  let byAddress = false;
  plan.add({
    path,
    names: ['owner'],
    form: [{ key: c.owner.key, value: user ? String(user.id) : value }],
    columns: [c.owner],
    took: (ticket) => byAddress || ticket.read(c.owner).toLowerCase() === name,
    async prove(ticket, own) {
      const isOwned = ticket.read(c.owner) !== nobody;
      if (!isOwned || !name.includes('@') || ticket.read(c.owner).toLowerCase() === name) return;
      const condition = `Owner.EmailAddress = ${quoteTicketSql(value)}`;
      byAddress = await own.load.isTicketWhere(ticket.id, condition);
    },
  });
}

/** RT takes a queue's number, which says what a name with a comma or slash cannot. */
async function planQueue(
  plan: PlanBuilder,
  path: readonly string[],
  value: string | null,
  context: WriteContext,
): Promise<void> {
  if (value === null) {
    plan.refuse(path, 'A ticket is always in a queue.', 'REQUIRED');
    return;
  }
  const queue = await findQueue(value, context);
  if (!queue) {
    plan.refuse(path, 'The queue does not exist, or you may not see it.', 'NOT_FOUND');
    return;
  }
  plan.add({
    path,
    names: ['queue'],
    form: [{ key: c.queue.key, value: String(queue.id) }],
    columns: [c.queue],
    took: (ticket) => ticket.read(c.queue) === queue.name,
  });
}

/** A queue by name or ID, unless it is hidden. */
export async function findQueue(
  value: string,
  context: WriteContext,
): Promise<{ readonly id: number; readonly name: string } | undefined> {
  const queue = await called('queue', value, wantColumns(queueColumns.name), context);
  return queue && { id: queue.id, name: queue.read(queueColumns.name) };
}

function sameText(name: string, now: string, wanted: string): boolean {
  // RT compares names without regard to case and prints its own spelling.
  // White space at the end is lost, also of a subject.
  if (name === 'subject') return now.trimEnd() === wanted.trimEnd();
  return now.toLowerCase() === wanted.trimEnd().toLowerCase();
}

function entriesOf<K extends string, V>(table: Readonly<Record<K, V>>): readonly [K, V][] {
  // Object.entries widens the table's own keys to string.
  return Object.entries(table) as [K, V][];
}
