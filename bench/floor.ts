import type { Form } from '../src/rt/rest1/form.js';
import type { Contender } from './contender.js';
import { type Line, pageSize, search, type Tile } from './page.js';
import {
  entryOf,
  fieldColumns,
  formsOf,
  historyLinesOf,
  idsOf,
  lineOf,
  namesOf,
  tileOf,
} from './rt-forms.js';
import { RtSession, takeTraffic } from './rt-session.js';

/** How a floor is built: RT serves one session's requests one after the other. */
export interface FloorOptions {
  /** Sessions, and parts that each mass `show` is cut into. */
  readonly sessions: number;
}

/**
 * What an expert writes by hand on REST 1.0: one search for ids, then mass `show` with no column too many,
 * cut over parallel sessions; histories beside the tickets, names beside the transactions. The sentences of
 * the transactions are those of the histories.
 */
export async function floor(
  url: string,
  user: string,
  password: string,
  { sessions: count }: FloorOptions,
): Promise<Contender> {
  const sessions = await Promise.all(
    Array.from({ length: count }, () => RtSession.logIn(url, user, password)),
  );
  const [first] = sessions;
  if (first === undefined) throw new Error('a floor needs a session');

  async function found(): Promise<readonly number[]> {
    const text = await first?.post('/REST/1.0/search/ticket', [
      ['query', search],
      ['format', 'i'],
    ]);
    return idsOf(text ?? '').slice(0, pageSize);
  }

  /** The same `show` in parts, one a session and all at once; the forms come in the order of the ids. */
  async function show(
    ids: readonly string[],
    options: readonly (readonly [string, string])[],
    parts = sessions.length,
  ): Promise<readonly Form[]> {
    const size = Math.ceil(ids.length / parts);
    const answers = await Promise.all(
      sessions.slice(0, parts).map(async (session, at) => {
        const part = ids.slice(at * size, (at + 1) * size).map((id) => ['id', id] as const);
        return formsOf(await session.post('/REST/1.0/show', [...part, ...options]));
      }),
    );
    const forms = answers.flat();
    if (forms.length !== ids.length) throw new Error('RT shows another number of objects');
    return forms;
  }

  return {
    name: `floor, ${count} session${count === 1 ? '' : 's'}`,
    async plain(): Promise<readonly Line[]> {
      const ids = (await found()).map((id) => `ticket/${id}`);
      return (await show(ids, [['fields', 'Subject,Status,Queue,Owner']])).map(lineOf);
    },
    async dashboard(): Promise<readonly Tile[]> {
      const ids = await found();
      const columns = ['Subject', 'Status', 'Queue', 'Owner', 'Requestors', ...fieldColumns];
      const [tickets, histories] = await Promise.all([
        show(
          ids.map((id) => `ticket/${id}`),
          [['fields', columns.join(',')]],
        ),
        show(
          ids.map((id) => `ticket/${id}/history`),
          [],
        ),
      ]);
      const owners = namesOf(tickets, 'Owner');
      const queues = namesOf(tickets, 'Queue');
      const lines = histories.map((history) => historyLinesOf(history).slice(-3));
      const names = [
        ...owners.map((name) => `user/${name}`),
        ...queues.map((name) => `queue/${name}`),
      ];
      const transactions = lines.flat().map(([id]) => `transaction/${id}`);
      // Apart from the names, whose column Description would have RT write every sentence once more.
      const [named, items] = await Promise.all([
        show(names, [['fields', 'RealName,Description']], 1),
        show(transactions, [
          ['fields', 'Type,Created'],
          ['format', 'l'],
        ]),
      ]);
      const shown = new Map([
        ...names.map((name, at) => [name, named[at]] as const),
        ...transactions.map((name, at) => [name, items[at]] as const),
      ]);
      return tickets.map((ticket, at) => {
        const { owner, queue } = lineOf(ticket);
        const history = (lines[at] ?? []).flatMap(([id, description]) => {
          const form = shown.get(`transaction/${id}`);
          return form ? [{ ...entryOf(form), description }] : [];
        });
        return tileOf(ticket, shown.get(`user/${owner}`), shown.get(`queue/${queue}`), history);
      });
    },
    takeTraffic: () => takeTraffic(sessions),
    async close() {
      await Promise.all(sessions.map((session) => session.close()));
    },
  };
}
