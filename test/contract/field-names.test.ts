import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { World } from '../../src/sandbox/world.js';
import { appFor, dataOf } from '../support/graphql/ask.js';
import { rawRt } from '../support/rest1/raw-rt.js';
import { testWorld } from '../support/world/world.js';
import { availableBackends, type RunningBackend } from './backends.js';

const fields: World['customFields'] = [
  { name: 'dup', on: 'ticket', type: 'Freeform', queues: ['General'] },
  { name: 'dup', on: 'ticket', type: 'Freeform', queues: ['Odd Queue'] },
  { name: 'Both', on: 'ticket', type: 'Freeform' },
  { name: 'both', on: 'ticket', type: 'Freeform', queues: ['Odd Queue'], multiple: true },
  { name: '重', on: 'ticket', type: 'Freeform', queues: ['General'] },
  { name: '重', on: 'ticket', type: 'Freeform', queues: ['Odd Queue'] },
  { name: 'Retired', on: 'ticket', type: 'Freeform', disabled: true },
  { name: 'Range', on: 'ticket', type: 'IPAddressRange' },
  { name: 'Ranges', on: 'ticket', type: 'IPAddressRange', multiple: true },
];
const world: World = { ...testWorld, customFields: [...testWorld.customFields, ...fields] };

const names = [
  'dup',
  'DUP',
  'Both',
  '重',
  'Retired',
  'No Such Field',
  'Odd Only',
  'Single',
  'Multi',
  'Range',
  'Ranges',
  'IP',
] as const;

const matches = [
  'isSet: true',
  'isSet: false',
  'eq: "a"',
  'neq: "a"',
  'contains: "a"',
  'contains: ""',
  'notContains: "m"',
  'startsWith: "m"',
  'endsWith: "z"',
  'gt: "b"',
  'lt: "n"',
  'eq: "10.0.0.5"',
  'neq: "10.0.0.5"',
  'eq: "10.0.0.0/28"',
  'lt: "10.0.0.5"',
  'eq: "2001:db8::1"',
  'eq: ""',
  'startsWith: ""',
  'gt: ""',
  'lt: ""',
  'contains: "192.168"',
  'notContains: "10.0"',
] as const;

/** What each ticket is made with. */
const tickets: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['General', {}],
  ['Odd Queue', {}],
  ['SLA Queue', {}],
  ['General', { dup: 'a', Single: 'a', Multi: 'a,z' }],
  ['General', { dup: 'm', Both: 'a', 重: 'm' }],
  ['Odd Queue', { dup: 'a', Both: 'm', Single: 'z', 'Odd Only': 'a' }],
  ['Odd Queue', { dup: 'z', 重: 'a', Multi: 'm' }],
  ['SLA Queue', { Both: 'z', Single: 'm' }],
  ['General', { Range: '10.0.0.0/28', Ranges: '10.0.0.0/28,192.168.0.1', IP: '10.0.0.5' }],
  ['General', { Ranges: '10.0.0.1-10.0.0.9,10.0.0.5', Range: '2001:db8::1-2001:db8::9' }],
];

/** RT 4 and 5 search custom fields by the same code, and a world of its own takes each of them half a minute. */
const backends = availableBackends().filter(({ name }) => name !== 'RT 4');

describe.each(backends)('names of custom fields, on $name', (backend) => {
  let rt: RunningBackend;
  let app: ReturnType<typeof appFor>;

  beforeAll(async () => {
    rt = await backend.start(world);
    app = appFor(rt.url);
    const raw = await rawRt(rt.url, 'root', 'password');
    for (const [queue, values] of tickets) {
      const lines = Object.entries(values).map(([name, value]) => `CF.{${name}}: ${value}\n`);
      const content = `id: ticket/new\nQueue: ${queue}\nSubject: made\n${lines.join('')}`;
      const { text } = await raw.post('ticket/new', { content });
      expect(text).toMatch(/# Ticket \d+ created\.\n\n$/);
    }
  });
  afterAll(async () => {
    await app?.close();
    await rt?.stop();
  });

  const find = async (filter: string): Promise<readonly number[]> => {
    const { tickets } = await dataOf(app, {
      query: `{ tickets(filter: { ${filter} }, first: 100) { nodes { number } } }`,
    });
    return tickets.nodes.map((node: { readonly number: number }) => node.number);
  };

  test.each(names)(
    'a condition on %s and its opposite are all tickets, each once',
    async (name) => {
      const all = await find('number: { gt: 0 }');
      expect(all).toHaveLength(tickets.length);
      for (const match of matches) {
        const condition = `customFields: [{ name: "${name}", match: { ${match} } }]`;
        const [found, others] = [await find(condition), await find(`not: { ${condition} }`)];
        expect(
          [...found, ...others].sort((a, b) => a - b),
          condition,
        ).toEqual(all);
      }
      for (const [positive, negative] of [
        ['eq: "a"', 'neq: "a"'],
        ['contains: "a"', 'notContains: "a"'],
        ['isSet: false', 'isSet: true'],
      ]) {
        const not = `not: { customFields: [{ name: "${name}", match: { ${positive} } }] }`;
        const found = await find(`customFields: [{ name: "${name}", match: { ${negative} } }]`);
        expect(found, `${name} ${negative}`).toEqual(await find(not));
      }
    },
  );

  test.each([
    ['dup', 'isSet: true', [4, 5, 6, 7]],
    ['dup', 'eq: "a"', [4, 6]],
    ['dup', 'gt: "b"', [5, 7]],
    ['Both', 'isSet: true', [5, 6, 8]],
    ['Both', 'neq: "a"', [1, 2, 3, 4, 6, 7, 8, 9, 10]],
    ['重', 'notContains: "a"', [1, 2, 3, 4, 5, 6, 8, 9, 10]],
    ['Retired', 'isSet: false', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    ['No Such Field', 'lt: "z"', []],
    ['Odd Only', 'isSet: false', [1, 2, 3, 4, 5, 7, 8, 9, 10]],
    ['Range', 'isSet: true', [9, 10]],
  ] as const)('%s, %s finds what has such a value', async (name, match, made) => {
    const [first = 0] = await find('number: { gt: 0 }');
    const found = await find(`customFields: [{ name: "${name}", match: { ${match} } }]`);
    expect(found.map((number) => number - first + 1)).toEqual(made);
  });

  test('several conditions on one field are fulfilled by several of its values', async () => {
    const all = await find('number: { gt: 0 }');
    const on = (name: string, match: string) => `{ name: "${name}", match: { ${match} } }`;
    for (const name of ['Multi', 'Single', 'dup', 'Ranges']) {
      for (const [one, other] of [
        ['gt: "b"', 'lt: "b"'],
        ['startsWith: "a"', 'startsWith: "z"'],
        ['endsWith: "a"', 'gt: "m"'],
        ['startsWith: "a"', 'isSet: true'],
        ['startsWith: "m"', 'neq: "a"'],
      ] as const) {
        const [a, b] = [on(name, one), on(name, other)];
        const [first, second] = [
          await find(`customFields: [${a}]`),
          await find(`customFields: [${b}]`),
        ];
        const both = first.filter((id) => second.includes(id));
        expect(await find(`customFields: [${a}, ${b}]`), `${a} ${b}`).toEqual(both);
        const rest = await find(`not: { customFields: [${a}, ${b}] }`);
        expect(
          [...both, ...rest].sort((x, y) => x - y),
          `${a} ${b}`,
        ).toEqual(all);
        const less = await find(`customFields: [${b}], not: { customFields: [${a}] }`);
        expect(less, `${b} without ${a}`).toEqual(second.filter((id) => !first.includes(id)));
      }
    }
  });
});
