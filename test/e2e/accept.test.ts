import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { type App, createApp } from '../../src/server/app.js';
import { type Listening, listen } from '../../src/server/listen.js';
import { createLogger } from '../../src/server/log.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { credentialsOf } from '../support/graphql/ask.js';

const json = 'application/json';
const graphqlJson = 'application/graphql-response+json';

describe.each(sharedBackends())('an answer’s format, on $name', ({ url, populated }) => {
  let app: App;
  let server: Listening;
  const number = populated.tickets.longHistory;
  beforeAll(async () => {
    const config = readConfig({ RT_URL: url, PORT: '0', LOG_LEVEL: 'silent' });
    const log = createLogger('silent');
    app = createApp(config, log);
    server = await listen(app, config, log);
  });
  afterAll(() => server.stop());

  const post = (query: string, headers: Readonly<Record<string, string>>) =>
    fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': json, authorization: credentialsOf('alice'), ...headers },
      body: JSON.stringify({ query }),
    });
  const typeOf = ({ headers }: Response) => headers.get('content-type')?.split(';')[0];
  const deferred = `{ ticket(id: ${number}) { id ... @defer { history(first: 3) { nodes @stream { id } } } } }`;

  test.each([
    ['text/html'],
    ['application/json;q=0'],
    ['application/json; charset=iso-8859-1'],
    ['garbage'],
  ])('that fits no Accept, as with %s, is 406 before a mutation runs', async (accept) => {
    const subject = `not acceptable ${accept}`;
    const create = `mutation { createTicket(input: { queue: "General", subject: ${JSON.stringify(subject)} }) { outcome } }`;
    const answer = await post(create, { accept });
    expect([answer.status, typeOf(answer)]).toEqual([406, json]);
    expect(await answer.json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
    const search = `{ tickets(query: ${JSON.stringify(`Subject = '${subject}'`)}) { totalCount } }`;
    const found = await post(search, { accept: json });
    expect(await found.json()).toEqual({ data: { tickets: { totalCount: 0 } } });
  });

  test.each([
    ['*/*', json],
    ['application/*', json],
    [json, json],
    [graphqlJson, graphqlJson],
    [`${json};q=0.1, ${graphqlJson}`, graphqlJson],
    [`${json};q=0, */*`, graphqlJson],
    [`text/html, ${json};q=0.5`, json],
  ])('of deferred parts under %s is whole, as %s', async (accept, type) => {
    const answer = await post(deferred, { accept });
    expect([answer.status, typeOf(answer)]).toEqual([200, type]);
    const { data, errors, hasNext } = (await answer.json()) as Record<string, never>;
    expect([errors, hasNext]).toEqual([undefined, undefined]);
    expect(data).toMatchObject({
      ticket: { id: `ticket/${number}`, history: { nodes: [{}, {}, {}] } },
    });
  });

  test.each([
    ['multipart/mixed', 'multipart/mixed'],
    [`multipart/mixed;deferSpec=20220824, ${json}`, 'multipart/mixed'],
    ['text/event-stream', 'text/event-stream'],
    ['text/event-stream, multipart/mixed;q=0.5', 'text/event-stream'],
  ])('of deferred parts under %s comes in parts, as %s', async (accept, type) => {
    const answer = await post(deferred, { accept });
    expect([answer.status, typeOf(answer)]).toEqual([200, type]);
    const text = await answer.text();
    expect(text).toContain('"hasNext":true');
    expect(text).toContain('"incremental"');
  });

  test('of plain fields under text/event-stream is one event', async () => {
    const answer = await post(`{ ticket(id: ${number}) { id } }`, { accept: 'text/event-stream' });
    expect([answer.status, typeOf(answer)]).toEqual([200, 'text/event-stream']);
    expect(await answer.text()).toContain(`{"data":{"ticket":{"id":"ticket/${number}"}}}`);
  });
});
