import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, callsOf, codesOf, dataOf } from '../support/graphql/ask.js';
import {
  mutate,
  newTicket,
  type Payload,
  refusalsOf,
  sendMutation,
} from '../support/graphql/mutate.js';
import { byRest1 } from './ways.js';

const fields = 'ticket { number owner { name } }';

describe.each(sharedBackends())('claiming the next ticket on $name', ({ name, url }) => {
  // Twenty callers who wait for few workers of RT may wait long.
  const patient = { OPERATION_TIMEOUT_MS: '60000', RT_TIMEOUT_MS: '60000' };
  const app = appFor(url, patient);
  // A second server in front of the same RT, which knows nothing of the first one's claims.
  const other = appFor(url, patient);
  afterAll(async () => {
    await app.close();
    await other.close();
  });

  /** Makes tickets that one filter finds, in the order of their numbers. */
  async function tickets(count: number) {
    const word = `claim ${randomUUID()}`;
    const numbers: number[] = [];
    const create = async () => {
      while (numbers.length < count) {
        const at = numbers.push(0) - 1;
        numbers[at] = await newTicket(app, { subject: `${word} ${at}` });
      }
    };
    await Promise.all([create(), create(), create(), create()]);
    const input = {
      filter: { subject: { startsWith: word } },
      orderBy: { field: 'ID', direction: 'ASC' },
    };
    return { numbers: numbers.toSorted((a, b) => a - b), input };
  }

  const claim = (input: object, as = 'root', by = app): Promise<Payload> =>
    mutate(by, 'claimNextTicket', { ...input }, { as, fields });

  test('claims one after the other, in order, until no ticket is left', async () => {
    const { numbers, input } = await tickets(2);
    for (const number of numbers) {
      expect(await claim(input, 'alice')).toMatchObject({
        outcome: 'APPLIED',
        userErrors: [],
        ticket: { number, owner: { name: 'alice' } },
      });
    }
    expect(await claim(input)).toMatchObject({
      outcome: 'UNCHANGED',
      userErrors: [],
      ticket: null,
    });
  });

  test('a claim is a search, a look, RT’s Take and a look', async () => {
    const { input } = await tickets(1);
    const answer = await byRest1(url, (alone) =>
      sendMutation(alone, 'claimNextTicket', input, { fields }),
    );
    expect(answer.data.payload.outcome).toBe('APPLIED');
    expect(callsOf(answer)).toEqual([
      'search/ticket 1 id',
      'show 1 Owner',
      'show 1 Owner',
      'ticket/take 1',
    ]);
  });

  test('owned and inactive tickets are not claimed', async () => {
    const { numbers, input } = await tickets(3);
    const [owned, resolved, free] = numbers;
    await mutate(app, 'takeTicket', { id: owned }, { as: 'alice' });
    await mutate(app, 'updateTicket', { id: resolved, changes: { status: 'resolved' } });
    expect(await claim(input)).toMatchObject({ outcome: 'APPLIED', ticket: { number: free } });
  });

  test('a repeat with the same key gets the same ticket and takes no other', async () => {
    const { numbers, input } = await tickets(2);
    const keyed = { ...input, idempotencyKey: randomUUID() };
    const [first, again] = [await claim(keyed), await claim(keyed)];
    expect(again).toEqual(first);
    expect(await claim(input)).toMatchObject({ ticket: { number: numbers[1] } });
  });

  // RT takes half a second for each claim.
  const many = name === 'sandbox' ? 50 : 24;

  test(`twenty callers of two servers claim ${many} tickets, each once`, async () => {
    const { numbers, input } = await tickets(many);
    const got: number[] = [];
    const rejected: string[] = [];
    const work = async (caller: number): Promise<void> => {
      const [user, server] = [caller % 4 < 2 ? 'root' : 'alice', caller % 2 ? app : other];
      for (;;) {
        const answer = await sendMutation(server, 'claimNextTicket', input, { as: user, fields });
        if (codesOf(answer).includes('OVERLOADED')) {
          // Nothing was written: RT's few workers are busy with the other claims.
          await sleep(1000);
          continue;
        }
        const { payload } = answer.data;
        if (payload.outcome === 'UNCHANGED') return;
        if (payload.outcome !== 'APPLIED') rejected.push(...refusalsOf(payload));
        else got.push(payload['ticket'].number);
      }
    };
    await Promise.all(Array.from({ length: 20 }, (_, caller) => work(caller)));
    expect(got.toSorted((a, b) => a - b)).toEqual(numbers);
    // Nobody loses ten tickets in a row here; whoever did would be told so and could try again.
    expect(new Set(rejected)).toEqual(new Set());
  }, 120_000);

  test('tickets that the caller may not own are passed over, and show no ticket', async () => {
    const { numbers, input } = await tickets(1);
    const payload = await claim(input, 'low');
    expect(payload).toMatchObject({ outcome: 'REJECTED', ticket: null });
    expect(await claim(input, 'alice')).toMatchObject({ ticket: { number: numbers[0] } });
  });

  test('whoever may not own tickets is told so, of the tickets that were tried', async () => {
    const { numbers, input } = await tickets(1);
    const refused = await claim(input, 'low');
    expect(refusalsOf(refused)).toEqual(['FORBIDDEN ']);
    expect(refused.userErrors[0]?.message).toContain(`You may not take ticket ${numbers[0]}.`);
    const { input: two } = await tickets(2);
    const message = (await claim(two, 'low')).userErrors[0]?.message;
    expect(message).toContain('You may not take any of 2 matching tickets.');
    const { ticket } = await dataOf(app, {
      query: `{ ticket(id: ${numbers[0]}) { owner { id } } }`,
    });
    expect(ticket.owner).toBeNull();
  });
});
