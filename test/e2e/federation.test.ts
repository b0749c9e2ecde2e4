import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import {
  askGateway,
  type ExampleCustomer,
  type Gateway,
  type GatewayAnswer,
  type GatewayChoice,
  installGateways,
  startGateway,
} from '../support/federation/gateway-example.js';
import {
  startWatchedSubgraph,
  type WatchedSubgraph,
} from '../support/federation/gateway-subgraph.js';
import { basicAuth, credentialsOf, type RtReport } from '../support/graphql/ask.js';

/** RT 4 and RT 5 are the same subgraph to a gateway. */
const backends = sharedBackends().filter(({ name }) => name !== 'RT 4');

const choices: readonly GatewayChoice[] = [
  { gateway: 'apollo', composition: 'apollo' },
  { gateway: 'apollo', composition: 'guild' },
  { gateway: 'hive', composition: 'apollo' },
  { gateway: 'hive', composition: 'guild' },
];

const example = readFileSync('examples/federation/example.graphql', 'utf8');

/** A ticket number that no Request Tracker of these tests has. */
const missing = 2_000_000_000;

const acrossSubgraphs = `query ($id: ID!) { customer(id: $id) {
  name plan
  accountManager { name realName accounts { id } }
  contacts { name realName customer { id } }
  tickets {
    number subject queue { name } customer { id }
    owner { name realName customer { id } accounts { id } }
  }
} }`;

const ticketsOf = `query ($id: ID!) { customer(id: $id) { tickets { number subject } } }`;

const codesOf = ({ errors = [] }: GatewayAnswer) =>
  errors.map(({ extensions }) => extensions['code']);

/** Gateways add keys to what a client wants, so columns may differ. */
const asked = (report: RtReport | undefined) =>
  report?.calls.map(({ operation, objects }) => [operation, objects]);

beforeAll(installGateways, 300_000);

describe.each(backends)('a federated graph on $name', ({ url: rtUrl, populated: { tickets } }) => {
  const customers: readonly ExampleCustomer[] = [
    {
      id: 'litware',
      name: 'Litware',
      plan: 'PREMIUM',
      accountManager: 'alice',
      contacts: ['bob smith', 'Zoë'],
      tickets: [tickets.plain, tickets.open, tickets.unicode],
    },
    {
      id: 'odd',
      name: 'Odd & Sons',
      plan: 'BASIC',
      accountManager: 'root',
      contacts: ['nobody of this name', "o'brien"],
      tickets: [tickets.resolved, missing, tickets.private],
    },
  ];
  let subgraph: WatchedSubgraph;
  beforeAll(async () => {
    subgraph = await startWatchedSubgraph(rtUrl);
  });
  afterAll(() => subgraph?.close());

  describe.each(choices)('through $gateway, composed by $composition', (choice) => {
    let gateway: Gateway;
    beforeAll(async () => {
      gateway = await startGateway(choice, { rtGraphql: subgraph.url, customers });
    });
    afterAll(() => gateway?.close());

    const ask = (query: string, variables: object = {}, as = 'root') =>
      askGateway(gateway, query, { variables, authorization: credentialsOf(as) });

    test('one query reaches from customers to their tickets, on to owners, and back', async () => {
      const litware = { id: 'litware' };
      subgraph.takeReports();
      const { data, errors } = await ask(acrossSubgraphs, litware);
      expect(errors).toBeUndefined();
      expect(data.customer).toEqual({
        name: 'Litware',
        plan: 'PREMIUM',
        accountManager: { name: 'alice', realName: 'Liddell, Alice', accounts: [litware] },
        contacts: [
          { name: 'bob smith', realName: 'Bob Smith', customer: litware },
          { name: 'Zoë', realName: 'Zoë Ünï 😀', customer: litware },
        ],
        tickets: [
          {
            number: tickets.plain,
            subject: 'Plain one',
            queue: { name: 'General' },
            customer: litware,
            owner: null,
          },
          {
            number: tickets.open,
            subject: 'open',
            queue: { name: 'General' },
            customer: litware,
            owner: {
              name: 'alice',
              realName: 'Liddell, Alice',
              customer: null,
              accounts: [litware],
            },
          },
          {
            number: tickets.unicode,
            subject: '日本語 ✓ naïve Ωmega 😀',
            queue: { name: 'Ünïcode 队列' },
            customer: litware,
            owner: null,
          },
        ],
      });
      const requests = subgraph.takeReports().map((report) => report.requests);
      // Apollo asks for managers, contacts and tickets apart; Hive puts them into one request.
      expect(requests.sort()).toEqual(choice.gateway === 'apollo' ? [1, 1, 2] : [1]);
    });

    test('a list of tickets is one request to RT, as is a list of users', async () => {
      subgraph.takeReports();
      const { data, errors } = await ask(example);
      expect(errors).toBeUndefined();
      expect(data.customer.tickets).toHaveLength(3);
      const requests = subgraph.takeReports().map((report) => report.requests);
      expect(requests).toEqual(choice.gateway === 'apollo' ? [1, 1] : [1]);
    });

    test('a page of tickets with their customers costs RT what it costs without', async () => {
      const page = (customer: string) => `{
        tickets(query: "id = ${tickets.plain} OR id = ${tickets.people}") {
          nodes { number requestors { user { name ${customer} } } ${customer} }
        }
      }`;
      const authorization = credentialsOf('root');
      subgraph.takeReports();
      const alone = await askGateway(subgraph, page(''), { authorization });
      const [cost, ...noMore] = subgraph.takeReports();
      expect(noMore).toEqual([]);
      const { data, errors } = await ask(page('customer { id }'));
      expect(errors).toBeUndefined();
      expect(data.tickets.nodes).toMatchObject(alone.data.tickets.nodes);
      expect(data.tickets.nodes[0]).toMatchObject({
        number: tickets.plain,
        customer: { id: 'litware' },
      });
      expect(subgraph.takeReports().map(asked)).toEqual([cost].map(asked));
    });

    test('an entity that is missing is null beside its neighbours', async () => {
      const { data, errors = [] } = await ask(ticketsOf, { id: 'odd' });
      expect(data.customer.tickets).toEqual([
        { number: tickets.resolved, subject: 'resolved' },
        null,
        { number: tickets.private, subject: 'secret' },
      ]);
      // Hive tells of the null, Apollo does not.
      for (const { path } of errors) expect(path?.slice(0, 3)).toEqual(['customer', 'tickets', 1]);
      const people = await ask(
        '{ customer(id: "odd") { contacts { name emailAddress } accountManager { name } } }',
      );
      expect(people.errors).toBeUndefined();
      expect(people.data.customer.contacts).toEqual([
        { name: 'nobody of this name', emailAddress: null },
        { name: "o'brien", emailAddress: "o'brien@example.com" },
      ]);
    });

    test('two callers at once never see what the other may', async () => {
      const callers = Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? 'root' : 'low'));
      const answers = await Promise.all(callers.map((as) => ask(ticketsOf, { id: 'odd' }, as)));
      const seen = answers.map(({ data }) => data.customer.tickets[2]);
      const secret = { number: tickets.private, subject: 'secret' };
      expect(seen).toEqual(callers.map((as) => (as === 'root' ? secret : null)));
      for (const { data } of answers) expect(data.customer.tickets[0].subject).toBe('resolved');
    });

    test('who sends no credentials, or wrong ones, is told so', async () => {
      const wrong = basicAuth(`${choice.gateway}.${choice.composition}`, 'wrong');
      for (const authorization of [undefined, wrong]) {
        const variables = { id: 'litware' };
        const answer = await askGateway(gateway, acrossSubgraphs, { variables, authorization });
        expect(new Set(codesOf(answer))).toEqual(new Set(['UNAUTHENTICATED']));
        expect(answer.data.customer).toMatchObject({
          name: 'Litware',
          tickets: [null, null, null],
        });
      }
    });

    test('errors keep their codes', async () => {
      const codes = async (query: string, as?: string) => codesOf(await ask(query, {}, as));
      expect(await codes('{ users { totalCount } }', 'low')).toEqual(['FORBIDDEN']);
      expect(await codes(`{ ticket(id: ${missing}) { subject } }`)).toEqual(['NOT_FOUND']);
      expect(await codes('{ tickets(query: "nonsense (") { totalCount } }')).toEqual([
        'BAD_USER_INPUT',
      ]);
    });

    test('a ticket is created through it, and read back with what both subgraphs know', async () => {
      const { data, errors } = await ask(
        `mutation ($input: CreateTicketInput!) { createTicket(input: $input) {
          outcome userErrors { code } ticket { number subject creator { name accounts { id } } customer { id } }
        } }`,
        { input: { queue: 'General', subject: `by ${choice.gateway}` } },
        'alice',
      );
      expect(errors).toBeUndefined();
      expect(data.createTicket).toEqual({
        outcome: 'APPLIED',
        userErrors: [],
        ticket: {
          number: expect.any(Number),
          subject: `by ${choice.gateway}`,
          creator: { name: 'alice', accounts: [{ id: 'litware' }] },
          customer: null,
        },
      });
    });
  });
});

// The first start builds rt-graphql when a source is newer than its build.
describe('the example as its README starts it', { timeout: 180_000 }, () => {
  const readme = readFileSync('examples/federation/README.md', 'utf8');
  const shown = /```json\n(.*?)```/s.exec(readme)?.[1] ?? '';

  test.each(['apollo', 'hive'] as const)('answers through %s what is shown there', async (name) => {
    expect(readme).toContain(`\`\`\`graphql\n${example}\`\`\``);
    const gateway = await startGateway({ gateway: name, composition: 'apollo' });
    try {
      const { data } = await askGateway(gateway, example);
      expect({ data }).toEqual(JSON.parse(shown));
    } finally {
      await gateway.close();
    }
  });
});
