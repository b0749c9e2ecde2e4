import { readFileSync } from 'node:fs';
import { composeServices as composeByApollo } from '@apollo/composition';
import { composeServices as composeByGuild } from '@theguild/federation-composition';
import {
  type DocumentNode,
  isInputObjectType,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { buildSubgraph, printSubgraph } from '../../../src/schema/federation/subgraph.js';
import { historyTypeNames } from '../../../src/schema/history/type-name.js';
import { buildSchema } from '../../../src/schema/schema.js';

const customers = readFileSync('examples/federation/customers/schema.graphql', 'utf8');
const rtGraphql = await printSubgraph(buildSubgraph());
const forHive = await printSubgraph(buildSubgraph('hive'));

/** A subgraph that knows nothing of history items but their ids, and adds a field to all of them. */
const notes = `extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@interfaceObject"])
  type HistoryItem @key(fields: "id") @interfaceObject { id: ID! note: String }
  type Query { noted: [HistoryItem]! }`;

/** What is asked of a composition library. */
interface Composed {
  readonly supergraphSdl?: string | undefined;
  readonly errors?: readonly Error[] | undefined;
}

const libraries = [
  { name: 'Apollo', compose: (services: Services): Composed => composeByApollo([...services]) },
  { name: 'The Guild', compose: (services: Services): Composed => composeByGuild([...services]) },
];

type Services = ReturnType<typeof servicesOf>;

function servicesOf(sdls: Readonly<Record<string, string>>) {
  return Object.entries(sdls).map(([name, sdl]) => ({
    name,
    url: `http://${name}.example/graphql`,
    typeDefs: parse(sdl),
  }));
}

function typeOf(supergraph: DocumentNode, name: string): ObjectTypeDefinitionNode {
  for (const node of supergraph.definitions) {
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === name) return node;
  }
  throw new Error(`the supergraph has no type ${name}`);
}

const fieldsOf = ({ fields = [] }: ObjectTypeDefinitionNode) =>
  fields.map(({ name }) => name.value);

/** Which subgraph knows the type by which key, e.g. `RT_GRAPHQL: id`. */
function keysOf({ directives = [] }: ObjectTypeDefinitionNode): readonly string[] {
  return directives
    .filter(({ name }) => name.value === 'join__type')
    .map(({ arguments: given = [] }) =>
      given
        .map(({ value }) =>
          value.kind === Kind.ENUM || value.kind === Kind.STRING ? value.value : '',
        )
        .join(': '),
    )
    .sort();
}

describe.each(libraries)('composed by $name', ({ name, compose }) => {
  function supergraphOf(sdls: Readonly<Record<string, string>>): DocumentNode {
    const { supergraphSdl, errors } = compose(servicesOf(sdls));
    expect(errors ?? []).toEqual([]);
    return parse(supergraphSdl ?? '');
  }

  test('the subgraph is a graph of its own', () => {
    const supergraph = supergraphOf({ 'rt-graphql': rtGraphql });
    expect(keysOf(typeOf(supergraph, 'Ticket'))).toEqual(['RT_GRAPHQL: id', 'RT_GRAPHQL: number']);
    for (const name of ['User', 'Queue']) {
      expect(keysOf(typeOf(supergraph, name))).toEqual(['RT_GRAPHQL: id', 'RT_GRAPHQL: name']);
    }
    expect(fieldsOf(typeOf(supergraph, 'Query'))).toEqual(
      expect.arrayContaining(['ticket', 'tickets', 'viewer']),
    );
  });

  test('customers join it, and extend tickets and users', () => {
    const supergraph = supergraphOf({ 'rt-graphql': rtGraphql, customers });
    const [ticket, user] = [typeOf(supergraph, 'Ticket'), typeOf(supergraph, 'User')];
    expect(keysOf(ticket)).toEqual(['CUSTOMERS: number', 'RT_GRAPHQL: id', 'RT_GRAPHQL: number']);
    expect(keysOf(user)).toEqual(['CUSTOMERS: name', 'RT_GRAPHQL: id', 'RT_GRAPHQL: name']);
    expect(fieldsOf(ticket)).toEqual(expect.arrayContaining(['subject', 'queue', 'customer']));
    expect(fieldsOf(user)).toEqual(expect.arrayContaining(['realName', 'customer', 'accounts']));
  });

  test('another Relay subgraph, with nodes and pages of its own, joins it', () => {
    const orders = `extend schema
        @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
      type Query { node(id: ID!): Node orders(first: Int): OrderConnection! }
      interface Node { id: ID! }
      type Order implements Node @key(fields: "id") { id: ID! ticket: Ticket }
      type OrderConnection { nodes: [Order!]! pageInfo: PageInfo! }
      type PageInfo @shareable {
        hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String
      }
      type Ticket @key(fields: "id", resolvable: false) { id: ID! }`;
    const supergraph = supergraphOf({ 'rt-graphql': rtGraphql, customers, orders });
    expect(fieldsOf(typeOf(supergraph, 'Query'))).toEqual(
      expect.arrayContaining(['node', 'orders', 'tickets', 'customers']),
    );
  });

  test('inputs of which one member is needed are told where the library keeps that', () => {
    const { supergraphSdl = '', errors = [] } = compose(servicesOf({ 'rt-graphql': forHive }));
    if (name === 'Apollo') {
      expect(errors.map(String).join()).toContain('Unknown directive "@oneOf"');
      return;
    }
    expect(errors).toEqual([]);
    const told = [...supergraphSdl.matchAll(/^input (\w+) [^{]*@oneOf/gm)].map(([, type]) => type);
    const schema = buildSchema();
    const needed = Object.values(schema.getTypeMap()).filter(
      (type) => isInputObjectType(type) && type.isOneOf,
    );
    expect(needed.length).toBeGreaterThan(5);
    expect(told.sort()).toEqual(needed.map((type) => type.name).sort());
  });

  test('fields are added to every history item where the library can', () => {
    for (const sdl of [rtGraphql, forHive]) {
      const { supergraphSdl = '', errors = [] } = compose(servicesOf({ 'rt-graphql': sdl, notes }));
      if (name === 'Apollo') {
        // An interface below another one does not get the fields that are added to that.
        expect(errors.map(String).join()).toMatch(
          sdl === rtGraphql ? /MessageHistoryItem.*does not have field "note"/s : /@oneOf/,
        );
        continue;
      }
      expect(errors).toEqual([]);
      const supergraph = parse(supergraphSdl);
      for (const type of historyTypeNames) {
        expect(fieldsOf(typeOf(supergraph, type))).toEqual(
          expect.arrayContaining(['createdAt', 'note']),
        );
      }
    }
  });

  test('a subgraph that contradicts it does not', () => {
    const contradicting = customers.replace('number: Int!', 'number: Boolean!');
    const { errors = [] } = compose(servicesOf({ 'rt-graphql': rtGraphql, contradicting }));
    expect(errors.map(String).join()).toContain('Ticket.number');
  });
});
