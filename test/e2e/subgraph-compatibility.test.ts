import {
  type DirectiveNode,
  type DocumentNode,
  Kind,
  parse,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask, dataOf } from '../support/graphql/ask.js';

/** RT 4 and RT 5 are the same subgraph to a gateway. */
const backends = sharedBackends().filter(({ name }) => name !== 'RT 4');

/** Directives that the suite has a case for and this schema no use, and why. */
const unused = [
  ['@requires', 'no field is computed from what another subgraph owns'],
  ['@provides', 'every field of an entity can be had from here anyway'],
  ['@tag', 'the schema has no contracts: RT decides what a caller sees'],
  ['@override', 'no field moved here from another subgraph'],
  ['@inaccessible', 'clients of a graph may see all that clients of this server may'],
  ['@composeDirective', 'the schema defines no directives'],
  ['@interfaceObject', 'its interfaces are its own'],
] as const;

const machinery = ['_Any', '_Entity', '_Service'];

/**
 * The fifteen cases of Apollo's subgraph compatibility suite, asked of this schema: the suite itself insists on a
 * schema of products, which Request Tracker has none of. Five apply.
 */
describe.each(backends)('the subgraph on $name, by the compatibility suite', (backend) => {
  const { tickets } = backend.populated;
  const app = appFor(backend.url, { FEDERATION: 'on' });
  let sdl: DocumentNode;
  beforeAll(async () => {
    sdl = parse((await dataOf(app, { query: '{ _service { sdl } }' }))._service.sdl);
  });
  afterAll(() => app.close());

  /** Every use of a directive on a type or field, with its arguments. */
  function usesOf(directive: string, typeName?: string): readonly Record<string, unknown>[] {
    const uses: DirectiveNode[] = [];
    visit(sdl, {
      ObjectTypeDefinition: ({ name }) =>
        typeName === undefined || name.value === typeName ? undefined : false,
      InterfaceTypeDefinition: () => (typeName === undefined ? undefined : false),
      Directive(node) {
        if (`@${node.name.value}` === directive) uses.push(node);
      },
    });
    return uses.map(({ arguments: given = [] }) =>
      Object.fromEntries(given.map(({ name, value }) => [name.value, valueFromASTUntyped(value)])),
    );
  }

  async function entities(representations: readonly object[], selection: string) {
    const query = `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { __typename ${selection} }
    }`;
    return (await dataOf(app, { query, variables: { representations } }))._entities;
  }

  test('the federation types are there', async () => {
    const { service, entity, any } = await dataOf(app, {
      query: `{
        service: __type(name: "_Service") { kind fields { name type { name } } }
        entity: __type(name: "_Entity") { kind possibleTypes { name } }
        any: __type(name: "_Any") { kind }
      }`,
    });
    expect(service).toEqual({
      kind: 'OBJECT',
      fields: [{ name: 'sdl', type: { name: 'String' } }],
    });
    expect(any.kind).toBe('SCALAR');
    const keyed = sdl.definitions.flatMap((node) =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION &&
      node.directives?.some(({ name }) => name.value === 'key')
        ? [node.name.value]
        : [],
    );
    const members: readonly { readonly name: string }[] = entity.possibleTypes;
    expect(members.map(({ name }) => name).sort()).toEqual(keyed.sort());
  });

  test('_service: the SDL has the types that clients see', async () => {
    const { __schema } = await dataOf(app, { query: '{ __schema { types { name } } }' });
    const seen: readonly { readonly name: string }[] = __schema.types;
    const builtIn = /^(__.*|String|Int|Float|Boolean|ID)$/;
    const told = sdl.definitions.flatMap((node) =>
      'name' in node && node.name && node.kind !== Kind.DIRECTIVE_DEFINITION
        ? [node.name.value]
        : [],
    );
    expect(told).toContain('Query');
    expect(told.sort()).toEqual(
      seen
        .map(({ name }) => name)
        .filter((name) => !builtIn.test(name) && !machinery.includes(name))
        .sort(),
    );
  });

  test('@key (single): a type with one key is found by it', async () => {
    expect(usesOf('@key', 'Group')).toEqual([{ fields: 'id' }]);
    const { groups } = await dataOf(app, {
      query: '{ groups(filter: { name: { eq: "Ops Team" } }) { nodes { id } } }',
    });
    const [{ id }] = groups.nodes;
    const found = await entities([{ __typename: 'Group', id }], '... on Group { id name }');
    expect(found).toEqual([{ __typename: 'Group', id, name: 'Ops Team' }]);
  });

  test('repeatable @key: a type with two keys is found by either', async () => {
    expect(usesOf('@key', 'Ticket')).toEqual([{ fields: 'id' }, { fields: 'number' }]);
    const number = tickets.plain;
    const id = `ticket/${number}`;
    const found = await entities(
      [
        { __typename: 'Ticket', id },
        { __typename: 'Ticket', number },
        { __typename: 'Ticket', id, number },
      ],
      '... on Ticket { id number subject }',
    );
    const ticket = { __typename: 'Ticket', id, number, subject: 'Plain one' };
    expect(found).toEqual([ticket, ticket, ticket]);
  });

  test('@link: federation 2 is linked once, with names that it has', () => {
    const links = usesOf('@link').filter(({ url }) => /\/federation\/v2\.\d+$/.test(String(url)));
    expect(links).toHaveLength(1);
    expect(links[0]?.['import']).toEqual(['@cost', '@key', '@listSize', '@shareable']);
  });

  test('@shareable: what every Relay subgraph has may be in several', () => {
    expect(usesOf('@shareable', 'PageInfo')).toEqual([{}]);
  });

  test.each(['@key (multi)', '@key (composite)'])(
    '%s does not apply: every key is one field that is a scalar',
    () => {
      const keys = usesOf('@key');
      expect(keys.length).toBeGreaterThan(0);
      for (const { fields } of keys) expect(fields).toMatch(/^\w+$/);
    },
  );

  test.each(unused)('%s does not apply: %s', (directive) => {
    expect(usesOf(directive)).toEqual([]);
  });

  test('federated tracing does not apply: whoever asks for it gets the answer alone', async () => {
    const answer = await ask(app, {
      query: `{ ticket(id: ${tickets.plain}) { subject } }`,
      headers: { 'apollo-federation-include-trace': 'ftv1', 'x-rt-trace': '0' },
    });
    expect(answer).toMatchObject({ data: { ticket: { subject: 'Plain one' } }, errors: undefined });
  });
});
