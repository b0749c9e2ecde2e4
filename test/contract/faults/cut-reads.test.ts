import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../../support/backends/shared-backends.js';
import { type FaultProxy, startFaultProxy } from '../../support/faults/fault-proxy.js';
import { faultCount, seeded } from '../../support/faults/seeded.js';
import { type Answer, appFor, ask, credentialsOf } from '../../support/graphql/ask.js';

const wayed = sharedBackends().flatMap((backend) => [
  { ...backend, rest: 'auto' },
  ...(backend.name === 'RT 5' ? [{ ...backend, rest: '1' }] : []),
]);

describe.each(wayed)('reads on $name with RT_REST=$rest', ({ url, rest, populated, name }) => {
  const { tickets, attachments } = populated;
  let proxy: FaultProxy;
  let app: ReturnType<typeof appFor>;
  beforeAll(async () => {
    proxy = await startFaultProxy(url);
    app = appFor(proxy.url, { RT_REST: rest });
  });
  afterAll(async () => {
    await app.close();
    await proxy.close();
  });

  const history = 'history(first: 20) { nodes { id __typename description createdAt } }';
  const queries: readonly string[] = [
    `{ ticket(id: ${tickets.plain}) { subject status priority requestors { emailAddress } } }`,
    `{ ticket(id: ${tickets.people}) { requestors { emailAddress } cc { emailAddress } adminCc { emailAddress } } }`,
    `{ ticket(id: ${tickets.people}) { customFields { name values } } }`,
    `{ ticket(id: ${tickets.conversation}) { ${history} } }`,
    `{ ticket(id: ${tickets.longHistory}) { history { totalCount } newest: history(last: 3) { nodes { id } } } }`,
    `{ ticket(id: ${tickets.conversation}) { history(filter: { types: [COMMENT] }) { nodes { id ... on CommentItem { text } } } } }`,
    `{ ticket(id: ${tickets.attachments}) { attachments { nodes { id filename contentType size } } } }`,
    `{ ticket(id: ${tickets.chainA}) { links { type uri } } }`,
    `{ attachment(id: ${attachments['latin1.txt' as keyof typeof attachments] ?? Object.values(attachments)[0]}) { filename size text base64 } }`,
    '{ tickets(filter: { number: { lt: 12 } }, orderBy: { field: PRIORITY }) { totalCount nodes { number subject } } }',
    '{ ticketCount(filter: { subject: { contains: "zzz-none" } }) }',
    '{ tickets(filter: { subject: { contains: "zzz-none" } }) { nodes { number } } }',
    '{ user(name: "alice") { name realName emailAddress isDisabled } }',
    '{ users(filter: { name: { startsWith: "a" } }) { nodes { name } } }',
    '{ queues { nodes { name description } } }',
    '{ queue(name: "General") { ticketCustomFields { name type } } }',
    '{ groups { nodes { name members { __typename } } } }',
    '{ viewer { user { name } timeZone } }',
    '{ newTicketDefaults { status priority } }',
  ];

  /** Fewer results than RT has, or others. What failed is null, and says so. */
  function isWrong(whole: Answer, { data, errors }: Answer): boolean {
    const differs = (a: unknown, b: unknown): boolean => {
      if (b === null && errors !== undefined) return false;
      if (Array.isArray(a) && Array.isArray(b)) {
        return a.length !== b.length || a.some((one, at) => differs(one, b[at]));
      }
      if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null) {
        return Object.entries(a).some(([key, value]) => differs(value, Reflect.get(b, key)));
      }
      return !isDeepStrictEqual(a, b);
    };
    return data === undefined ? errors === undefined : differs(whole.data, data);
  }

  test('that are cut anywhere, without a sign, are whole or an error', {
    timeout: 900_000,
  }, async () => {
    const random = seeded(14);
    const known = [];
    for (const query of queries) {
      await ask(app, { query });
      proxy.choose = () => undefined;
      const whole = await ask(app, { query });
      expect([query, whole.errors]).toEqual([query, undefined]);
      known.push({ query, whole, requests: proxy.seen.length });
    }
    const wrong: unknown[] = [];
    let [failed, untouched] = [0, 0];
    const count = faultCount(name === 'sandbox' ? 180 : 50);
    for (let at = 0; at < count; at++) {
      // Logins are cut too.
      if (at % 25 === 24) {
        await app.close();
        app = appFor(proxy.url, { RT_REST: rest });
      }
      const { query, whole, requests } = random.pick(known);
      const nth = random.below(requests + (at % 25 === 24 ? 3 : 0));
      // The last bytes are where an answer looks most like a whole one.
      const share = random.next();
      const fault = {
        kind: 'cut',
        at: random.below(3) === 0 ? 1 - share * share * 0.1 : share,
        sign: random.pick(['corrected', 'close'] as const),
      } as const;
      proxy.choose = (request) => (request.nth === nth ? fault : undefined);
      const answer = await ask(app, { query });
      if (isWrong(whole, answer))
        wrong.push({ query, fault, path: proxy.seen[nth]?.path, data: answer.data });
      if (answer.errors) failed++;
      else untouched++;
    }
    proxy.choose = undefined;
    process.stderr.write(
      `cut reads on ${name} (${rest}): ${count}, errors ${failed}, equal ${untouched}, wrong ${wrong.length}\n`,
    );
    expect(wrong).toEqual([]);
    expect(failed).toBeGreaterThan(count / 4);
  });

  test('downloads that are cut anywhere are whole or broken off', {
    timeout: 300_000,
  }, async () => {
    const random = seeded(15);
    const download = async (id: number) => {
      const headers = { authorization: credentialsOf('root') };
      const response = await app.fetch(
        new Request(`http://localhost/attachments/${id}`, { headers }),
      );
      return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
    };
    for (const id of Object.values(attachments)) {
      proxy.choose = () => undefined;
      const whole = await download(id);
      expect(whole.status).toBe(200);
      const last = proxy.seen.length - 1;
      for (const sign of ['corrected', 'close'] as const) {
        const fault = { kind: 'cut', at: random.next(), sign } as const;
        proxy.choose = ({ nth }) => (nth === last ? fault : undefined);
        const cut = await download(id).catch(() => undefined);
        if (cut?.status === 200) expect(cut.bytes.equals(whole.bytes)).toBe(true);
      }
    }
    proxy.choose = undefined;
  });
});
