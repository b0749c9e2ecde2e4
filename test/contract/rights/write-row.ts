import { randomUUID } from 'node:crypto';
import { createRaw } from './fixture.js';
import { fieldsOf, type RtCaller } from './rights-in-rt.js';

/** One of two objects set up alike: RT is asked to change the one, our server the other. */
export interface Twin {
  /** The object's number; of what is to be created, 0. */
  readonly id: number;
  /** The name of a user, queue or group. */
  readonly name: string;
  /** A second ticket, in General, where a mutation needs one. */
  readonly other: number;
}

/** One mutation asked of one kind of object. */
export interface WriteRow {
  /** The field of `Mutation`. */
  readonly field: string;
  readonly of: string;
  /** Makes a twin, as root. */
  readonly twin: (root: RtCaller, caller: string) => Promise<Twin>;
  /** Whether every caller needs twins of their own, beyond those that an earlier one changed. */
  readonly fresh?: boolean;
  /** Asks RT for the change. What it says is not read: what it did is. */
  readonly rts: (rt: RtCaller, twin: Twin) => Promise<unknown>;
  readonly input: (twin: Twin) => Readonly<Record<string, unknown>>;
  /** What the payload calls the object. */
  readonly payload: 'ticket' | 'user' | 'queue' | 'group' | 'results { ticket';
  /** The path of the object at RT, to see whether the caller sees it; undefined where it was not created. */
  readonly path: (twin: Twin) => string;
  /** All that the change could touch, as root sees it, free of what differs between twins. */
  readonly state: (root: RtCaller, twin: Twin) => Promise<string>;
}

/** The objects' own numbers are all that may differ, and the name in a created ticket's subject. */
function neutral(text: string, { name }: Twin): string {
  return (name === '' ? text : text.replaceAll(name, '<own>'))
    .replaceAll(/\d+(?=: )/g, '<n>')
    .replaceAll(/(?<=#|ticket[ /])\d+/g, '<n>');
}

/** A ticket of nobody and, where it is asked for, another in General. */
export async function ticketTwin(root: RtCaller, queue: string, other = false): Promise<Twin> {
  const [id, second = 0] = await Promise.all([
    createRaw(root, [`Queue: ${queue}`, 'Subject: a twin']),
    other ? createRaw(root, ['Queue: General', 'Subject: the other']) : undefined,
  ]);
  return { id, name: '', other: second };
}

/** What every write moves, or what it moves depends on when it comes. */
const moving = /^(?:Created|LastUpdated|Started|Starts|Resolved|Told|id):/;
/** Root made the twins, whoever changed them. */
const made = /^(?:Creator: |.*: Ticket created by )/;

/** Columns, links, history and files of a ticket, in no order: a change of two parts may come in either. */
export async function ticketState(root: RtCaller, twin: Twin): Promise<string> {
  const ids = ['', '/links', '/history', '/attachments'].map(
    (part) => ['id', `ticket/${twin.id}${part}`] as const,
  );
  const { payload } = await root.ask('show', ids);
  return neutral(payload, twin)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !moving.test(line) && !made.test(line))
    .sort()
    .join('\n');
}

/** What RT edits by number. */
export const edit = (path: (twin: Twin) => string, ...lines: readonly string[]) => {
  return (rt: RtCaller, twin: Twin) =>
    rt.ask(path(twin), {
      content: `${lines.map((line) => line.replace('<other>', String(twin.other))).join('\n')}\n`,
    });
};

/** A user, queue or group of the row's own, or only the name for one. */
export const namedTwin =
  (kind: 'user' | 'queue' | 'group', exists: boolean) =>
  async (root: RtCaller): Promise<Twin> => {
    const name = `rights-${randomUUID()}`;
    if (!exists) return { id: 0, name, other: 0 };
    const content = `id: ${kind}/new\nName: ${name}\n`;
    const { payload } = await root.ask(`${kind}/new`, { content });
    const id = Number(/^# \w+ (\d+) created\.$/m.exec(payload)?.[1]);
    if (!(id > 0)) throw new Error(`RT created no ${kind}: ${payload}`);
    return { id, name, other: 0 };
  };

/** What root sees of a user, queue or group, by number or, where it may not be there, by name. */
export const namedState =
  (kind: 'user' | 'queue' | 'group', ...keys: readonly string[]) =>
  async (root: RtCaller, { id, name }: Twin): Promise<string> => {
    const fields = fieldsOf(await root.ask(`${kind}/${id === 0 ? name : id}`));
    if (!fields.get('Name')) return 'nothing';
    return keys.map((key) => `${key}: ${fields.get(key) ?? ''}`).join('\n');
  };
