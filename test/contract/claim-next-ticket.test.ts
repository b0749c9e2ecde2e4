import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { appFor, dataOf } from '../support/ask.js';
import { mutate, newTicket, type Payload, refusalsOf } from '../support/mutate.js';
import { sharedBackends } from '../support/shared-backends.js';

const fields = 'ticket { number owner { name } }';

describe.each(sharedBackends())('claiming the next ticket on $name', ({ url }) => {
  const app = appFor(url);
  // A second server in front of the same RT, which knows nothing of the first one's claims.
  const other = appFor(url);
  afterAll(async () => {
    await app.close();
    await other.close();
  });

  /** Makes tickets that one filter finds, in the order of their numbers. */
  async function tickets(count: number) {
    const word = `claim ${randomUUID()}`;
    const numbers: number[] = [];
    for (let at = 0; at < count; at++) {
      numbers.push(await newTicket(app, { subject: `${word} ${at}` }));
    }
    const input = {
      filter: { subject: { startsWith: word } },
      orderBy: { field: 'ID', direction: 'ASC' },
    };
    return { numbers, input };
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

  test('twenty callers at once get different tickets, none left out', async () => {
    const { numbers, input } = await tickets(20);
    const payloads = await Promise.all(
      numbers.map((_, at) => claim(input, at % 2 === 0 ? 'root' : 'alice')),
    );
    expect(payloads.map(({ outcome }) => outcome)).toEqual(numbers.map(() => 'APPLIED'));
    const got = payloads.map((payload) => payload['ticket'].number);
    expect(got.toSorted((a, b) => a - b)).toEqual(numbers);
  });

  test('callers of two servers never get the same ticket', async () => {
    const { numbers, input } = await tickets(8);
    const payloads = await Promise.all(
      numbers.map((_, at) => claim(input, at % 4 < 2 ? 'root' : 'alice', at % 2 ? app : other)),
    );
    const got = payloads.flatMap((payload) => payload['ticket']?.number ?? []);
    expect(new Set(got).size).toBe(got.length);
    expect(payloads.filter(({ outcome }) => outcome === 'REJECTED')).toEqual([]);
    expect(got.length).toBe(numbers.length);
  });

  test('whoever may not own tickets is told so', async () => {
    const { numbers, input } = await tickets(1);
    expect(refusalsOf(await claim(input, 'low'))).toEqual(['FORBIDDEN ']);
    const { ticket } = await dataOf(app, {
      query: `{ ticket(id: ${numbers[0]}) { owner { id } } }`,
    });
    expect(ticket.owner).toBeNull();
  });
});
