import { commentForm } from '../forms/form.js';
import {
  type Call,
  type Changes,
  failure,
  type Outcome,
  success,
  type Target,
} from '../rest/call.js';
import type { Queue } from '../store/model.js';
import { hasRight } from '../store/rights.js';
import { queueOf, type Store, takeId } from '../store/store.js';
import { type ColumnEdit, editColumns, fieldIn, remaining } from './edit-columns.js';
import { done, permissionDenied, type Result, refuse } from './result.js';

const shown = [
  'Name',
  'Description',
  'CorrespondAddress',
  'CommentAddress',
  'Disabled',
  'SLADisabled',
];

const isTrue = (value: string): boolean => value !== '' && value !== '0';

/** Names that only consist of digits would be taken for ids. */
const isFree = (store: Store, name: string): boolean =>
  name !== '' && !/^\d+$/.test(name) && queueOf(store, name) === undefined;

function currentOf(queue: Queue): Readonly<Record<string, string>> {
  return {
    Name: queue.name,
    Description: queue.description,
    CorrespondAddress: queue.correspondAddress,
    CommentAddress: queue.commentAddress,
    Disabled: queue.disabled ? '1' : '0',
    SLADisabled: queue.slaDisabled ? '1' : '0',
  };
}

function setColumn(store: Store, queue: Queue, name: string, value: string): Result {
  switch (name) {
    case 'Name':
      if (!isFree(store, value)) {
        return refuse('Illegal value for Name');
      }
      queue.name = value;
      break;
    case 'Description':
      queue.description = value;
      break;
    case 'CorrespondAddress':
      queue.correspondAddress = value;
      break;
    case 'CommentAddress':
      queue.commentAddress = value;
      break;
    case 'Disabled':
      queue.disabled = isTrue(value);
      break;
    default:
      queue.slaDisabled = isTrue(value);
  }
  return done('');
}

function editOf(call: Call, queue: Queue, title: string): ColumnEdit {
  const mayEdit = hasRight(call.store, call.user, 'AdminQueue', { queue });
  return {
    title: `Queue ${title}`,
    shown,
    nameOf: (key) => shown.find((name) => name.toLowerCase() === key),
    set: (name, value) => {
      if (value === currentOf(queue)[name]) {
        return undefined;
      }
      return mayEdit ? setColumn(call.store, queue, name, value) : permissionDenied;
    },
  };
}

function createQueue(call: Call, changes: Changes): Outcome {
  const { store } = call;
  const name = fieldIn(changes, 'Name');
  if (name === '<queue name>') {
    return failure({
      comment: '# Please set the queue name.',
      keys: ['id', ...shown],
      fields: changes,
    });
  }
  if (!hasRight(store, call.user, 'AdminQueue') || !isFree(store, name)) {
    return failure(commentForm('# Could not create queue.'));
  }
  const id = takeId(store, 'queue');
  takeId(store, 'principal', 4);
  const queue: Queue = {
    id,
    name,
    description: fieldIn(changes, 'Description'),
    correspondAddress: fieldIn(changes, 'CorrespondAddress'),
    commentAddress: fieldIn(changes, 'CommentAddress'),
    disabled: isTrue(fieldIn(changes, 'Disabled')),
    slaDisabled: fieldIn(changes, 'SLADisabled') !== '0',
    lifecycle: 'default',
    customFields: new Map(),
  };
  store.queues.set(id, queue);
  const created = `# Queue ${id} created.`;
  const rest = remaining(changes, shown);
  return rest.size === 0
    ? success(commentForm(created))
    : editColumns(editOf(call, queue, String(id)), rest, [created], changes);
}

/** `queue/N`, `queue/NAME` and `queue/new` with content. */
export function editQueue(call: Call, { id }: Target, changes: Changes): Outcome {
  if (id === 'new') {
    return createQueue(call, changes);
  }
  const queue = queueOf(call.store, id);
  return queue === undefined
    ? failure(commentForm(`# Queue ${id} does not exist.`))
    : editColumns(editOf(call, queue, id), changes);
}
