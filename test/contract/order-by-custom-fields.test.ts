import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/server/app.js';
import { appFor, ask } from '../support/graphql/ask.js';
import { type RealRt, startRealRt } from '../support/real-rt/real-rt.js';
import { realRtAvailable } from '../support/real-rt/rt-install.js';
import { rawRt } from '../support/rest1/raw-rt.js';
import { testWorld } from '../support/world/world.js';

const onTicket = (name: string, more: object = {}) => ({
  name,
  type: 'Freeform',
  on: 'ticket' as const,
  ...more,
});

const world = {
  ...testWorld,
  customFields: [
    ...testWorld.customFields,
    onTicket('Retired', { disabled: true }),
    onTicket('Twice', { queues: ['General'] }),
    onTicket('Twice', { queues: ['Odd Queue'] }),
    onTicket('Everywhere'),
    onTicket('everywhere'),
    onTicket('Here Only', { queues: ['General'] }),
  ],
};
const queues = ['General', 'Odd Queue', 'help@desk', 'General'];

describe.each(([5, 4] as const).filter(realRtAvailable))('orders on RT %i', (version) => {
  let rt: RealRt;
  let app: App;

  beforeAll(async () => {
    rt = await startRealRt(version, world);
    app = appFor(rt.url);
    const root = await rawRt(rt.url, 'root', 'password');
    for (const [at, queue] of queues.entries()) {
      const fields = ['Twice', 'Everywhere', 'Here Only', 'Single'].map(
        (name) => `CF-${name}: ${'dbac'[at]}\n`,
      );
      const content = `id: ticket/new\nQueue: ${queue}\nSubject: to sort\n${fields.join('')}`;
      const { text } = await root.post('ticket/new', { content });
      expect(text).toMatch(/Ticket \d+ created/);
    }
  }, 300_000);
  afterAll(async () => {
    await app?.close();
    await rt?.stop();
  });

  const ordered = (name: string) =>
    ask(app, {
      query: `{ all: ticketCount(query: "Subject = 'to sort'")
        tickets(query: "Subject = 'to sort'", orderBy: { customField: "${name}" }) {
          totalCount nodes { queue { name } customField(name: "${name}") { value } } } }`,
    });

  test.each([
    ['that does not exist', 'Nope'],
    ['that is disabled', 'Retired'],
    ['whose name two fields of two queues have', 'Twice'],
    ['whose name two fields of all queues have', 'Everywhere'],
  ])('a field %s cannot order tickets, and costs nothing beside it', async (_, name) => {
    const { data, errors } = await ordered(name);
    expect(data).toEqual({ all: 4, tickets: null });
    expect(errors).toMatchObject([{ path: ['tickets'], extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test.each([
    ['of all queues', 'Single', ['a', 'b', 'c', 'd']],
    ['of one queue', 'Here Only', [undefined, undefined, 'c', 'd']],
  ])('a field %s orders the tickets of all', async (_, name, values) => {
    const { data, errors } = await ordered(name);
    expect(errors).toBeUndefined();
    expect([data.all, data.tickets.totalCount]).toEqual([4, 4]);
    const told = data.tickets.nodes.map(
      ({ customField }: { readonly customField: { readonly value: string } | null }) =>
        customField?.value,
    );
    expect(told).toEqual(values);
  });
});
