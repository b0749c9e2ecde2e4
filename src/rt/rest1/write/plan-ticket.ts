import type { DateColumn, IntegerColumn, ListColumn, TextColumn } from '../../columns/column.js';
import { queueColumns } from '../../columns/queue.js';
import {
  ticketColumns as c,
  columnsWith,
  keyOfOne,
  nobody,
  type TicketColumn,
} from '../../columns/ticket.js';
import { userColumns } from '../../columns/user.js';
import type { CallerZone } from '../../dates/caller-zone.js';
import { quoteTicketSql } from '../../quote-ticket-sql.js';
import type { TicketValues } from '../../values.js';
import { wantColumns } from '../../wanted.js';
import { withoutSpaceAtEnd } from '../../white-space.js';
import { findNamed } from './find-named.js';
import { planCustomFields } from './plan-custom-fields.js';
import { dateProblem, TicketDate } from './planned-date.js';
import { PlanBuilder, type PlannedField } from './planned-field.js';
import { WrittenPeople } from './planned-people.js';
import { tooManyPeople } from './too-many-people.js';
import type { WriteContext } from './write-context.js';

/** What a plan is made for. */
interface Target {
  /** Where the values stand among what was to be written. */
  readonly path?: readonly string[];
  /** The queue whose custom fields apply: the ticket's, or the one that it is moved to. */
  readonly queue: string;
  readonly creating: boolean;
  /** Whether texts that REST 1.0 would change can be written too. */
  readonly exact?: boolean | undefined;
}

/** RT's columns that changes are about. */
export function changedColumns(
  changes: TicketValues,
): readonly { readonly key: string; readonly zoned: boolean }[] {
  const columns = columnsWith('write').flatMap(([name, column]) =>
    changes[name] === undefined ? [] : [column],
  );
  // RT refuses to show a field of a name that it cannot read.
  const fields = (changes.customFields ?? []).filter(({ name }) =>
    /^[\p{L}\p{N} _-]+$/u.test(name),
  );
  const custom = fields.map(({ name }) => ({ key: `CF.{${name}}`, zoned: false }));
  return [...columns, ...custom];
}

/** One value of a ticket that is to be planned. */
interface Planned {
  readonly plan: PlanBuilder;
  readonly path: readonly string[];
  readonly creating: boolean;
  readonly context: WriteContext;
  readonly zone: CallerZone;
}

/** Plans a value of a column, or refuses it. Its type is the column's, or null where it is to be cleared. */
type PlanValue = (column: never, value: never, planned: Planned) => Promise<void> | void;

/** How each way of writing in the table of columns is planned. */
const ticketPlans: Readonly<Record<NonNullable<TicketColumn['write']>, PlanValue>> = {
  line: planLine,
  sla: planSla,
  owner: planOwner,
  queue: planQueue,
  number: planNumber,
  date: planDate,
  people: planPeople,
};

/** Reads changes into what RT is told. Nothing is sent for a value that RT would not keep as it is. */
export async function planTicket(
  changes: TicketValues,
  { path = [], queue, creating, exact }: Target,
  context: WriteContext,
): Promise<PlanBuilder> {
  const plan = new PlanBuilder({ exact });
  const at = (name: string) => [...path, name];
  const { zone } = await context.load.identity();
  const given = columnsWith('write').filter(([name]) => changes[name] !== undefined);
  if (given.some(([, { write }]) => write === 'date')) await zone.prepare();
  for (const [name, column] of given) {
    const planned = { plan, path: at(name), creating, context, zone };
    // The table says how a column is written, so the plan fits the column and its value.
    await ticketPlans[column.write](column as never, changes[name] as never, planned);
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

/** One line of text. A subject can be empty; RT knows names in any case, and prints its own spelling. */
function planLine(column: TextColumn, value: string | null, { plan, path }: Planned): void {
  const isSubject = column.key === c.subject.key;
  if (value === null && !isSubject) {
    plan.refuse(path, 'RT cannot clear this field.', 'REQUIRED');
    return;
  }
  const text = value ?? '';
  if (!plan.isLine(path, text, { free: isSubject })) return;
  // White space at the end is lost, also of a subject.
  const fold = (line: string) => {
    const kept = withoutSpaceAtEnd(line);
    return isSubject ? kept : kept.toLowerCase();
  };
  plan.add({
    path,
    names: [column.key.toLowerCase()],
    form: [{ key: column.key, value: text }],
    columns: [column],
    isStored: (ticket) => fold(ticket.read(column)) === fold(text),
  });
}

async function planNumber(
  column: IntegerColumn,
  value: number | null,
  { plan, path, creating, context }: Planned,
): Promise<void> {
  if (value === null) {
    plan.refuse(path, 'RT cannot clear this field. Use 0 instead.', 'REQUIRED');
    return;
  }
  // RT 5 takes anything but digits for the name of a priority, and stores 0 for a name that it does not know.
  if (column.key === c.priority.key && value < 0 && !creating) {
    const { version } = await context.load.identity();
    if (Number.parseInt(version, 10) >= 5) {
      plan.refuse(
        path,
        `RT 5 stores 0 when the priority of a ticket is changed to ${value}. Use 0 or more.`,
      );
      return;
    }
  }
  plan.add({
    path,
    names: [column.key.toLowerCase()],
    form: [{ key: column.key, value: String(value) }],
    columns: [column],
    isStored: (ticket) => ticket.read(column) === value,
  });
}

function planPeople(
  column: ListColumn & TicketColumn,
  value: readonly string[] | null,
  { plan, path, creating }: Planned,
): void {
  const people = value ?? [];
  plan.errors.push(...tooManyPeople(path, people));
  const written = new WrittenPeople(column, people);
  plan.add({
    path,
    names: [column.key.toLowerCase()],
    // A new ticket takes Requestor; its plural would be set after creation, without RT's first mail.
    form: [{ key: creating ? keyOfOne(column) : column.key, value: people.join(', ') }],
    values: people,
    columns: [column],
    isStored: (ticket) => written.areAll(ticket),
    isUnknown: (ticket) => written.areUnknown(ticket),
    prove: (ticket, own) => written.prove(ticket, own),
  });
}

/** Why RT set a date that it was told otherwise: what else the write changed makes RT set it by itself. */
function overruledDate({ key }: DateColumn, fields: readonly PlannedField[]): string | undefined {
  const changes = (...columns: readonly TicketColumn[]) =>
    columns.some((column) => fields.some(({ names }) => names[0] === column.key.toLowerCase()));
  if (key === c.startsAt.key || key === c.dueAt.key) {
    const isSet = changes(c.sla, c.startsAt, c.status, c.queue);
    return isSet ? `RT sets ${key} from the service level.` : undefined;
  }
  const byStatus = key === c.startedAt.key || key === c.resolvedAt.key;
  return byStatus && changes(c.status) ? `RT sets ${key} when the status changes.` : undefined;
}

function planDate(column: DateColumn, value: Date | null, { plan, path, zone }: Planned): void {
  const names = [column.key.toLowerCase()];
  const overruled: PlannedField['overruled'] = (fields) => overruledDate(column, fields);
  if (value === null) {
    const form = [{ key: column.key, value: '' }];
    const isStored: PlannedField['isStored'] = (ticket) => ticket.read(column) === null;
    plan.add({ path, names, form, columns: [column], isStored, overruled });
    return;
  }
  const problem = dateProblem(value, zone);
  if (problem !== undefined) {
    plan.refuse(path, `${problem} Use null to clear the date.`);
    return;
  }
  const date = new TicketDate(column, value, zone);
  // REST 2.0 is told dates in UTC.
  if (!date.isNamed()) plan.preferExact(path);
  const form = [{ key: column.key, value: date.write() }];
  const isStored: PlannedField['isStored'] = (ticket) => date.isStored(ticket);
  plan.add({ path, names, form, columns: [column], isStored, overruled, date });
}

/** RT takes a service level in every queue, and shows it where the queue tracks service levels. */
function planSla(_: TicketColumn, level: string | null, { plan, path }: Planned): void {
  const value = level ?? '';
  if (!plan.isLine(path, value)) return;
  const wanted = withoutSpaceAtEnd(value).toLowerCase();
  let isHidden = false;
  plan.add({
    path,
    names: ['sla'],
    form: [{ key: c.sla.key, value }],
    columns: [c.sla],
    isStored: (ticket) => isHidden || (ticket.read(c.sla) ?? '').toLowerCase() === wanted,
    async prove(ticket, { load }) {
      if (wanted === '' || ticket.read(c.sla)) return;
      isHidden = await load.isTicketWhere(
        ticket.id,
        `SLA = ${quoteTicketSql(withoutSpaceAtEnd(value))}`,
      );
    },
  });
}

/**
 * An owner by login name, ID or email address. RT prints the name. It takes a name as it is; addresses it knows on new
 * tickets only, so they are looked up first, and sent as they are where the caller may not see the user.
 */
async function planOwner(
  _: TicketColumn,
  owner: string | null,
  { plan, path, context }: Planned,
): Promise<void> {
  const value = owner ?? nobody;
  if (!plan.isLine(path, value)) return;
  const isNobody = value.toLowerCase() === nobody.toLowerCase();
  const user = isNobody
    ? undefined
    : await findNamed('user', value, wantColumns(userColumns.name), context);
  if (!isNobody && !user) {
    plan.refuse(path, 'The user does not exist, or you may not see it.', 'NOT_FOUND');
    return;
  }
  const name = withoutSpaceAtEnd(user?.read(userColumns.name) ?? value).toLowerCase();
  let byAddress = false;
  plan.add({
    path,
    names: ['owner'],
    form: [{ key: c.owner.key, value: user ? String(user.id) : value }],
    columns: [c.owner],
    isStored: (ticket) => byAddress || ticket.read(c.owner).toLowerCase() === name,
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
  _: TicketColumn,
  value: string | null,
  { plan, path, context }: Planned,
): Promise<void> {
  if (value === null) {
    plan.refuse(path, 'A ticket must be in a queue, so this field cannot be null.', 'REQUIRED');
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
    isStored: (ticket) => ticket.read(c.queue) === queue.name,
  });
}

/** A queue by name or ID, unless it is hidden. */
export async function findQueue(
  value: string,
  context: WriteContext,
): Promise<{ readonly id: number; readonly name: string } | undefined> {
  const queue = await findNamed('queue', value, wantColumns(queueColumns.name), context);
  return queue && { id: queue.id, name: queue.read(queueColumns.name) };
}
