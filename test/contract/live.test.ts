import { afterAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask, codesOf, dataOf } from '../support/graphql/ask.js';
import { mutate, newTicket } from '../support/graphql/mutate.js';
import { type Event, subscribe } from '../support/graphql/subscribe.js';

const changed = `subscription ($query: TicketSQL, $after: String) {
  ticketsChanged(query: $query, after: $after) { kind cursor number ticketId ticket { number priority } }
}`;
const feed = `query ($query: TicketSQL, $after: String, $first: Int) {
  feed: ticketChanges(query: $query, after: $after, first: $first) {
    events { kind cursor number ticket { number priority } } endCursor hasMore
  }
}`;

const told = (event: Event) => {
  const { kind, number, ticketId, ticket } = event.data.ticketsChanged;
  expect([ticketId, ticket?.number]).toEqual([
    `ticket/${number}`,
    kind === 'LEFT' ? undefined : number,
  ]);
  return [kind, number];
};

describe.each(sharedBackends())('live tickets on $name', ({ url, populated }) => {
  const app = appFor(url, { POLL_INTERVAL_MS: '300' });
  afterAll(() => app.close());
  const priority = (id: number, value: number) =>
    mutate(app, 'updateTicket', { id, changes: { priority: value } });

  /** Changes after a cursor, page by page. */
  async function changesAfter(query: string, after: string, first = 3, as = 'root') {
    const events: { kind: string; cursor: string; number: number }[] = [];
    for (;;) {
      const variables = { query, after, first };
      const { feed: page } = await dataOf(app, { query: feed, variables, as });
      events.push(...page.events);
      after = page.endCursor;
      if (!page.hasMore) return { events, after };
    }
  }

  test('every change is told once, in order, and what stops to match leaves', async () => {
    const subject = `live ${crypto.randomUUID()}`;
    const query = `Subject = '${subject}' AND Priority < 50`;
    const live = await subscribe(app, changed, { variables: { query } });
    const { feed: now } = await dataOf(app, { query: feed, variables: { query } });
    expect(now).toMatchObject({ events: [], hasMore: false });
    const id = await newTicket(app, { subject });
    const other = await newTicket(app, { subject: 'another' });
    for (const value of [1, 2, 3, 4]) await priority(id, value);
    await priority(other, 3);
    await live.until(5);
    await priority(id, 77);
    await live.until(6);
    await priority(id, 5);
    await live.until(7);
    live.stop();
    const expected = [
      ['CREATED', id],
      ...[1, 2, 3, 4].map(() => ['UPDATED', id]),
      ['LEFT', id],
      ['UPDATED', id],
    ];
    expect(live.events.map(told)).toEqual(expected);
    // Whoever comes back hears of the same, but of one ticket as it is now; and of one that never matched.
    const { events, after } = await changesAfter(query, now.endCursor);
    expect(events.filter(({ kind }) => kind !== 'LEFT').map(({ kind }) => kind)).toEqual([
      'CREATED',
      ...Array(6).fill('UPDATED'),
    ]);
    expect((await changesAfter(query, after)).events).toEqual([]);
    // From any event on there are as many as came after it.
    const own = events.filter(({ kind }) => kind !== 'LEFT');
    for (const at of [0, 4, own.length - 1]) {
      const rest = await changesAfter(query, own[at]?.cursor ?? '', 50);
      expect(rest.events.filter(({ kind }) => kind !== 'LEFT')).toHaveLength(own.length - at - 1);
    }
  });

  test.each(['tokyo', 'tzuser'])(
    'whose times are in the zone of %s, are told the same',
    async (as) => {
      const subject = `live ${crypto.randomUUID()}`;
      const query = `Subject = '${subject}'`;
      const { feed: now } = await dataOf(app, { query: feed, variables: { query }, as });
      const live = await subscribe(app, changed, { as, variables: { query } });
      const id = await newTicket(app, { subject });
      await priority(id, 1);
      await live.until(2);
      await priority(id, 2);
      await live.until(3);
      const all = [['CREATED', id], ...Array(2).fill(['UPDATED', id])];
      const { events, after } = await changesAfter(query, now.endCursor, 3, as);
      // Of other tickets whoever comes back may hear that they do not match.
      const isOwn = ({ kind }: { readonly kind: string }) => kind !== 'LEFT';
      expect(events.filter(isOwn).map(({ kind, number }) => [kind, number])).toEqual(all);
      expect((await changesAfter(query, after, 3, as)).events.filter(isOwn)).toEqual([]);
      const [created] = live.events;
      const again = await subscribe(app, changed, {
        as,
        variables: { query, after: created?.data.ticketsChanged.cursor },
      });
      await priority(id, 3);
      await live.until(4);
      const resumed = () => again.events.filter(({ data }) => isOwn(data.ticketsChanged));
      await expect.poll(() => resumed().length, { timeout: 15_000 }).toBe(3);
      for (const { stop } of [live, again]) stop();
      expect(live.events.map(told)).toEqual([...all, ['UPDATED', id]]);
      expect(resumed().map(told)).toEqual(Array(3).fill(['UPDATED', id]));
    },
  );

  test('each event is read anew, with a budget of its own', async () => {
    // Enough for a look that finds something or for an event, but not for all of them.
    const maxCalls = 10;
    const small = appFor(url, { POLL_INTERVAL_MS: '300', MAX_RT_CALLS: String(maxCalls) });
    const subject = `live ${crypto.randomUUID()}`;
    const id = await newTicket(app, { subject });
    const live = await subscribe(small, changed, {
      variables: { query: `Subject = '${subject}'` },
    });
    for (let value = 1; value <= maxCalls + 2; value++) {
      await priority(id, value);
      const event = (await live.until(value)).at(-1);
      expect(event?.errors).toBeUndefined();
      expect(event?.data.ticketsChanged.ticket).toEqual({ number: id, priority: value });
    }
    live.stop();
    await small.close();
  });

  test('what a caller may see no more leaves, without a change of its own', async () => {
    const subject = `live ${crypto.randomUUID()}`;
    const query = `Subject = '${subject}'`;
    const [kept, deleted, hidden, merged] = [
      await newTicket(app, { subject }),
      await newTicket(app, { subject }),
      await newTicket(app, { subject }),
      await newTicket(app, { subject }),
    ];
    const live = await subscribe(app, `${changed}`, { as: 'low', variables: { query } });
    await mutate(app, 'updateTicket', { id: deleted, changes: { status: 'deleted' } });
    await mutate(app, 'updateTicket', { id: hidden, changes: { queue: 'Private' } });
    await mutate(app, 'mergeTicket', { id: merged, intoId: kept });
    const came = await newTicket(app, { subject, queue: 'Private' });
    await live.until(3 + 1);
    await mutate(app, 'updateTicket', { id: came, changes: { queue: 'General' } });
    const numbers = () => live.events.map(told).filter(([, number]) => number === came);
    for (let tries = 0; tries < 300 && numbers().length === 0; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    live.stop();
    const left = live.events.map(told).flatMap(([kind, number]) => (kind === 'LEFT' ? number : []));
    expect(left.toSorted()).toEqual([deleted, hidden, merged].toSorted());
    // The ticket that took the other one in has changed.
    expect(live.events.map(told)).toContainEqual(['UPDATED', kept]);
    expect(numbers()[0]?.[0]).toMatch(/CREATED|UPDATED/);
  });

  test('the items of one ticket come once, in order, and go on after any of them', async () => {
    const id = await newTicket(app, {});
    const activity = `subscription ($id: ID!, $after: ID) {
      ticketActivity(ticketId: $id, after: $after) {
        ticket { number } historyItem { id __typename }
      }
    }`;
    const live = await subscribe(app, activity, { variables: { id } });
    await mutate(app, 'commentOnTicket', { id, body: { text: 'one' } });
    await mutate(app, 'updateTicket', { id, changes: { priority: 3, subject: 'two' } });
    await mutate(app, 'takeTicket', { id });
    const { ticket } = await dataOf(app, {
      query: `{ ticket(id: ${id}) { history(first: 50) { nodes { id } } } }`,
    });
    const all: readonly string[] = ticket.history.nodes.map((item: { id: string }) => item.id);
    const [first = '', ...news] = all;
    const idOf = ({ data }: Event) => data.ticketActivity.historyItem.id;
    await live.until(news.length);
    live.stop();
    expect(live.events.map(idOf)).toEqual(news);
    for (const [at, after] of [first, ...news].entries()) {
      const rest = await subscribe(app, activity, { variables: { id, after } });
      await rest.until(news.length - at);
      rest.stop();
      expect(rest.events.map(idOf)).toEqual(news.slice(at));
    }
  });

  test('a ticket that took another one in was created once', async () => {
    const subject = `live ${crypto.randomUUID()}`;
    const query = `Subject = '${subject}'`;
    const { feed: now } = await dataOf(app, { query: feed, variables: { query } });
    const [first, kept, last] = [
      await newTicket(app, { subject }),
      await newTicket(app, { subject }),
      await newTicket(app, { subject }),
    ];
    await mutate(app, 'mergeTicket', { id: first, intoId: kept });
    await mutate(app, 'mergeTicket', { id: last, intoId: kept });
    const { events } = await changesAfter(query, now.endCursor);
    const own = events.filter(({ kind }) => kind !== 'LEFT');
    expect(new Set(own.map(({ number }) => number))).toEqual(new Set([kept]));
    expect(own.filter(({ kind }) => kind === 'CREATED')).toHaveLength(1);
    expect(own[0]?.kind).toBe('CREATED');
    expect(own.length).toBeGreaterThan(3);
  });

  test('the items of a ticket come also when it is deleted, and after', async () => {
    const id = await newTicket(app, {});
    const activity = `subscription ($id: ID!) {
      ticketActivity(ticketId: $id) { historyItem { __typename } }
    }`;
    const live = await subscribe(app, activity, { variables: { id } });
    await mutate(app, 'updateTicket', { id, changes: { status: 'deleted' } });
    await live.until(1);
    await mutate(app, 'commentOnTicket', { id, body: { text: 'after all' } });
    await live.until(2);
    live.stop();
    expect(live.events.map(({ data }) => data.ticketActivity.historyItem.__typename)).toEqual([
      'StatusChangedItem',
      'CommentItem',
    ]);
  });

  test('what is wrong is told before anything else', async () => {
    const variables = { query: 'Priority > 3' };
    const { feed: page } = await dataOf(app, { query: feed, variables });
    const asked = async (query: string, given: object, as = 'root') => {
      const answer = await ask(app, { query, variables: { ...given }, as });
      return codesOf(answer);
    };
    /** The codes of the one result after which a subscription ends. */
    const refused = async (query: string, given: object, as = 'root') => {
      const live = await subscribe(app, query, { variables: { ...given }, as });
      await expect.poll(live.hasEnded, { timeout: 15_000 }).toBe(true);
      expect(live.events.map(({ data }) => data ?? null)).toEqual([null]);
      return live.events.flatMap(({ errors = [] }) =>
        errors.map(({ extensions }) => extensions['code']),
      );
    };
    const { endCursor: after } = page;
    for (const [codes, query] of [
      [asked, feed],
      [refused, changed],
    ] as const) {
      expect(await codes(query, { ...variables, after }, 'alice')).toEqual(['BAD_USER_INPUT']);
      expect(await codes(query, { query: 'Priority > 4', after })).toEqual(['BAD_USER_INPUT']);
      // An empty one is no beginning: what happened meanwhile would be skipped in silence.
      for (const edited of [
        '',
        after.replace(/.$/, ''),
        `${after}A`,
        `${after}AAAA`,
        `${after}.`,
      ]) {
        expect(await codes(query, { ...variables, after: edited })).toEqual(['BAD_USER_INPUT']);
      }
      expect(await codes(query, { query: 'Priority >>' })).toEqual(['BAD_USER_INPUT']);
    }
    const [one, two] = [await newTicket(app, {}), await newTicket(app, {})];
    const { ticket } = await dataOf(app, {
      query: `{ ticket(id: ${two}) { history(first: 1) { nodes { id } } } }`,
    });
    const activity = `subscription ($id: ID!, $after: ID) {
      ticketActivity(ticketId: $id, after: $after) { historyItem { id } }
    }`;
    for (const item of [ticket.history.nodes[0].id, 'transaction/999999999', 'ticket/1']) {
      expect(await refused(activity, { id: one, after: item })).toEqual(['BAD_USER_INPUT']);
    }
    for (const id of [populated.tickets.private, 999_999_999]) {
      expect(await refused(activity, { id }, 'low')).toEqual(['NOT_FOUND']);
    }
    expect(await asked(feed, { ...variables, first: -1 })).toEqual(['BAD_USER_INPUT']);
  });
});
