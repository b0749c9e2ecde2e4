import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask, dataOf } from '../support/graphql/ask.js';
import { mutate, newTicket } from '../support/graphql/mutate.js';
import { waysInto } from './ways.js';

/** Names that RT's REST 1.0 cannot be told in a path. */
const spellings = ['%, comma', '%/slash', '%\\back'] as const;

const ways = sharedBackends().flatMap((backend) =>
  waysInto(backend).map(({ name: way, env }) => ({
    url: backend.url,
    name: backend.name,
    way,
    env,
  })),
);

describe.each(ways)('queues that only have a number on $name by $way', ({ url, way, env }) => {
  const app = appFor(url, env);
  afterAll(() => app.close());

  const named = (name: string) =>
    mutate(app, 'createQueue', { name, description: `of ${name}` }, { fields: 'queue { id }' });

  /** New queues, and two tickets in each. */
  async function inQueues(names: readonly string[]) {
    const queues: string[] = [];
    const tickets: number[] = [];
    for (const name of names) {
      queues.push((await named(name))['queue'].id);
      for (let at = 0; at < 2; at += 1) {
        const customFields = [{ name: 'Multi', values: ['a', 'b'] }];
        tickets.push(await newTicket(app, { queue: name, customFields }));
      }
    }
    return { queues, tickets };
  }

  const query = (tickets: readonly number[], selection: string) =>
    `{ ${tickets.map((id) => `t${id}: ticket(id: ${id}) { ${selection} }`).join(' ')} }`;

  test('cost what others cost, once their names have been met', async () => {
    const id = randomUUID();
    const plain = await inQueues(spellings.map((_, at) => `${id} ${at}`));
    const odd = await inQueues(spellings.map((one) => one.replace('%', id)));
    for (const selection of [
      'queue { description }',
      'customFields(names: ["Multi"]) { values }',
      'queue { description } customFields(names: ["Multi"]) { values }',
    ]) {
      const fresh = appFor(url, env);
      const usual = await ask(fresh, { query: query(plain.tickets, selection) });
      for (const more of [1, 0]) {
        const answer = await ask(fresh, { query: query(odd.tickets, selection) });
        expect(answer.errors).toBeUndefined();
        // REST 2.0 tells the number of a ticket's queue with the ticket.
        const isTold = way === 'both' && selection === 'queue { description }';
        const extra = answer.rt.requests - usual.rt.requests;
        expect([selection, extra]).toEqual([selection, isTold ? 0 : more]);
        for (const [at, ticket] of odd.tickets.entries()) {
          const { queue, customFields } = answer.data[`t${ticket}`];
          const name = spellings[Math.floor(at / 2)]?.replace('%', id);
          expect(queue?.description ?? `of ${name}`).toBe(`of ${name}`);
          expect(customFields ?? [{ values: ['a', 'b'] }]).toEqual([{ values: ['a', 'b'] }]);
        }
      }
      await fresh.close();
    }
  });

  test('are not taken for those that have their names now', async () => {
    const id = randomUUID();
    const names = spellings.slice(0, 2).map((one) => one.replace('%', id));
    const [first = '', second = ''] = names;
    const { queues, tickets } = await inQueues(names);
    const rename = async (at: number, name: string) => {
      const payload = await mutate(app, 'updateQueue', { id: queues[at], changes: { name } });
      expect(payload.outcome).toBe('APPLIED');
    };
    await rename(0, `${id}, between`);
    await rename(1, first);
    await rename(0, second);
    const data = await dataOf(app, { query: query(tickets, 'queue { id name description }') });
    expect(tickets.map((ticket) => data[`t${ticket}`].queue)).toEqual(
      [0, 0, 1, 1].map((at) => ({
        id: queues[at],
        name: names[1 - at],
        description: `of ${names[at]}`,
      })),
    );
  });
});
