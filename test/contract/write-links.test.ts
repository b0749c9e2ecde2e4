import { afterAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, codesOf } from '../support/graphql/ask.js';
import {
  mutate,
  newTicket,
  refusalsOf,
  sendMutation,
  writesOf,
} from '../support/graphql/mutate.js';
import { startFailingProxy } from '../support/http/failing-proxy.js';

const fields = 'ticket { links { type uri ticket { number } } }';
const types = [
  'DEPENDS_ON',
  'DEPENDED_ON_BY',
  'REFERS_TO',
  'REFERRED_TO_BY',
  'MEMBERS',
  'MEMBER_OF',
] as const;

interface Link {
  readonly type: string;
  readonly uri: string;
  readonly ticket: { readonly number: number } | null;
}

/** Links as `TYPE number` or `TYPE uri`, sorted. */
const shown = (links: readonly Link[]) =>
  links.map(({ type, uri, ticket }) => `${type} ${ticket?.number ?? uri}`).sort();

describe.each(sharedBackends())('links on $name', ({ url }) => {
  const app = appFor(url);
  afterAll(() => app.close());
  const to = (type: string, ticket: number | string) => ({
    type,
    target: { ticket: String(ticket) },
  });

  test('all six types are added, and removed one by one without touching the others', async () => {
    const [id, ...others] = await Promise.all(Array.from({ length: 7 }, () => newTicket(app)));
    const uri = 'https://example.org/a,b?c=d&e=%2C';
    const links = [
      ...types.map((type, at) => to(type, others[at] ?? 0)),
      { type: 'REFERS_TO', target: { uri } },
    ];
    const wanted = [...types.map((type, at) => `${type} ${others[at]}`), `REFERS_TO ${uri}`].sort();
    const added = await mutate(app, 'addTicketLinks', { id, links }, { fields });
    expect(added).toMatchObject({ outcome: 'APPLIED', userErrors: [] });
    expect(shown(added['ticket'].links)).toEqual(wanted);

    const again = await sendMutation(app, 'addTicketLinks', { id, links }, { fields });
    expect(again.data.payload.outcome).toBe('UNCHANGED');
    expect(writesOf(again)).toEqual([]);

    const [one, , three] = links;
    const removed = await mutate(
      app,
      'removeTicketLinks',
      { id, links: [one, three, links.at(-1)] },
      { fields },
    );
    expect(removed).toMatchObject({ outcome: 'APPLIED', userErrors: [] });
    const left = wanted.filter((line) => !/^(?:DEPENDS_ON|REFERS_TO) /.test(line));
    expect(shown(removed['ticket'].links)).toEqual(left);

    const gone = await mutate(app, 'removeTicketLinks', { id, links: [one] }, { fields });
    expect(refusalsOf(gone)).toEqual(['NOT_FOUND links.0']);
    expect(shown(gone['ticket'].links)).toEqual(left);
  });

  test('a list that is set replaces its own type, an absent one is left, an empty one goes', async () => {
    const [id, a, b, c] = await Promise.all(Array.from({ length: 4 }, () => newTicket(app)));
    await mutate(app, 'addTicketLinks', {
      id,
      links: [to('REFERS_TO', a ?? 0), to('DEPENDS_ON', b ?? 0), to('MEMBER_OF', c ?? 0)],
    });
    const input = {
      id,
      refersTo: [{ ticket: String(b) }, { uri: 'https://example.org/x,y' }],
      memberOf: [],
    };
    const set = await mutate(app, 'setTicketLinks', input, { fields });
    expect(set).toMatchObject({ outcome: 'APPLIED', userErrors: [] });
    const wanted = [`DEPENDS_ON ${b}`, `REFERS_TO ${b}`, 'REFERS_TO https://example.org/x,y'];
    expect(shown(set['ticket'].links)).toEqual(wanted);
    const again = await sendMutation(app, 'setTicketLinks', input, { fields });
    expect(again.data.payload.outcome).toBe('UNCHANGED');
    expect(writesOf(again)).toEqual([]);
  });

  test('a list with a link that RT refuses loses none of those before', async () => {
    const [id, a, b] = await Promise.all(Array.from({ length: 3 }, () => newTicket(app)));
    await mutate(app, 'addTicketLinks', { id, links: [to('REFERS_TO', a ?? 0)] });
    const refersTo = [{ ticket: String(b) }, { ticket: 'ticket/2000000000' }];
    const payload = await mutate(app, 'setTicketLinks', { id, refersTo }, { fields });
    expect(payload.outcome).toBe('PARTIAL');
    expect(payload.userErrors.map(({ path }) => path)).toEqual([['refersTo', '1']]);
    expect(shown(payload['ticket'].links)).toEqual([`REFERS_TO ${a}`, `REFERS_TO ${b}`].sort());
  });

  test('a ticket links neither to itself nor to one that is not there', async () => {
    const id = await newTicket(app);
    const links = [to('DEPENDS_ON', id), to('DEPENDS_ON', 'ticket/2000000000')];
    const payload = await mutate(app, 'addTicketLinks', { id, links }, { fields });
    expect(payload).toMatchObject({ outcome: 'REJECTED', ticket: { links: [] } });
    expect(payload.userErrors.map(({ path }) => path)).toEqual([
      ['links', '0'],
      ['links', '1'],
    ]);
    const missing = await mutate(app, 'addTicketLinks', { id: '2000000000', links: [] });
    expect(refusalsOf(missing)).toEqual(['NOT_FOUND id']);
  });

  test('a link whose answer was lost is not told as not made', async () => {
    const [id, other] = [await newTicket(app), await newTicket(app)];
    const proxy = await startFailingProxy(url);
    const behind = appFor(proxy.url);
    try {
      proxy.failing = (path) => (/\/ticket\/(?:link|\d+)$/.test(path) ? 'gateway' : undefined);
      const payload = await mutate(behind, 'addTicketLinks', {
        id,
        links: [to('REFERS_TO', other)],
      });
      expect(payload.outcome).toBe('PARTIAL');
      expect(refusalsOf(payload)).toEqual(['UNKNOWN_OUTCOME links.0']);
    } finally {
      await behind.close();
      await proxy.close();
    }
  });

  test('URIs that a browser would run, and invalid ids, are refused', async () => {
    const id = await newTicket(app);
    for (const target of [
      { uri: 'javascript:alert(1)' },
      { uri: 'JavaScript:alert(1)' },
      { uri: 'java\nscript:alert(1)' },
      { uri: ' javascript:alert(1)' },
      { uri: 'data:text/html,x' },
      { uri: 'vbscript:x' },
      { uri: 'no uri at all' },
      { ticket: '1/merge/2' },
      { ticket: 'user/1' },
      { ticket: '1,2' },
    ]) {
      const links = [{ type: 'REFERS_TO', target }];
      for (const name of ['addTicketLinks', 'removeTicketLinks']) {
        const answer = await sendMutation(app, name, { id, links });
        expect({ target, codes: codesOf(answer) }).toEqual({ target, codes: ['BAD_USER_INPUT'] });
        expect(writesOf(answer)).toEqual([]);
      }
      const set = await sendMutation(app, 'setTicketLinks', { id, refersTo: [target] });
      expect(codesOf(set)).toEqual(['BAD_USER_INPUT']);
    }
  });

  test('who may not change the ticket cannot link it', async () => {
    const [id, other] = await Promise.all([newTicket(app), newTicket(app)]);
    const links = [to('REFERS_TO', other)];
    const low = await mutate(app, 'addTicketLinks', { id, links }, { fields, as: 'low' });
    expect(low).toMatchObject({ outcome: 'REJECTED', ticket: { links: [] } });
    const none = await mutate(app, 'addTicketLinks', { id, links }, { as: 'norights' });
    expect(refusalsOf(none)).toEqual(['NOT_FOUND id']);
  });
});
