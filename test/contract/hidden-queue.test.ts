import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appFor, ask, dataOf } from '../support/graphql/ask.js';
import { testWorld } from '../support/world/world.js';
import { availableBackends, type RunningBackend } from './backends.js';

const queue = 'SLA Queue';
/** Somebody who may see the tickets of a queue, and not the queue. */
const world = {
  ...testWorld,
  rights: [...testWorld.rights, { user: 'low', right: 'ShowTicket', queue }],
};

describe.each(availableBackends())('tickets in a queue that is hidden, on $name', (backend) => {
  let rt: RunningBackend;
  let app: ReturnType<typeof appFor>;

  beforeAll(async () => {
    rt = await backend.start(world);
    app = appFor(rt.url);
    const { createTicket } = await dataOf(app, {
      query: `mutation ($input: CreateTicketInput!) {
        createTicket(input: $input) { outcome }
      }`,
      variables: {
        input: {
          queue,
          subject: 'seen',
          sla: 'Gold',
          customFields: [{ name: 'Single', values: ['one, two'] }],
        },
      },
    });
    expect(createTicket.outcome).toBe('APPLIED');
  });
  afterAll(async () => {
    await app?.close();
    await rt?.stop();
  });

  test('are shown, and nobody goes to look for the queue', async () => {
    const answer = await ask(app, {
      as: 'low',
      query: `{ tickets(query: "Subject = 'seen'") { nodes {
        subject queue { name description } customField(name: "Single") { values definition { type } }
      } } }`,
    });
    expect(answer.errors).toBeUndefined();
    expect(answer.data.tickets.nodes).toEqual([
      {
        subject: 'seen',
        queue: { name: '', description: null },
        customField: { values: ['one, two'], definition: null },
      },
    ]);
    // By both ways, the field's name and value come with the page or are one request more.
    expect(answer.rt.requests).toBeLessThanOrEqual(2);
  });

  test.each(['1', 'auto'])('have a service level, with RT_REST=%s', async (way) => {
    const own = appFor(rt.url, { RT_REST: way });
    try {
      const query = `{ tickets(query: "Subject = 'seen'") { nodes { sla } } }`;
      const seen = await dataOf(own, { as: 'low', query });
      expect(seen.tickets.nodes).toEqual([{ sla: 'Gold' }]);
    } finally {
      await own.close();
    }
  });
});
