import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor } from '../support/graphql/ask.js';
import { mutate, newTicket } from '../support/graphql/mutate.js';
import { rawRt } from '../support/rest1/raw-rt.js';
import { waysInto } from './ways.js';

const rows = sharedBackends().flatMap((backend) =>
  waysInto(backend).map((way) => ({ ...backend, way: way.name, env: way.env })),
);

describe.each(rows)('a value that is already there, on $name by $way', ({ url, env }) => {
  const app = appFor(url, env);
  let ticket: number;
  beforeAll(async () => {
    ticket = await newTicket(app, { status: 'open', owner: 'root', priority: 5 });
  });
  afterAll(() => app.close());

  const change = (changes: Readonly<Record<string, unknown>>) =>
    mutate(app, 'updateTicket', { id: ticket, changes });
  const history = async () => {
    const raw = await rawRt(url, 'root', 'password');
    return (await raw.get(`ticket/${ticket}/history`)).text;
  };

  test.each([
    { status: 'open' },
    { status: 'OPEN' },
    { queue: 'general' },
    { queue: 'General' },
    { owner: 'ROOT' },
    { priority: 5 },
    { status: 'Open', owner: 'Root', priority: 5 },
  ])('%o is UNCHANGED in any spelling, and leaves nothing in the history', async (changes) => {
    const before = await history();
    expect(await change(changes)).toMatchObject({ outcome: 'UNCHANGED', userErrors: [] });
    expect(await history()).toBe(before);
  });

  test('beside one that is new is APPLIED', async () => {
    const changes = { status: 'Open', queue: 'GENERAL', subject: `new at ${Date.now()}` };
    expect(await change(changes)).toMatchObject({ outcome: 'APPLIED', userErrors: [] });
  });
});
