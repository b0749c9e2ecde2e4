import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { World } from '../../src/sandbox/world.js';
import type { App } from '../../src/server/app.js';
import { ownRows } from '../support/backends/own-rows.js';
import { appFor } from '../support/graphql/ask.js';
import { mutate, type Payload } from '../support/graphql/mutate.js';
import { type RawRt, rawRt } from '../support/rest1/raw-rt.js';
import { testWorld } from '../support/world/world.js';
import { availableBackends, type RunningBackend } from './backends.js';
import { type VerdictRow, verdictRows } from './verdict-rows.js';

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

const serviceLevels = `Set(%ServiceAgreements, Levels => { 'Two hours' => {
  Starts => { RealMinutes => 0 }, Resolve => { RealMinutes => 120 } } });`;

/** A hundred tickets are one request, for which RT takes long on a busy machine. */
const busy = { MAX_RT_CALLS: '1000', RT_TIMEOUT_MS: '60000', OPERATION_TIMEOUT_MS: '120000' };

/** The whole of it takes long there, too. */
const patient = { timeout: 180_000 };

/** What was said of a write, and what RT held before and after it. */
interface Seen {
  readonly row: VerdictRow;
  readonly said: Pick<Payload, 'outcome' | 'userErrors'>;
  readonly before: string;
  readonly after: string;
  readonly isNew?: boolean;
}

/** The verdict that what RT held before and after a write gives. */
function verdictOf({ row, before, after, isNew }: Seen): string {
  if (row.means.includes(after)) return 'APPLIED';
  // A ticket that was created is not a rejection, whatever was lost.
  return before === after && !isNew ? 'REJECTED' : 'PARTIAL';
}

/** Four at a time: more would only wait for RT. */
async function inTurns<T, R>(
  all: readonly T[],
  run: (one: T, at: number) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  for (let at = 0; at < all.length; at += 4) {
    const some = all.slice(at, at + 4);
    results.push(...(await Promise.all(some.map((one, within) => run(one, at + within)))));
  }
  return results;
}

/** What is wrong with a verdict. UNCHANGED is right where the value was there before. */
function wrongOf(seen: Seen): readonly string[] {
  const { row, said, before, after } = seen;
  const right = verdictOf(seen);
  const allowed = right === 'APPLIED' && before === after ? [right, 'UNCHANGED'] : [right];
  const isTold = right === 'APPLIED' || said.userErrors.length > 0;
  if (allowed.includes(said.outcome) && isTold) return [];
  const told = `${said.outcome} ${said.userErrors.map(({ message }) => message).join(' ')}`;
  return [`${JSON.stringify(row.changes)}: "${before}" became "${after}", said ${told}`];
}

/** A column's text in a form that RT shows. */
function valueIn(form: string, column: string): string {
  const at = `\n${form.toLowerCase()}`.indexOf(`\n${column.toLowerCase()}:`);
  if (at < 0) return '';
  const [first = '', ...more] = form.slice(at + column.length + 1).split('\n');
  const end = more.findIndex((line) => line !== '' && !line.startsWith(' '));
  const text = [first, ...(end < 0 ? more : more.slice(0, end))].join('\n').trimEnd();
  const value = text.replace(/^ /, '').split(/\n\s*/).join(' ');
  const isPeople = /^(?:Requestors|Cc|AdminCc)$/.test(column);
  return isPeople ? value.toLowerCase().split(/,\s+/).sort().join(', ') : value;
}

describe.each(availableBackends())('verdicts on $name', (backend) => {
  let running: RunningBackend;
  let app: App;
  let raw: RawRt;
  beforeAll(async () => {
    running = await backend.start(world, [serviceLevels]);
    app = appFor(running.url, busy);
    raw = await rawRt(running.url, 'root', 'password');
  });
  afterAll(async () => {
    await app?.close();
    await running?.stop();
  });

  /** New tickets, one a row, each with what its field holds before the write. */
  async function ticketsFor(rows: readonly VerdictRow[]): Promise<readonly number[]> {
    const forms = rows.map(({ start }) =>
      ['id: ticket/new', 'Queue: General', 'Subject: before', start].filter(Boolean).join('\n'),
    );
    const { text } = await raw.post('edit', { content: forms.join('\n--\n') });
    return [...text.matchAll(/Ticket (\d+) created/g)].map((match) => Number(match[1]));
  }

  /** What RT itself shows of the field of each row, on the row's ticket. */
  async function stored(
    rows: readonly VerdictRow[],
    ids: readonly (number | undefined)[],
  ): Promise<readonly string[]> {
    const shown = ids.filter((id) => id !== undefined);
    const columns = [...new Set(rows.map(({ column }) => column))];
    const { text } = await raw.post('show', [
      ...shown.map((id) => ['id', `ticket/${id}`] as const),
      ['fields', ['id', ...columns].join(',')],
    ]);
    const forms = new Map(
      text.split('\n\n--\n\n').map((form) => [/^id: ticket\/(\d+)$/m.exec(form)?.[1], form]),
    );
    return Promise.all(
      rows.map(async ({ column, where }, at) => {
        const id = ids[at];
        if (id === undefined) return 'none';
        if (where === undefined) return valueIn(forms.get(String(id)) ?? '', column);
        const query = `id = ${id} AND ${where}`;
        const found = await raw.post('search/ticket', { query, format: 'i' });
        return found.text.includes(`ticket/${id}`) ? 'found' : '';
      }),
    );
  }

  test('many tickets, changed at once', patient, async () => {
    const rows = ownRows(
      backend.name,
      verdictRows.filter((_, at) => at % 4 !== 0),
    );
    const ids = await ticketsFor(rows);
    const before = await stored(rows, ids);
    const tickets = rows.map(({ changes }, at) => ({ id: String(ids[at]), changes }));
    const fields = 'results { outcome userErrors { code message path rtMessage } }';
    const payload = await mutate(app, 'updateTickets', { tickets }, { fields });
    const after = await stored(rows, ids);
    const wrong = rows.flatMap((row, at) =>
      wrongOf({
        row,
        said: payload['results'][at],
        before: before[at] ?? '',
        after: after[at] ?? '',
      }),
    );
    expect(ids).toHaveLength(rows.length);
    expect(wrong).toEqual([]);
  });

  test('one ticket, changed alone', patient, async () => {
    const rows = ownRows(
      backend.name,
      verdictRows.filter(({ where }, at) => at % 4 === 0 || where),
    );
    const ids = await ticketsFor(rows);
    const before = await stored(rows, ids);
    const said = await inTurns(rows, ({ changes }, at) =>
      mutate(app, 'updateTicket', { id: String(ids[at]), changes }),
    );
    const after = await stored(rows, ids);
    const wrong = rows.flatMap((row, at) => {
      const payload = said[at];
      return payload
        ? wrongOf({ row, said: payload, before: before[at] ?? '', after: after[at] ?? '' })
        : ['nothing was said'];
    });
    expect(wrong).toEqual([]);
  });

  test('a new ticket', patient, async () => {
    const rows = ownRows(
      backend.name,
      verdictRows.filter(({ start }, at) => start === undefined && at % 2 === 1),
    );
    const before = await stored(rows, await ticketsFor(rows));
    const said = await inTurns(rows, ({ changes }) =>
      mutate(
        app,
        'createTicket',
        { queue: 'General', subject: 'before', ...changes },
        { fields: 'ticket { number }' },
      ),
    );
    const ids = said.map((payload): number | undefined => payload['ticket']?.number);
    const after = await stored(rows, ids);
    const wrong = rows.flatMap((row, at) => {
      const payload = said[at];
      const none = ids[at] === undefined;
      return payload
        ? wrongOf({
            row,
            said: payload,
            before: none ? 'none' : (before[at] ?? ''),
            after: after[at] ?? '',
            isNew: !none,
          })
        : ['nothing was said'];
    });
    expect(wrong).toEqual([]);
  });

  // The sandbox has no agreements about service levels.
  if (backend.name === 'sandbox') return;
  test('dates that RT sets by itself', patient, async () => {
    const dates = { startsAt: '2030-01-01T00:00:00Z', dueAt: '2031-01-01T00:00:00Z' };
    const payload = await mutate(app, 'createTicket', {
      ...{ queue: 'SLA Queue', subject: 'agreed', sla: 'Two hours' },
      ...dates,
    });
    expect(payload.outcome).toBe('PARTIAL');
    const told = payload.userErrors.map(({ path, message }) => [path.join(), message]);
    expect(told).toEqual([
      [
        'startsAt',
        expect.stringMatching(/^RT sets Starts from the service level\. The field now holds "/),
      ],
      [
        'dueAt',
        expect.stringMatching(/^RT sets Due from the service level\. The field now holds "/),
      ],
    ]);
  });
});
