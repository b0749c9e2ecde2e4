import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ShowLoader } from '../../../src/loaders/show-loader.js';
import {
  NotFoundError,
  type RtError,
  RtUnavailableError,
  TooCostlyError,
} from '../../../src/rt/errors.js';
import { byId, byName, type ObjectSpec, ticketPart } from '../../../src/rt/object-spec.js';
import type { Upstream } from '../../../src/rt/port.js';
import type { Form } from '../../../src/rt/rest1/form.js';
import type { ShowOptions } from '../../../src/rt/rest1/read/show.js';
import { showWants } from '../../../src/rt/rest1/read/show-wants.js';

interface Asked {
  readonly specs: readonly ObjectSpec[];
  readonly options: ShowOptions | undefined;
}

function notAsked(): Promise<never> {
  return Promise.reject(new Error('not asked'));
}

type Show = Parameters<typeof showWants>[0];

/** An upstream that shows every object with the columns asked for, except those with an error. */
function upstreamOf(errors: ReadonlyMap<string, RtError> = new Map()) {
  const asked: Asked[] = [];
  const show: Show = async (specs, options) => {
    asked.push({ specs, options });
    const whole = errors.get('*');
    if (whole) throw whole;
    return specs.map((spec) => errors.get(spec) ?? form(spec, options.columns ?? ['everything']));
  };
  const upstream: Upstream = {
    webUrl: 'https://help.example.com',
    identity: notAsked,
    searchTickets: notAsked,
    isTicketDated: notAsked,
    ticketsDated: notAsked,
    ticketsUpdated: notAsked,
    manyTickets: () => Promise.resolve(0),
    newestTicket: () => Promise.resolve(0),
    queueNumbers: new Map(),
    searchNames: notAsked,
    listNames: notAsked,
    readAttachment: notAsked,
    streamAttachment: notAsked,
    newTicketForm: notAsked,
    writes: () => expect.unreachable('nothing is written'),
    listsStretches: () => false,
    listTickets: notAsked,
    countTickets: notAsked,
    newestItems: notAsked,
    itemsAfter: notAsked,
    statusChoices: notAsked,
    fieldOptions: notAsked,
    writeOffers: notAsked,
    show: (wants) => showWants(show, wants),
  };
  return { upstream, show, asked };
}

function form(spec: string, columns: readonly string[]): Form {
  const fields = new Map([['id', spec], ...columns.map((key) => [key, `${spec} ${key}`] as const)]);
  return { comments: [], fields, repeated: new Set(), raw: '' };
}

const one = byId('ticket', 1);
const two = byId('ticket', 2);

describe('the show loader', () => {
  test('asks once for all that is wanted in one tick', async () => {
    const { upstream, asked } = upstreamOf();
    const shows = new ShowLoader(upstream);
    const [first, second, same] = await Promise.all([
      shows.load(one, new Set(['Subject'])),
      shows.load(two, new Set(['Status'])),
      shows.load(one, new Set(['Queue'])),
    ]);
    expect(asked).toEqual([
      { specs: ['ticket/1', 'ticket/2'], options: { columns: ['Queue', 'Status', 'Subject'] } },
    ]);
    expect(first.texts.get('Subject')).toBe('ticket/1 Subject');
    expect(second.texts.get('id')).toBe('ticket/2');
    expect(same.texts.get('Queue')).toBe('ticket/1 Queue');
  });

  test('knows by number whom it found by name, until a write', async () => {
    const { upstream, show, asked } = upstreamOf();
    const alice = byName('user', 'alice');
    if (!alice) throw new Error('alice can stand in a path');
    const shows = new ShowLoader({
      ...upstream,
      show: (wants) =>
        showWants(async (specs, options) => {
          await show(specs, options);
          return specs.map((spec) =>
            form(spec === alice ? 'user/14' : spec, options.columns ?? []),
          );
        }, wants),
    });
    const load = (spec: ObjectSpec, ...columns: string[]) => shows.load(spec, new Set(columns));
    await load(alice, 'Name', 'RealName');
    expect((await load(byId('user', 14), 'RealName')).texts.get('id')).toBe('user/14');
    expect(asked).toHaveLength(1);
    await load(byId('user', 14), 'City');
    expect(asked).toHaveLength(2);
    const late = load(alice, 'Country');
    shows.clear();
    await late;
    await load(byId('user', 14), 'Country');
    expect(asked).toHaveLength(4);
  });

  test('remembers what it has, and asks only for what is new', async () => {
    const { upstream, asked } = upstreamOf();
    const shows = new ShowLoader(upstream);
    await shows.load(one, new Set(['Subject', 'Status']));
    await shows.load(one, new Set(['Status']));
    await shows.load(one, new Set());
    expect(asked).toHaveLength(1);
    await shows.load(one, new Set(['Queue']));
    expect(asked[1]?.options).toEqual({ columns: ['Queue'] });
    await shows.load(one, 'all');
    await shows.load(one, new Set(['Due']));
    expect(asked).toHaveLength(3);
  });

  test('remembers the columns that came along because others of the level wanted them', async () => {
    const { upstream, asked } = upstreamOf();
    const shows = new ShowLoader(upstream);
    await Promise.all([
      shows.load(one, new Set(['Subject'])),
      shows.load(one, new Set(['Status'])),
      shows.load(two, new Set(['Queue'])),
    ]);
    const both = await shows.load(one, new Set(['Subject', 'Status', 'Queue']));
    expect(both.texts.get('Status')).toBe('ticket/1 Status');
    expect(asked).toHaveLength(1);
    const late = Promise.all([
      shows.load(one, new Set(['Due'])),
      shows.load(one, new Set(['Told'])),
    ]);
    shows.clear();
    await late;
    await shows.load(one, new Set(['Due', 'Told']));
    expect(asked).toHaveLength(3);
  });

  test('asks for the members of a group beside its whole form, which lacks them', async () => {
    const { upstream, asked } = upstreamOf();
    const shows = new ShowLoader(upstream);
    const group = byId('group', 5);
    const [members, all] = await Promise.all([
      shows.load(group, new Set(['Members'])),
      shows.load(group, 'all'),
    ]);
    expect(members.texts.get('Members')).toBe('group/5 Members');
    expect(all.texts.get('everything')).toBe('group/5 everything');
    expect(asked).toHaveLength(2);
    await shows.load(byId('group', 6), 'all');
    const late = await shows.load(byId('group', 6), new Set(['Members']));
    expect(late.texts.get('Members')).toBe('group/6 Members');
  });

  test('fails one object alone', async () => {
    const missing = new NotFoundError('gone');
    const { upstream } = upstreamOf(new Map([['ticket/1', missing]]));
    const shows = new ShowLoader(upstream);
    const [first, second] = await Promise.allSettled([
      shows.load(one, new Set(['Subject'])),
      shows.load(two, new Set(['Subject'])),
    ]);
    expect(first).toMatchObject({ status: 'rejected', reason: missing });
    expect(second).toMatchObject({ status: 'fulfilled' });
  });

  test('fails the objects of a failed request and no others', async () => {
    const down = new RtUnavailableError('down', { sent: false });
    const { upstream, show } = upstreamOf();
    const shows = new ShowLoader({
      ...upstream,
      show: (wants) =>
        showWants(
          (specs, options) => (options.columns ? show(specs, options) : Promise.reject(down)),
          wants,
        ),
    });
    const [columns, history] = await Promise.allSettled([
      shows.load(one, new Set(['Subject'])),
      shows.load(ticketPart(1, 'history'), new Set()),
    ]);
    expect(columns.status).toBe('fulfilled');
    expect(history).toMatchObject({ status: 'rejected', reason: down });
  });

  test('an object prefetched for nobody fails without a word', async () => {
    const { upstream } = upstreamOf(new Map([['*', new TooCostlyError('too much')]]));
    const shows = new ShowLoader(upstream);
    shows.load(one, new Set(['Subject'])).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await expect(shows.load(one, new Set(['Subject']))).rejects.toBeInstanceOf(TooCostlyError);
  });

  test('an upstream that loses an object is found out', async () => {
    const { upstream } = upstreamOf();
    const shows = new ShowLoader({ ...upstream, show: async () => [] });
    await expect(shows.load(one, new Set(['Subject']))).rejects.toThrow('ticket/1');
  });

  test('reads anew after it was told to forget', async () => {
    const { upstream, asked } = upstreamOf();
    const shows = new ShowLoader(upstream);
    await shows.load(one, new Set(['Subject']));
    shows.clear();
    await shows.load(one, new Set(['Subject']));
    expect(asked).toHaveLength(2);
  });

  test('names and numbers of one object are two objects to it', async () => {
    const { upstream, asked } = upstreamOf();
    const shows = new ShowLoader(upstream);
    const named = byName('user', 'root');
    await Promise.all([
      shows.load(byId('user', 14), new Set(['Name'])),
      named && shows.load(named, new Set(['Name'])),
    ]);
    expect(asked[0]?.specs).toEqual(['user/14', 'user/root']);
  });

  test('every want gets its own object with all its columns, in as few requests as the plan has', async () => {
    const specs = fc.constantFrom(
      ...[1, 2, 3].flatMap((id) => [byId('ticket', id), byId('user', id), ticketPart(id, 'links')]),
    );
    const keys = fc.oneof(
      fc.uniqueArray(fc.constantFrom('Subject', 'Status', 'Name', 'DependsOn'), { minLength: 1 }),
      fc.constant('all' as const),
    );
    const levels = fc.array(fc.array(fc.tuple(specs, keys), { maxLength: 6 }), { maxLength: 4 });
    const errors = new Map<string, RtError>([['ticket/3', new NotFoundError('gone')]]);
    await fc.assert(
      fc.asyncProperty(levels, async (all) => {
        const { upstream, asked } = upstreamOf(errors);
        const shows = new ShowLoader(upstream);
        for (const level of all) {
          const before = asked.length;
          const results = await Promise.allSettled(
            level.map(([spec, columns]) =>
              shows.load(spec, columns === 'all' ? 'all' : new Set(columns)),
            ),
          );
          expect(asked.length - before).toBeLessThanOrEqual(2);
          results.forEach((result, at) => {
            const [spec, columns] = level[at] ?? [];
            if (spec === 'ticket/3') {
              expect(result.status).toBe('rejected');
            } else if (result.status === 'fulfilled') {
              expect(result.value.texts.get('id')).toBe(spec);
              const has = (key: string) =>
                result.value.texts.has(key) || result.value.texts.has('everything');
              if (columns !== 'all') expect(columns?.every(has)).toBe(true);
            } else {
              throw result.reason;
            }
          });
        }
      }),
      { numRuns: 200 },
    );
  });
});
