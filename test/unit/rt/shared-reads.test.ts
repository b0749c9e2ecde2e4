import { describe, expect, test } from 'vitest';
import { ByteBudget } from '../../../src/rt/connection/byte-budget.js';
import { createRtClient, type RtClientOptions } from '../../../src/rt/connection/client.js';
import { SharedReads } from '../../../src/rt/connection/shared-reads.js';
import { Slots } from '../../../src/rt/connection/slots.js';
import { RtTrace } from '../../../src/rt/connection/trace.js';
import {
  OverloadedError,
  RtTimeoutError,
  RtUnavailableError,
  TooCostlyError,
} from '../../../src/rt/errors.js';
import { byId, ticketPart } from '../../../src/rt/object-spec.js';
import { searchTickets } from '../../../src/rt/rest1/read/search.js';
import { show } from '../../../src/rt/rest1/read/show.js';
import { ok } from '../../support/rest1/fake-rt.js';
import { type HeldRequest, heldRt } from '../../support/rest1/held-rt.js';

/** Turns of the event loop that an answer takes until it has been read. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn++) await new Promise(setImmediate);
}

/** An RT with one place, which is taken, and operations of one caller that ask it. */
function crowd({ key = 'service', rt = heldRt(), maxWaitMs = 1000 } = {}) {
  const session = rt.session(key);
  const slots = new Slots({ limit: 1, maxWaiting: 500, maxWaitMs });
  const shared = new SharedReads(() => slots.isFree(key));
  function operation(options: Partial<RtClientOptions> = {}) {
    const trace = new RtTrace();
    const client = createRtClient({
      session,
      slots,
      shared,
      trace,
      webUrl: 'http://127.0.0.1',
      maxCalls: 10,
      maxReplyBytes: 10_000,
      ...options,
    });
    return { client, trace };
  }
  return {
    rt,
    slots,
    operation,
    client: () => operation().client,
    /** Holds the one place until it is called. */
    busy: () => slots.take(key),
  };
}

const tickets = (...ids: readonly number[]) => ids.map((id) => byId('ticket', id));
const idsOf = (request: HeldRequest | undefined) => request?.params.getAll('id');
const columns = ['Subject'];

/** What RT shows of each object that was asked for. */
function forms(request: HeldRequest, without: readonly string[] = []): string {
  const shown = request.params
    .getAll('id')
    .filter((id) => !without.includes(id))
    .map((id) => `id: ${id}\nSubject: of ${id}\n`);
  return `${ok}${shown.join('\n--\n\n')}\n`;
}

async function answerAll(rt: ReturnType<typeof heldRt>): Promise<void> {
  for (;;) {
    await settle();
    const [next] = rt.held;
    if (!next) return;
    const other = next.write ? '# Comments added\n\n' : 'ticket/1\nticket/2\n\n\n';
    next.answer(next.path === 'show' ? forms(next) : ok + other);
  }
}

const subjects = (shown: Awaited<ReturnType<typeof show>>) =>
  shown.map((form) => ('fields' in form ? form.fields.get('Subject') : form.message));

describe('reads that find a place', () => {
  test('are sent at once, each on its own', async () => {
    const { rt, operation } = crowd();
    const slots = new Slots({ limit: 2, maxWaiting: 5, maxWaitMs: 1000 });
    const shared = new SharedReads(() => slots.isFree('service'));
    const both = [1, 2].map(() =>
      show(operation({ slots, shared }).client, tickets(1), { columns }),
    );
    // No turn of the event loop goes by.
    await Promise.resolve();
    expect(rt.sent).toHaveLength(2);
    await answerAll(rt);
    for (const shown of await Promise.all(both)) expect(subjects(shown)).toEqual(['of ticket/1']);
  });
});

describe('reads that wait', () => {
  test('and ask the same are one request, and each operation is told of it', async () => {
    const { rt, busy, operation } = crowd();
    const leave = await busy();
    const operations = Array.from({ length: 5 }, () => operation());
    const found = operations.map(({ client }) => searchTickets(client, 'id > 0', '+id'));
    await settle();
    leave();
    await answerAll(rt);
    expect(await Promise.all(found)).toEqual(Array(5).fill([1, 2]));
    expect(rt.sent).toHaveLength(1);
    for (const { trace } of operations) {
      expect(trace.calls).toEqual([
        expect.objectContaining({ operation: 'search/ticket', sharers: 5, objects: 1 }),
      ]);
      expect(trace.bytes).toBe(Buffer.byteLength(`${ok}ticket/1\nticket/2\n\n\n`));
    }
  });

  test.each([
    ['another query', 'id > 1', '+id'],
    ['another order', 'id > 0', '-id'],
  ])('are not shared with %s', async (_, query, order) => {
    const { rt, busy, client } = crowd();
    const leave = await busy();
    const both = [searchTickets(client(), 'id > 0', '+id'), searchTickets(client(), query, order)];
    leave();
    await answerAll(rt);
    await Promise.all(both);
    expect(rt.sent).toHaveLength(2);
  });

  test('and show other tickets are one request, of which each gets its own', async () => {
    const { rt, busy, operation } = crowd();
    const leave = await busy();
    const [a, b, c] = [operation(), operation(), operation()];
    const shown = [
      show(a.client, tickets(1, 2, 3), { columns }),
      show(b.client, tickets(3, 4), { columns }),
      show(c.client, tickets(2, 1), { columns }),
    ];
    leave();
    await answerAll(rt);
    expect((await Promise.all(shown)).map(subjects)).toEqual([
      ['of ticket/1', 'of ticket/2', 'of ticket/3'],
      ['of ticket/3', 'of ticket/4'],
      ['of ticket/2', 'of ticket/1'],
    ]);
    expect(rt.sent.map(idsOf)).toEqual([['ticket/1', 'ticket/2', 'ticket/3', 'ticket/4']]);
    expect(b.trace.calls).toEqual([
      expect.objectContaining({ operation: 'show', objects: 4, sharers: 3, columns }),
    ]);
  });

  test('and show the same tickets in another order each get their own order', async () => {
    const { rt, busy, client } = crowd();
    const leave = await busy();
    const shown = [tickets(1, 2), tickets(2, 1)].map((specs) => show(client(), specs, { columns }));
    leave();
    await answerAll(rt);
    expect((await Promise.all(shown)).map(subjects)).toEqual([
      ['of ticket/1', 'of ticket/2'],
      ['of ticket/2', 'of ticket/1'],
    ]);
    expect(rt.sent).toHaveLength(1);
  });

  test.each([
    ['other columns', { columns: ['Status'] }, tickets(2)],
    ['the long format', { columns, long: true }, tickets(2)],
    ['whole forms', {}, tickets(2)],
    ['other parts of tickets', { columns }, [ticketPart(2, 'links')]],
    ['objects of another kind', { columns }, [byId('queue', 2)]],
    ['lists that may be left out', { columns }, [ticketPart(2, 'attachments')]],
  ])('and show tickets do not go together with %s', async (_, options, specs) => {
    const { rt, busy, client } = crowd();
    const leave = await busy();
    const both = [show(client(), tickets(1), { columns }), show(client(), specs, options)];
    leave();
    await answerAll(rt);
    await Promise.all(both);
    expect(rt.sent).toHaveLength(2);
  });

  test('are filled up to what RT is asked for at once', async () => {
    const { rt, busy, client } = crowd();
    const leave = await busy();
    const range = (from: number) => tickets(...Array.from({ length: 60 }, (_, at) => from + at));
    const asked = [range(1), range(101), range(1), range(101), range(201), tickets(301)];
    const shown = asked.map((specs) => show(client(), specs, { columns }));
    leave();
    await answerAll(rt);
    (await Promise.all(shown)).forEach((forms_, at) => {
      expect(subjects(forms_)).toEqual(asked[at]?.map((spec) => `of ${spec}`));
    });
    expect(rt.sent.map((request) => idsOf(request)?.length)).toEqual([61, 60, 60]);
  });

  test('of one operation stay apart', async () => {
    const { rt, busy, client } = crowd();
    const leave = await busy();
    const one = client();
    const shown = [1, 1, 2].map((id) => show(one, tickets(id), { columns }));
    leave();
    await answerAll(rt);
    await Promise.all(shown);
    expect(rt.sent).toHaveLength(3);
  });

  test('do not join what has left', async () => {
    const { rt, client } = crowd();
    const first = searchTickets(client(), 'id > 0');
    await settle();
    const others = [searchTickets(client(), 'id > 0'), searchTickets(client(), 'id > 0')];
    await settle();
    expect(rt.sent).toHaveLength(1);
    await answerAll(rt);
    await Promise.all([first, ...others]);
    expect(rt.sent).toHaveLength(2);
  });

  test('of another caller are never joined', async () => {
    const rt = heldRt();
    const slots = new Slots({ limit: 1, maxWaiting: 500, maxWaitMs: 1000 });
    const callers = ['alice', 'bob'].map((key) => {
      const shared = new SharedReads(() => slots.isFree(key));
      return () =>
        createRtClient({
          session: rt.session(key),
          slots,
          shared,
          trace: new RtTrace(),
          webUrl: '',
          maxCalls: 5,
          maxReplyBytes: 1000,
        });
    });
    const leave = await slots.take('somebody');
    const found = callers.flatMap((client) => [
      searchTickets(client(), 'id > 0'),
      searchTickets(client(), 'id > 0'),
    ]);
    leave();
    await answerAll(rt);
    await Promise.all(found);
    expect(rt.sent.map(({ key }) => key).sort()).toEqual(['alice', 'bob']);
  });
});

describe('a write in between', () => {
  const write = { operation: 'ticket/comment', path: 'ticket/1/comment', write: true } as const;

  test('keeps those that waited before it was sent apart from those that come after', async () => {
    const { rt, operation } = crowd();
    const wider = new Slots({ limit: 2, maxWaiting: 500, maxWaitMs: 1000 });
    const shared = new SharedReads(() => wider.isFree('service'));
    const client = () => operation({ slots: wider, shared }).client;
    const places = [await wider.take('service'), await wider.take('service')];
    const writing = client().call(write);
    const before = searchTickets(client(), 'id > 0');
    places[0]?.();
    await settle();
    expect(rt.held.map(({ write: isWrite }) => isWrite)).toEqual([true]);
    const during = [searchTickets(client(), 'id > 0'), searchTickets(client(), 'id > 0')];
    await settle();
    rt.held[0]?.answer(`${ok}# Comments added\n\n`);
    await writing;
    const after = searchTickets(client(), 'id > 0');
    await answerAll(rt);
    places[1]?.();
    await answerAll(rt);
    await Promise.all([before, ...during, after]);
    expect(rt.sent.filter(({ path }) => path === 'search/ticket')).toHaveLength(3);
  });

  test('is never shared itself', async () => {
    const { rt, busy, client } = crowd();
    const leave = await busy();
    const both = [client().call(write), client().call(write)];
    leave();
    await answerAll(rt);
    await Promise.all(both);
    expect(rt.sent).toHaveLength(2);
  });
});

describe('what belongs to one operation', () => {
  test('its count: one that is used up joins nothing', async () => {
    const { rt, busy, operation } = crowd();
    const leave = await busy();
    const { client } = operation({ maxCalls: 1 });
    const reads = [
      searchTickets(operation().client, 'id > 0'),
      searchTickets(client, 'id > 0'),
      searchTickets(client, 'id > 1'),
    ];
    const results = Promise.allSettled(reads);
    leave();
    await answerAll(rt);
    const [first, second, third] = await results;
    expect([first?.status, second?.status]).toEqual(['fulfilled', 'fulfilled']);
    expect(third).toMatchObject({ reason: expect.any(TooCostlyError) });
    expect(rt.sent).toHaveLength(1);
  });

  test('its bytes: who may hold no more hears so, and the others get the answer', async () => {
    const { rt, busy, operation } = crowd();
    const leave = await busy();
    const reads = [
      searchTickets(operation({ bytes: new ByteBudget(5) }).client, 'id > 0'),
      searchTickets(operation({ bytes: new ByteBudget(500) }).client, 'id > 0'),
    ];
    const results = Promise.allSettled(reads);
    leave();
    await answerAll(rt);
    const [first, second] = await results;
    expect(first).toMatchObject({ reason: expect.any(TooCostlyError) });
    expect(second).toMatchObject({ value: [1, 2] });
  });

  test('its bytes: the objects of others are not charged', async () => {
    const { rt, busy, operation } = crowd();
    const leave = await busy();
    const one = 'id: ticket/1\nSubject: of ticket/1\n\n'.length;
    const many = Array.from({ length: 20 }, (_, at) => at + 2);
    const shown = [
      show(operation({ bytes: new ByteBudget(one) }).client, tickets(1), { columns }),
      show(operation({ bytes: new ByteBudget(one) }).client, tickets(...many), { columns }),
      show(operation().client, tickets(...many), { columns }),
    ];
    const results = Promise.allSettled(shown);
    leave();
    await answerAll(rt);
    const [first, second, third] = await results;
    expect(first?.status).toBe('fulfilled');
    expect(second).toMatchObject({ reason: expect.any(TooCostlyError) });
    expect(third?.status).toBe('fulfilled');
    expect(rt.sent).toHaveLength(1);
  });

  test('its end: who leaves does not end the request for the others', async () => {
    const { rt, busy, operation } = crowd();
    const leave = await busy();
    const gone = new AbortController();
    const left = searchTickets(operation({ signal: gone.signal }).client, 'id > 0');
    const stayed = searchTickets(operation().client, 'id > 0');
    leave();
    await settle();
    gone.abort();
    await expect(left).rejects.toBeInstanceOf(RtTimeoutError);
    expect(rt.held.map(({ aborted }) => aborted)).toEqual([false]);
    await answerAll(rt);
    expect(await stayed).toEqual([1, 2]);
  });

  test('its end: when all have left, the request is given up', async () => {
    const { rt, busy, slots, operation } = crowd();
    const leave = await busy();
    const gone = [new AbortController(), new AbortController()];
    const reads = gone.map(({ signal }) => searchTickets(operation({ signal }).client, 'id > 0'));
    const results = Promise.allSettled(reads);
    leave();
    await settle();
    gone[0]?.abort();
    expect(rt.sent[0]?.aborted).toBe(false);
    gone[1]?.abort();
    expect(rt.sent[0]?.aborted).toBe(true);
    for (const result of await results) {
      expect(result).toMatchObject({ reason: expect.any(RtTimeoutError) });
    }
    await settle();
    expect(slots.isFree('service')).toBe(true);
  });

  test('its end: what all have left before its turn is not sent', async () => {
    const { rt, busy, slots, operation } = crowd();
    const leave = await busy();
    const gone = new AbortController();
    const { signal } = gone;
    const reads = [1, 2].map(() => searchTickets(operation({ signal }).client, 'id > 0'));
    const results = Promise.allSettled(reads);
    await settle();
    gone.abort();
    // Before its turn comes.
    expect((await results).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    leave();
    await settle();
    expect(rt.sent).toHaveLength(0);
    expect(slots.isFree('service')).toBe(true);
  });

  test('its objects: what one left alone asked for is not asked', async () => {
    const { rt, busy, operation } = crowd();
    const leave = await busy();
    const gone = new AbortController();
    const left = show(operation({ signal: gone.signal }).client, tickets(1), { columns });
    const stayed = show(operation().client, tickets(2), { columns });
    left.catch(() => undefined);
    gone.abort();
    leave();
    await answerAll(rt);
    await stayed;
    expect(rt.sent.map(idsOf)).toEqual([['ticket/2']]);
  });
});

describe('a shared request that fails', () => {
  test.each([
    ['cannot be sent', new RtUnavailableError('The connection broke.', { sent: true })],
    ['takes too long', new RtTimeoutError('RT did not respond in time.')],
  ])('fails for all who asked the same when it %s', async (_, error) => {
    const { rt, busy, client } = crowd();
    const leave = await busy();
    const results = Promise.allSettled([1, 2, 3].map(() => searchTickets(client(), 'id > 0')));
    leave();
    await settle();
    rt.held[0]?.fail(error);
    for (const result of await results) expect(result).toMatchObject({ reason: error });
    expect(rt.sent).toHaveLength(1);
  });

  test('fails for all when no place becomes free', async () => {
    const { rt, busy, client } = crowd({ maxWaitMs: 20 });
    await busy();
    const results = await Promise.allSettled(
      [1, 2, 3].map(() => searchTickets(client(), 'id > 0')),
    );
    for (const result of results) {
      expect(result).toMatchObject({ reason: expect.any(OverloadedError) });
    }
    expect(rt.sent).toHaveLength(0);
  });

  test('over a forgotten session is sent once more for all', async () => {
    const { rt, busy, operation } = crowd();
    const leave = await busy();
    const operations = [operation(), operation({ maxCalls: 1 }), operation()];
    const results = Promise.allSettled(
      operations.map(({ client }) => searchTickets(client, 'id > 0')),
    );
    leave();
    await settle();
    rt.held[0]?.answer('RT/5.0.3 401 Credentials required\n');
    await answerAll(rt);
    const [first, second, third] = await results;
    expect(first).toMatchObject({ value: [1, 2] });
    // It counts as it does for an operation alone.
    expect(second).toMatchObject({ reason: expect.any(TooCostlyError) });
    expect(third).toMatchObject({ value: [1, 2] });
    expect(rt.sent).toHaveLength(2);
    expect(rt.expired).toBe(1);
  });

  test('over an object of somebody else is asked again by each alone, and costs none a request', async () => {
    const { rt, busy, operation } = crowd();
    const leave = await busy();
    const operations = [1, 2, 3].map(() => operation({ maxCalls: 1 }));
    const asked = [tickets(1, 2), [byId('ticket', 13)], tickets(3)];
    const shown = operations.map(({ client }, at) => show(client, asked[at] ?? [], { columns }));
    leave();
    for (;;) {
      await settle();
      const [next] = rt.held;
      if (!next) break;
      const crashes = idsOf(next)?.includes('ticket/13');
      next.answer(crashes ? 'Stack: [/usr/share/rt]\n' : forms(next));
    }
    const [first, second, third] = await Promise.all(shown);
    expect(subjects(first ?? [])).toEqual(['of ticket/1', 'of ticket/2']);
    expect(second).toMatchObject([{ code: 'RT_BAD_REPLY' }]);
    expect(subjects(third ?? [])).toEqual(['of ticket/3']);
    expect(operations.map(({ trace }) => trace.calls.length)).toEqual([2, 2, 2]);
  });

  test('because RT left a form out is asked again by each alone', async () => {
    const { rt, busy, client } = crowd();
    const leave = await busy();
    const shown = [tickets(1), tickets(2)].map((specs) => show(client(), specs, { columns }));
    leave();
    await settle();
    const [mixed] = rt.held;
    if (mixed) mixed.answer(forms(mixed, ['ticket/1']));
    await answerAll(rt);
    expect((await Promise.all(shown)).map(subjects)).toEqual([['of ticket/1'], ['of ticket/2']]);
    expect(rt.sent).toHaveLength(3);
  });

  test('because it takes too long together is asked again by each alone', async () => {
    const { rt, busy, client } = crowd();
    const leave = await busy();
    const shown = [tickets(1), tickets(2)].map((specs) => show(client(), specs, { columns }));
    leave();
    await settle();
    rt.held[0]?.fail(new RtTimeoutError('RT did not respond in time.'));
    await answerAll(rt);
    expect((await Promise.all(shown)).map(subjects)).toEqual([['of ticket/1'], ['of ticket/2']]);
  });
});

describe('streams', () => {
  test('are not shared', async () => {
    const { rt, busy, client } = crowd();
    const leave = await busy();
    const content = { operation: 'attachment/content', path: 'attachment/1/content' };
    const streams = [client().stream(content), client().stream(content)];
    leave();
    for (const stream of streams) {
      await settle();
      rt.held[0]?.answer(`${ok}bytes`);
      await (await stream).body.toArray();
    }
    expect(rt.sent).toHaveLength(2);
  });
});
