import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/index.js';
import type { World } from '../../src/sandbox/world.js';
import { appFor } from '../support/ask.js';
import { mutate, type Payload } from '../support/mutate.js';
import { type RawRt, rawRt } from '../support/raw-rt.js';
import { type VerdictRow, verdictRows } from '../support/verdict-rows.js';
import { testWorld } from '../support/world.js';
import { availableBackends, type RunningBackend } from './backends.js';

const onTicket = (name: string, type: string, multiple = false) =>
  ({ name, type, multiple, on: 'ticket' }) as const;

const world: World = {
  ...testWorld,
  customFields: [
    ...testWorld.customFields,
    onTicket('IPs', 'IPAddress', true),
    onTicket('Range', 'IPAddressRange'),
    onTicket('Ranges', 'IPAddressRange', true),
    onTicket('Twice', 'Freeform'),
    onTicket('Twice', 'Freeform'),
  ],
};

/** What was said of a write, and what RT held before and after it. */
interface Seen {
  readonly row: VerdictRow;
  readonly said: Pick<Payload, 'outcome' | 'userErrors'>;
  readonly before: string;
  readonly after: string;
}

/** The verdict that what RT held before and after a write gives. */
function verdictOf({ row, before, after }: Seen): string {
  if (row.means.includes(after)) return 'APPLIED';
  return before === after ? 'REJECTED' : 'PARTIAL';
}

/** Wrong verdicts, each with what RT stored and what was said. UNCHANGED is right where the value was there. */
function wrongOf(all: readonly Seen[], isNew = false): readonly string[] {
  return all.flatMap((seen) => {
    const { row, said, before, after } = seen;
    const right = verdictOf(seen);
    // A ticket that was created is not a rejection, whatever was lost.
    const expected = isNew && right === 'REJECTED' && before !== 'none' ? 'PARTIAL' : right;
    const isAsBefore = right === 'APPLIED' && before === after;
    const isRight = said.outcome === expected || (isAsBefore && said.outcome === 'UNCHANGED');
    if (
      isRight &&
      (said.outcome === 'APPLIED' || said.outcome === 'UNCHANGED' || said.userErrors.length > 0)
    ) {
      return [];
    }
    const told = `${said.outcome} ${said.userErrors.map(({ message }) => message).join(' ')}`;
    return [`${JSON.stringify(row.changes)}: "${before}" became "${after}", said ${told}`];
  });
}

describe.each(availableBackends())('verdicts on $name', (backend) => {
  let running: RunningBackend;
  let app: App;
  let raw: RawRt;
  beforeAll(async () => {
    running = await backend.start(world);
    app = appFor(running.url, { MAX_RT_CALLS: '1000', OPERATION_TIMEOUT_MS: '60000' });
    raw = await rawRt(running.url, 'root', 'password');
  });
  afterAll(async () => {
    await app?.close();
    await running?.stop();
  });

  async function ticketFor({ start }: VerdictRow): Promise<number> {
    const content = 'id: ticket/new\nQueue: General\nSubject: before\n';
    const { text } = await raw.post('ticket/new', { content });
    const id = Number(/Ticket (\d+) created/.exec(text)?.[1]);
    if (start !== undefined) await raw.post(`ticket/${id}/edit`, { content: `${start}\n` });
    return id;
  }

  /** What RT itself shows of a row's field. */
  async function stored({ column, where }: VerdictRow, id: number): Promise<string> {
    if (where !== undefined) {
      const query = `id = ${id} AND ${where}`;
      const { text } = await raw.post('search/ticket', { query, format: 'i' });
      return text.includes(`ticket/${id}`) ? 'found' : '';
    }
    const { text } = await raw.post('show', [
      ['id', `ticket/${id}`],
      ['fields', column],
    ]);
    const lines = text.split('\n').slice(2).join('\n').trimEnd();
    const at = lines.toLowerCase().indexOf(`\n${column.toLowerCase()}:`);
    const value = at < 0 ? '' : lines.slice(at + column.length + 2).replace(/^ /, '');
    const isPeople = /^(?:Requestors|Cc|AdminCc)$/.test(column);
    if (isPeople) return value.toLowerCase().split(/,\s+/).sort().join(', ');
    return value.split(/\n\s*/).join(' ');
  }

  async function inTurns<T, R>(all: readonly T[], run: (one: T, at: number) => Promise<R>) {
    const results: R[] = [];
    for (let at = 0; at < all.length; at += 4) {
      const some = all.slice(at, at + 4);
      results.push(...(await Promise.all(some.map((one, within) => run(one, at + within)))));
    }
    return results;
  }

  test('many tickets, changed at once', async () => {
    const rows = verdictRows.slice(0, 100);
    const ids = await inTurns(rows, ticketFor);
    const before = await inTurns(rows, (row, at) => stored(row, ids[at] ?? 0));
    const tickets = rows.map(({ changes }, at) => ({ id: String(ids[at]), changes }));
    const fields = 'results { outcome userErrors { code message path rtMessage } }';
    const payload = await mutate(app, 'updateTickets', { tickets }, { fields });
    const after = await inTurns(rows, (row, at) => stored(row, ids[at] ?? 0));
    const seen = rows.map((row, at) => ({
      row,
      said: payload['results'][at],
      before: before[at] ?? '',
      after: after[at] ?? '',
    }));
    expect(wrongOf(seen)).toEqual([]);
  });

  test('one ticket, changed alone', async () => {
    const rows = verdictRows.filter((row, at) => at % 2 === 0 || row.where || at >= 100);
    const seen = await inTurns(rows, async (row) => {
      const id = await ticketFor(row);
      const before = await stored(row, id);
      const said = await mutate(app, 'updateTicket', { id: String(id), changes: row.changes });
      return { row, said, before, after: await stored(row, id) };
    });
    expect(wrongOf(seen)).toEqual([]);
  });

  test('a new ticket', async () => {
    const rows = verdictRows.filter(({ start }) => start === undefined);
    const blank = await inTurns(rows, async (row) => stored(row, await ticketFor(row)));
    const seen = await inTurns(rows, async (row, at) => {
      const said = await mutate(
        app,
        'createTicket',
        { queue: 'General', subject: 'before', ...row.changes },
        { fields: 'ticket { number }' },
      );
      const id: number | undefined = said['ticket']?.number;
      if (id === undefined) return { row, said, before: 'none', after: 'none' };
      return { row, said, before: blank[at] ?? '', after: await stored(row, id) };
    });
    expect(wrongOf(seen, true)).toEqual([]);
  });
});
