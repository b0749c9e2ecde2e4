import { startSandbox } from '../../../src/sandbox/sandbox.js';
import type { World } from '../../../src/sandbox/world.js';

/** Just enough people and rights for the sandbox's own tests. */
export const smallWorld: World = {
  name: 'example.com',
  timezone: 'UTC',
  queues: [{ name: 'Private' }, { name: 'R&D/Ops' }],
  users: [
    { name: 'alice', password: 'alicepass', privileged: true, emailAddress: 'alice@example.com' },
    { name: 'low', password: 'lowpass', privileged: true, emailAddress: 'low@example.com' },
    { name: 'guest', password: 'guestpass', emailAddress: 'guest@example.com' },
    { name: 'gone', password: 'gonepass', privileged: true, disabled: true },
    {
      name: 'yorker',
      password: 'yorkerpass',
      privileged: true,
      timezone: 'America/New_York',
      emailAddress: 'yorker@example.com',
    },
  ],
  groups: [{ name: 'Ops Team', members: ['alice'] }],
  customFields: [
    { name: 'Single', on: 'ticket', type: 'Freeform' },
    { name: 'Multi', on: 'ticket', type: 'Freeform', multiple: true },
    { name: 'Body', on: 'ticket', type: 'Text' },
  ],
  rights: [
    { user: 'yorker', right: 'SuperUser' },
    { user: 'low', right: 'ShowTicket', queue: 'General' },
    { user: 'low', right: 'SeeQueue', queue: 'General' },
    { user: 'low', right: 'CommentOnTicket', queue: 'General' },
    { role: 'Requestor', right: 'ShowTicket' },
  ],
};

/** Values of a query or a form; a list sends a name more than once. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

/** A sandbox of a test's own, called with name and password each time. */
export interface Served {
  readonly url: string;
  get(path: string, values?: Values, user?: string): Promise<string>;
  post(path: string, values: Values, user?: string): Promise<string>;
  /** Creates a ticket and returns its number. */
  create(form: string): Promise<number>;
  close(): Promise<void>;
}

const encode = (values: Values): URLSearchParams =>
  new URLSearchParams(
    Object.entries(values).flatMap(([name, value]) =>
      (typeof value === 'string' ? [value] : value).map((one) => [name, one]),
    ),
  );

/** Serves `smallWorld`. */
export async function serveSmallWorld(): Promise<Served> {
  const sandbox = await startSandbox({ world: smallWorld });
  const passwords = new Map(smallWorld.users.map(({ name, password }) => [name, password ?? '']));
  passwords.set('root', 'password');
  const credentials = (user: string): Values => ({ user, pass: passwords.get(user) ?? '' });
  const base = `${sandbox.url}/REST/1.0/`;
  const post: Served['post'] = async (path, values, user = 'root') => {
    const body = encode({ ...credentials(user), ...values });
    return (await fetch(base + path, { method: 'POST', body })).text();
  };
  return {
    url: sandbox.url,
    post,
    get: async (path, values = {}, user = 'root') =>
      (await fetch(`${base}${path}?${encode({ ...credentials(user), ...values })}`)).text(),
    create: async (form) => {
      const answer = await post('ticket/new', { content: form });
      const id = /^# Ticket (\d+) created\.$/m.exec(answer)?.[1];
      if (id === undefined) {
        throw new Error(answer);
      }
      return Number(id);
    },
    close: sandbox.close,
  };
}
