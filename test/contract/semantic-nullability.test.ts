import fc from 'fast-check';
import {
  type DocumentNode,
  type GraphQLNamedType,
  getNamedType,
  getOperationAST,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  validate,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { semanticNonNullLevels } from '../../src/schema/null-only-with-error-plugin.js';
import { buildSchema } from '../../src/schema/schema.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { fuzzOperation } from '../support/fuzz/fuzz-operations.js';
import { appFor, ask } from '../support/graphql/ask.js';
import {
  type FailingProxy,
  type Failure,
  failures,
  startFailingProxy,
} from '../support/http/failing-proxy.js';

const schema = buildSchema();

interface Null {
  readonly field: string;
  readonly path: readonly (string | number)[];
}

/** The nulls of an answer at places where the schema says that null only ever comes with an error. */
function nullsOf(document: DocumentNode, data: unknown): readonly Null[] {
  const nulls: Null[] = [];
  const inside = (
    { selections }: SelectionSetNode,
    type: GraphQLNamedType | undefined | null,
    value: unknown,
    path: Null['path'],
  ): void => {
    if (Array.isArray(value)) {
      for (const [at, item] of value.entries()) {
        inside({ kind: Kind.SELECTION_SET, selections }, type, item, [...path, at]);
      }
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    for (const node of selections) {
      if (node.kind === Kind.INLINE_FRAGMENT) {
        const on = node.typeCondition?.name.value;
        inside(node.selectionSet, on === undefined ? type : schema.getType(on), value, path);
        continue;
      }
      if (node.kind === Kind.FRAGMENT_SPREAD) {
        for (const part of document.definitions) {
          if (part.kind !== Kind.FRAGMENT_DEFINITION || part.name.value !== node.name.value)
            continue;
          inside(part.selectionSet, schema.getType(part.typeCondition.name.value), value, path);
        }
        continue;
      }
      const key = (node.alias ?? node.name).value;
      const found: unknown = Reflect.get(value, key);
      const name = node.name.value;
      const field =
        isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
      if (!field || found === undefined) continue;
      const levels = semanticNonNullLevels(field);
      const here = [...path, key];
      const of = { field: `${type?.name}.${name}` };
      if (levels.includes(0) && found === null) nulls.push({ ...of, path: here });
      if (levels.includes(1) && Array.isArray(found)) {
        for (const [at, item] of found.entries()) {
          if (item === null) nulls.push({ ...of, path: [...here, at] });
        }
      }
      if (node.selectionSet) inside(node.selectionSet, getNamedType(field.type), found, here);
    }
  };
  const operation = getOperationAST(document);
  if (operation) inside(operation.selectionSet, schema.getQueryType(), data, []);
  return nulls;
}

/** What is read most, down to every kind of object. */
const pages = (ticket: number) => [
  `{ viewer { timeZone user { realName } ownedTickets { totalCount nodes { subject } } } ticketCount
     rtServer { version } newTicketDefaults { queue { description } requestor { realName } }
     checkTicketSearch(query: "id = 1") { valid } }`,
  `{ ticket(id: ${ticket}) { subject queue { description ticketCustomFields { name } tickets { totalCount }
     statusCounts(statuses: ["new"]) { count } } links { uri target { __typename } } blockers { subject }
     dependencyGraph { tickets { subject } dependencies { ticket { subject } dependsOn { subject } } }
     attachments { totalCount nodes { filename size } } history { totalCount nodes { type ticket { subject }
     ... on MessageHistoryItem { attachments { filename size } } } } customFields { values } } }`,
  `{ tickets(first: 5) { totalCount nodes { subject owner { realName ownedTickets { totalCount } }
     history(last: 2) { edges { node { createdAt } } } } } }`,
  `{ queues { totalCount nodes { description } } users { nodes { realName } } groups { nodes { description } }
     queue(id: 1) { description } user(name: "alice") { realName requestedTickets { totalCount } }
     group(name: "Ops Team") { description } }`,
  `{ nodes(ids: ["ticket/${ticket}", "queue/1", "user/99999", "transaction/1"]) { id ... on Ticket { subject } }
     node(id: "ticket/${ticket}") { ... on Ticket { subject } } historyItem(id: 99999) { type } attachment(id: 1) { filename } }`,
];

/** The proxy fails, not RT; what fails on real RTs is in `failing-fields`. */
const backends = sharedBackends().filter(({ name }) => name === 'sandbox');

describe.each(backends)('null only with an error on $name', ({ url, populated }) => {
  let proxy: FailingProxy;
  let app: ReturnType<typeof appFor>;
  const seen = new Set<string>();
  beforeAll(async () => {
    proxy = await startFailingProxy(url);
    app = appFor(proxy.url, { MAX_COST: '100000', MAX_COST_PER_MINUTE: '100000000' });
  });
  afterAll(async () => {
    await app?.close();
    await proxy?.close();
  });

  async function check(query: string, variables: object, as: string): Promise<void> {
    const document = parse(query);
    const { data, errors = [] } = await ask(app, { query, variables: { ...variables }, as });
    for (const { field, path } of nullsOf(document, data)) {
      seen.add(field);
      const told = errors.some((error) => path.every((part, at) => error.path?.[at] === part));
      expect({ field, path, told, errors: told || errors }).toMatchObject({ told: true });
    }
  }

  const kinds = Object.keys(failures) as Failure[];

  test.each(kinds)(
    'holds where one request in turn is answered by: %s',
    async (kind) => {
      const { linkHub, conversation } = populated.tickets;
      const tried = [
        ...pages(linkHub).map((query) => ({ query, as: 'root' })),
        ...pages(conversation).map((query) => ({ query, as: 'low' })),
      ];
      for (const { query, as } of tried) {
        for (let fails = 0; fails < 6; fails++) {
          let at = 0;
          proxy.failing = () => (at++ === fails ? kind : undefined);
          await check(query, {}, as);
          if (at <= fails) break;
        }
      }
    },
    120_000,
  );

  test('holds for whatever is asked, whatever fails', async () => {
    const tapes = fc.array(fc.nat({ max: 9999 }), { minLength: 30, maxLength: 200, size: 'max' });
    await fc.assert(
      fc.asyncProperty(tapes, fc.nat(), async (tape, seed) => {
        const { query, variables } = fuzzOperation(schema, tape);
        let document: DocumentNode;
        try {
          document = parse(query);
        } catch {
          return;
        }
        if (getOperationAST(document)?.operation !== 'query') return;
        if (validate(schema, document).length > 0) return;
        let at = 0;
        proxy.failing = () => {
          const roll = (seed + at++ * 7919) % 17;
          return kinds[roll];
        };
        await check(query, variables, seed % 2 ? 'root' : 'low');
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  // The others are in the form of their parent, which then is null itself.
  test('was seen in the fields for which RT is asked again', () => {
    expect(seen.size).toBeGreaterThan(30);
  });
});
