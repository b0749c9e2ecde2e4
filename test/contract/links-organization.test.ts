import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appFor, dataOf } from '../support/graphql/ask.js';
import { testWorld } from '../support/world/world.js';
import { availableBackends, type RunningBackend } from './backends.js';

/** RT's URIs bear its organization, which its session cookie does not tell. */
const world = { ...testWorld, organization: 'desk.example.org' };

describe.each(availableBackends())('an organization that is not the name of $name', (backend) => {
  let rt: RunningBackend;
  let app: ReturnType<typeof appFor>;
  const tickets: number[] = [];

  beforeAll(async () => {
    rt = await backend.start(world);
    app = appFor(rt.url);
    for (const subject of ['one', 'two', 'three']) {
      const { createTicket } = await dataOf(app, {
        query: `mutation { createTicket(input: { queue: "General", subject: "${subject}" }) {
          ticket { number }
        } }`,
      });
      tickets.push(createTicket.ticket.number);
    }
    const [one, two, three] = tickets;
    const links = (name: string, list: string) => `
      ${name}(input: { id: ${one}, links: [${list}] }) { outcome userErrors { message } }`;
    const dependsOn = `{ type: DEPENDS_ON, target: { ticket: ${two} } }`;
    const refersTo = `{ type: REFERS_TO, target: { ticket: ${three} } }`;
    const remote = '{ type: REFERS_TO, target: { uri: "https://example.org/" } }';
    const data = await dataOf(app, {
      query: `mutation {
        ${links('addTicketLinks', [dependsOn, refersTo, remote].join(' '))}
        ${links('removeTicketLinks', refersTo)}
      }`,
    });
    const applied = { outcome: 'APPLIED', userErrors: [] };
    expect(data).toEqual({ addTicketLinks: applied, removeTicketLinks: applied });
  });
  afterAll(async () => {
    await app?.close();
    await rt?.stop();
  });

  test('hides no ticket behind a link, nor in the history of links', async () => {
    const [one, two, three] = tickets;
    const target = '{ __typename ... on Ticket { number } ... on ExternalResource { kind } }';
    const { ticket } = await dataOf(app, {
      query: `{ ticket(id: ${one}) {
        links { uri target ${target} }
        history(filter: { types: [ADD_LINK, DELETE_LINK] }) {
          nodes { ... on LinkChangedItem { action target ${target} } }
        }
      } }`,
    });
    const web = { __typename: 'ExternalResource', kind: 'WEB' };
    const at = (number: number | undefined) => ({ __typename: 'Ticket', number });
    expect(ticket.links).toEqual([
      { uri: `fsck.com-rt://desk.example.org/ticket/${two}`, target: at(two) },
      { uri: 'https://example.org/', target: web },
    ]);
    expect(ticket.history.nodes).toEqual([
      { action: 'ADDED', target: at(two) },
      { action: 'ADDED', target: at(three) },
      { action: 'ADDED', target: web },
      { action: 'REMOVED', target: at(three) },
    ]);
  });
});
