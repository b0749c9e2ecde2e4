import { afterAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask, dataOf } from '../support/graphql/ask.js';
import { mutate, newTicket, refusalsOf } from '../support/graphql/mutate.js';
import { testWorld } from '../support/world/world.js';
import { waysInto } from './ways.js';

const ways = sharedBackends().flatMap((backend) =>
  waysInto(backend).map(({ name: way, env }) => ({
    url: backend.url,
    name: backend.name,
    way,
    env,
  })),
);
const offered = testWorld.customFields
  .filter(({ on, values }) => on === 'ticket' && values !== undefined)
  .map(({ name, values = [] }) => [name, values] as const);

describe.each(ways)('values to choose from on $name by $way', ({ url, way, env }) => {
  const app = appFor(url, env);
  afterAll(() => app.close());

  const optionsOf = async (name: string, as = 'root') => {
    const id = await newTicket(app);
    const query = `query ($name: String!) {
      ticket(id: ${id}) { customField(name: $name) { definition { options } } }
    }`;
    const { ticket } = await dataOf(app, { query, variables: { name }, as });
    return ticket.customField?.definition?.options;
  };

  if (way === 'REST 1.0') {
    test('are not known', async () => {
      expect(offered.length).toBeGreaterThan(1);
      for (const [name] of offered) expect(await optionsOf(name)).toBeNull();
    });
    return;
  }

  test('are all that the field has, for everybody who sees the field, and RT takes each', async () => {
    for (const [name, values] of offered) {
      const options: readonly string[] = await optionsOf(name);
      expect(options.toSorted()).toEqual(values.toSorted());
      expect(await optionsOf(name, 'alice')).toEqual(options);
      for (const value of options) {
        const id = await newTicket(app);
        const changes = { customFields: [{ name, values: [value] }] };
        const payload = await mutate(app, 'updateTicket', { id, changes });
        expect([name, value, payload.outcome]).toEqual([name, value, 'APPLIED']);
      }
    }
    const id = await newTicket(app);
    const changes = { customFields: [{ name: 'Select', values: ['none of them'] }] };
    const refused = await mutate(app, 'updateTicket', { id, changes });
    expect(refusalsOf(refused)).toEqual(['RT_REFUSED changes.customFields.0']);
  });

  test('are null where any value may be entered, and come with the fields of a queue', async () => {
    for (const name of ['Single', 'Multi', 'Body', 'Date'])
      expect(await optionsOf(name)).toBeNull();
    const query = '{ queue(name: "General") { ticketCustomFields { name options } } }';
    const { data, rt } = await ask(app, { query });
    const fields: readonly { name: string; options: readonly string[] | null }[] =
      data.queue.ticketCustomFields;
    const choices = fields.filter(({ options }) => options !== null);
    expect(choices.map(({ name }) => name)).toEqual(
      expect.arrayContaining(offered.map(([name]) => name)),
    );
    // The queue, its fields by both ways, and the values of each.
    const lists = rt.calls.filter(({ operation }) => operation === 'customfield/values');
    expect(lists).toHaveLength(choices.length);
    expect(rt.requests - lists.length).toBeLessThanOrEqual(4);
  });
});
