import { commentForm, type FieldValue, fieldForm } from '../forms/form.js';
import { type Call, failure, type Outcome, success, type Target, wants } from '../rest/call.js';
import { fieldsOfQueue, fieldsOn } from '../store/custom-fields.js';
import type { CustomField, Queue } from '../store/model.js';
import { hasRight } from '../store/rights.js';
import { queueOf } from '../store/store.js';

type Pair = readonly [string, FieldValue];

/** Whether the caller may know of a queue. */
export const seesQueue = (call: Pick<Call, 'store' | 'user'>, queue: Queue): boolean =>
  hasRight(call.store, call.user, 'SeeQueue', { queue }) ||
  hasRight(call.store, call.user, 'AdminQueue', { queue });

const flag = (value: boolean): string => (value ? '1' : '0');

/** The fields of a queue; of a hidden one nothing but its number. */
export function queuePairs(call: Call, queue: Queue): readonly Pair[] {
  const visible = seesQueue(call, queue);
  const plain: readonly Pair[] = [
    ['Name', queue.name],
    ['Description', queue.description],
    ['CorrespondAddress', queue.correspondAddress],
    ['CommentAddress', queue.commentAddress],
    // RT's own queue for approvals is disabled in a way of its own.
    ['Disabled', queue.lifecycle === 'approvals' ? '2' : flag(queue.disabled)],
    ['SLADisabled', flag(queue.slaDisabled)],
  ];
  const shown = plain
    .filter(([key]) => wants(call, key.toLowerCase()))
    .map(([key, value]): Pair => [key, visible ? value : '']);
  const custom =
    call.fields.length > 0
      ? []
      : fieldsOn(call.store, call.user, 'queue').map(
          ({ id, name }): Pair => [`CF-${name}`, queue.customFields.get(id) ?? []],
        );
  return [['id', `queue/${queue.id}`], ...shown, ...custom];
}

const missing = (id: string): Outcome => failure(commentForm(`# Queue ${id} does not exist.`));

/** `queue/N`, `queue/new`, and `queue/NAME` once the name is looked up. */
export function readQueue(call: Call, { id }: Target): Outcome {
  if (id === 'new') {
    const empty = ['Description', 'CorrespondAddress', 'CommentAddress', 'Disabled'];
    const pairs: readonly Pair[] = [
      ['id', 'queue/new'],
      ['Name', '<queue name>'],
      ...empty.map((key): Pair => [key, '']),
      ['SLADisabled', '1'],
    ];
    return success(fieldForm(pairs, '# Required: Name'));
  }
  const queue = queueOf(call.store, id);
  return queue === undefined ? missing(id) : success(fieldForm(queuePairs(call, queue)));
}

/** A pattern as RT tells people about it: its comment if it has one. */
export const friendlyPattern = (pattern: string): string =>
  `[${/^\(\?#([^)]*)\)/.exec(pattern)?.[1] ?? pattern}]`;

const typeOf = ({ multiple, type, pattern }: CustomField): string =>
  `${multiple ? 'Multi' : 'Single'}Value${type}${pattern === '' ? '' : ` ${friendlyPattern(pattern)}`}`;

const byName = (a: CustomField, b: CustomField): number => {
  const [left, right] = [a.name.toLowerCase(), b.name.toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
};

/** `queue/N/ticketcustomfields`: their names, and with `format=l` their types. */
export function readTicketCustomFields(call: Call, { id }: Target): Outcome {
  const queue = queueOf(call.store, id);
  if (queue === undefined) {
    return missing(id);
  }
  const pairs = [...fieldsOfQueue(call.store, call.user, queue)]
    .sort(byName)
    .map(
      (field): Pair =>
        call.format === 'l'
          ? [`${field.name} (${field.description})`, typeOf(field)]
          : [field.name, ''],
    );
  return success(fieldForm([['id', `queue/${queue.id}`], ...pairs]));
}

/** `queue/N/customfields`: the names of the fields that the queue itself has. */
export function readQueueCustomFields(call: Call, { id }: Target): Outcome {
  const queue = queueOf(call.store, id);
  if (queue === undefined) {
    return missing(id);
  }
  const pairs = fieldsOn(call.store, call.user, 'queue').map(({ name }): Pair => [name, '']);
  return success(fieldForm([['id', `queue/${queue.id}`], ...pairs]));
}
