import { seesGroup } from '../read/group.js';
import { seesQueue } from '../read/queue.js';
import type { Caller } from '../rest/call.js';
import { type Group, type Queue, type User, userColumns } from '../store/model.js';
import { foldCase, nobodyId, systemUserId } from '../store/store.js';
import { compareNumber, compareText } from './compare.js';
import { readOrder, sortRows } from './order.js';

/** Kinds of objects that have a name. */
export type NamedType = 'user' | 'queue' | 'group';

/** Why RT does not search, with the status it says so with. */
export interface Refusal {
  readonly status: string;
  readonly output: string;
}

type Row = User | Queue | Group;

const columns: Readonly<Record<NamedType, (row: Row) => Readonly<Record<string, string>>>> = {
  user: (row) => {
    const plain = { id: String(row.id), name: row.name };
    const user = 'columns' in row ? row : undefined;
    const own = userColumns.map((name) => [name.toLowerCase(), user?.columns[name] ?? '']);
    return { ...plain, ...Object.fromEntries(own), disabled: row.disabled ? '1' : '0' };
  },
  queue: (row) => {
    const queue = 'slaDisabled' in row ? row : undefined;
    return {
      id: String(row.id),
      name: row.name,
      description: queue?.description ?? '',
      correspondaddress: queue?.correspondAddress ?? '',
      commentaddress: queue?.commentAddress ?? '',
      lifecycle: queue?.lifecycle ?? '',
      disabled: row.disabled ? '1' : '0',
      sladisabled: queue?.slaDisabled === true ? '1' : '0',
    };
  },
  group: (row) => ({
    id: String(row.id),
    name: row.name,
    description: 'members' in row ? row.description : '',
    disabled: row.disabled ? '1' : '0',
  }),
};

/** Only its columns matter. */
const blankRow: Row = {
  ...{ id: 0, name: '', description: '', disabled: false, system: false },
  ...{ members: new Set<number>(), customFields: new Map() },
};

const knownOperator = /^(?:[!<>]?=|[<>]|(?:NOT )?LIKE|STARTSWITH|ENDSWITH|MATCHES)$/i;

/** Splits words as a shell does; nothing when quotes are left open. */
export function shellWords(text: string): readonly string[] {
  const words: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const match = /^(?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'\\])+/s.exec(rest);
    if (match === null) {
      return [];
    }
    const word = match[0].replace(
      /"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/gs,
      (_, double?: string, single?: string, escaped?: string) =>
        double?.replace(/\\(["\\])/g, '$1') ?? single ?? escaped ?? '',
    );
    words.push(word);
    rest = rest.slice(match[0].length).trimStart();
  }
  return words;
}

function rowsOf({ store }: Caller, type: NamedType): readonly Row[] {
  switch (type) {
    case 'user':
      return [...store.users.values()];
    case 'queue':
      return [...store.queues.values()].filter(({ lifecycle }) => lifecycle === 'default');
    case 'group':
      return [...store.groups.values()].filter(({ system }) => !system);
  }
}

function isVisible(caller: Caller, row: Row): boolean {
  if ('slaDisabled' in row) {
    return seesQueue(caller, row);
  }
  return 'members' in row ? seesGroup(caller) : row.id !== systemUserId && row.id !== nobodyId;
}

type Filter = (row: Row) => boolean;

const enabled: Filter = ({ disabled }) => !disabled;

function readFilter(type: NamedType, query: string): Filter | Refusal {
  if (query === '') {
    return type === 'user'
      ? (row) => enabled(row) && 'privileged' in row && row.privileged
      : enabled;
  }
  const [field = '', operator = '', value] = shellWords(query);
  const lower = field.toLowerCase();
  if (!knownOperator.test(operator)) {
    return { status: '400 Bad Request', output: `Invalid operator specification: ${operator}` };
  }
  if (!Object.hasOwn(columns[type](blankRow), lower)) {
    return { status: '400 Bad Request', output: `Invalid field specification: ${field}` };
  }
  if (value === undefined) {
    return { status: '200 Ok', output: `Invalid query specification: ${query}` };
  }
  if (field === 'Disabled') {
    const wanted = value !== '' && value !== '0';
    return ({ disabled }) => disabled === wanted;
  }
  const compare = lower === 'id' ? compareNumber : compareText;
  const upper = operator.toUpperCase();
  // What nobody has set is NULL in RT's database, and fits no comparison.
  const mayBeNull = type !== 'queue' && lower !== 'id' && lower !== 'name';
  return (row) => {
    const text = columns[type](row)[lower] ?? '';
    if (mayBeNull && text === '') return false;
    return enabled(row) && compare(text, upper, value);
  };
}

/** Users, queues or groups that fulfil the one condition RT reads, by name unless told otherwise. */
export function searchObjects(
  caller: Caller,
  type: NamedType,
  query: string,
  orderby: string | undefined,
): readonly Row[] | Refusal {
  const filter = readFilter(type, query);
  if (typeof filter !== 'function') {
    return filter;
  }
  const { column, down } = readOrder(orderby === undefined || orderby === '' ? 'Name' : orderby);
  const lower = column.toLowerCase();
  if (!Object.hasOwn(columns[type](blankRow), lower)) {
    return [];
  }
  const found = rowsOf(caller, type).filter((row) => isVisible(caller, row) && filter(row));
  return sortRows(
    found,
    (row) => {
      const value = columns[type](row)[lower] ?? '';
      return lower === 'id' ? Number(value) : foldCase(value);
    },
    down,
  );
}
