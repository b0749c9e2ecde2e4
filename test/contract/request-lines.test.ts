import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask } from '../support/graphql/ask.js';
import { mutate, newTicket } from '../support/graphql/mutate.js';
import { isKnownLine, lineOf } from '../support/http/known-lines.js';
import { type RecordingProxy, recordingProxy } from '../support/http/recording-proxy.js';
import { waysInto } from './ways.js';

const ways = sharedBackends().flatMap((backend) =>
  waysInto(backend).map(({ name: way, env }) => ({
    url: backend.url,
    name: backend.name,
    way,
    env,
  })),
);
/** A word that must stay in bodies. */
const word = 'SECRETWORD';

describe.each(ways)('the lines of requests to $name by $way', ({ url, env }) => {
  let proxy: RecordingProxy;
  let app: ReturnType<typeof appFor>;
  beforeAll(async () => {
    proxy = await recordingProxy(url);
    app = appFor(proxy.url, env);
  });
  afterAll(async () => {
    await app.close();
    await proxy.close();
  });

  test('hold no word of a caller, whatever is read or written', async () => {
    const id = await newTicket(app, {
      subject: ` ${word}`.trim(),
      body: { text: word },
      customFields: [{ name: 'Single', values: [word] }],
      attachments: [{ filename: `${word}.txt`, content: { text: word } }],
    });
    const links = [{ type: 'REFERS_TO', target: { uri: `https://example.com/${word}` } }];
    await mutate(app, 'addTicketLinks', { id, links });
    await mutate(app, 'commentOnTicket', { id, body: { text: word } });
    await mutate(app, 'updateTicket', { id, changes: { subject: `${word} too` } });
    const spaced = { id, changes: { customFields: [{ name: 'Body', values: [`  ${word}`] }] } };
    await mutate(app, 'updateTicket', spaced);
    const answer = await ask(app, {
      query: `{
        tickets(first: 5, filter: { subject: { contains: "${word}" } }, orderBy: { field: CREATED_AT, direction: DESC }) {
          totalCount nodes { subject owner { realName } requestors { emailAddress user { realName } } queue { description }
            history { nodes { type createdAt creator { name } ... on MessageHistoryItem { text attachments { filename size } } } } }
        }
        user(name: "${word}, ${word}") { id } queue(name: "${word}, ${word}") { id }
        users(filter: { name: { eq: "${word}" } }, first: 2) { nodes { id } }
        ticketCount(filter: { subject: { eq: "${word}" } })
      }`,
    });
    expect(answer.data.tickets.nodes.length).toBeGreaterThan(0);
    const lines = proxy.requests.map(lineOf);
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter((line) => !isKnownLine(line) || line.includes(word))).toEqual([]);
  });
});
