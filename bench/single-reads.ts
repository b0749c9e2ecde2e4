import type { Contender } from './contender.js';
import { type Line, pageSize, search, type Tile } from './page.js';
import { entryOf, formOf, historyLinesOf, idsOf, lineOf, namesOf, tileOf } from './rt-forms.js';
import { RtSession } from './rt-session.js';

/**
 * As clients of REST 1.0 read it: one session, one request after the other, one object a request, whole
 * forms. Names are looked up once each.
 */
export async function singleReads(url: string, user: string, password: string): Promise<Contender> {
  const rt = await RtSession.logIn(url, user, password);
  const show = async (path: string) => formOf(await rt.get(`/REST/1.0/${path}`));

  async function tickets() {
    const query = new URLSearchParams({ query: search, format: 'i' });
    const ids = idsOf(await rt.get(`/REST/1.0/search/ticket?${query}`)).slice(0, pageSize);
    return inTurn(ids, (id) => show(`ticket/${id}/show`));
  }

  return {
    name: 'single reads',
    async plain(): Promise<readonly Line[]> {
      return (await tickets()).map(lineOf);
    },
    async dashboard(): Promise<readonly Tile[]> {
      const forms = await tickets();
      const byName = async (type: 'user' | 'queue', names: readonly string[]) =>
        new Map(
          await inTurn(
            names,
            async (name) => [name, await show(`${type}/${encodeURIComponent(name)}`)] as const,
          ),
        );
      const owners = await byName('user', namesOf(forms, 'Owner'));
      const queues = await byName('queue', namesOf(forms, 'Queue'));
      return inTurn(forms, async (ticket) => {
        const { number, owner, queue } = lineOf(ticket);
        const last = historyLinesOf(await show(`ticket/${number}/history`)).slice(-3);
        const history = await inTurn(last, async ([id]) =>
          entryOf(await show(`ticket/${number}/history/id/${id}`)),
        );
        return tileOf(ticket, owners.get(owner), queues.get(queue), history);
      });
    },
    takeTraffic: () => rt.takeTraffic(),
    close: () => rt.close(),
  };
}

async function inTurn<T, U>(items: readonly T[], read: (item: T) => Promise<U>): Promise<U[]> {
  const results: U[] = [];
  for (const item of items) results.push(await read(item));
  return results;
}
