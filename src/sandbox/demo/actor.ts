import type { Call, Changes, Outcome, Target } from '../rest/call.js';
import type { User } from '../store/model.js';
import { type Store, userOf } from '../store/store.js';
import { addLink, linkNames } from '../write/change-link.js';
import { commentOnTicket } from '../write/comment.js';
import { createTicket } from '../write/create-ticket.js';
import { editTicket } from '../write/edit-ticket.js';
import { mergeTicket } from '../write/merge.js';
import { takeTicket } from '../write/take.js';
import { type DemoFile, uploadsOf } from './files.js';

/** Fields of a form, by their names in RT. */
export type Fields = Readonly<Record<string, string>>;

/** Somebody who works with tickets through the same code that serves real callers. */
export interface Actor {
  create(fields: Fields): number;
  edit(ticket: number, fields: Fields): void;
  say(ticket: number, action: 'Comment' | 'Correspond', text: string, more?: Said): void;
  take(ticket: number): void;
  link(ticket: number, relation: string, to: number | string): void;
  merge(ticket: number, into: number): void;
}

/** What goes with words. */
export interface Said {
  readonly files?: readonly DemoFile[];
  readonly fields?: Fields;
}

const changesOf = (fields: Fields): Changes => new Map(Object.entries(fields));

/** The demo is wrong, not its data, when RT would refuse something. */
function checked(what: string, { form, failed }: Outcome): string {
  const said = form.comment.toString();
  if (failed) {
    throw new Error(`demo: ${what}: ${said}`);
  }
  return said;
}

const callOf = (store: Store, user: User, files: readonly DemoFile[] = []): Call => ({
  store,
  user,
  language: 'en',
  format: undefined,
  fields: [],
  uploads: uploadsOf(files),
  answer: { raw: false, contentType: undefined, before: [] },
  showInner: () => Buffer.alloc(0),
});

const target = (ticket: number, args?: string): Target => ({
  type: 'ticket',
  id: String(ticket),
  args,
});

/** Acts as the user of that name. */
export function actAs(store: Store, name: string): Actor {
  const user = userOf(store, name);
  if (user === undefined) {
    throw new Error(`demo: nobody is called ${name}`);
  }
  const call = callOf(store, user);
  return {
    create: (fields) => {
      const said = checked('create', createTicket(call, changesOf(fields)));
      const id = /^# Ticket (\d+) created\.$/m.exec(said)?.[1];
      if (id === undefined) {
        throw new Error(`demo: create: ${said}`);
      }
      return Number(id);
    },
    edit: (ticket, fields) => {
      checked('edit', editTicket(call, target(ticket), changesOf(fields)));
    },
    say: (ticket, action, text, { files = [], fields = {} } = {}) => {
      const names = files.map((file) => `"${file.name}"`).join(',');
      const changes = changesOf({ ...fields, Action: action, Text: text, Attachment: names });
      checked('say', commentOnTicket(callOf(store, user, files), target(ticket), changes));
    },
    take: (ticket) => {
      checked('take', takeTicket(call, target(ticket), changesOf({ Action: 'Take' })));
    },
    link: (ticket, relation, to) => {
      const from = store.tickets.get(ticket);
      const direction = linkNames[relation];
      const result = from && direction && addLink(call, from, direction, String(to));
      if (result?.ok !== true) {
        throw new Error(`demo: link: ${result?.message ?? relation}`);
      }
    },
    merge: (ticket, into) => {
      checked('merge', mergeTicket(call, target(ticket, String(into))));
    },
  };
}
