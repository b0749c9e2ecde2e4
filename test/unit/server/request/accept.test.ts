import { expect, test } from 'vitest';
import { accepted } from '../../../../src/server/request/accept.js';

const json = 'application/json';
const graphqlJson = 'application/graphql-response+json';
const parts = 'multipart/mixed';
const events = 'text/event-stream';

test.each([
  [null, [json, graphqlJson]],
  ['', [json, graphqlJson]],
  ['*/*', [json, graphqlJson]],
  ['application/*', [json, graphqlJson]],
  ['application/json', [json]],
  ['APPLICATION/JSON; charset=UTF-8', [json]],
  ['application/json;charset="utf-8";q=0.5', [json]],
  ['text/html, application/json', [json]],
  [`${graphqlJson}, ${json};q=0.9`, [graphqlJson, json]],
  [`${json};q=0.2,${graphqlJson};q=0.3`, [graphqlJson, json]],
  [`${json};q=0, */*`, [graphqlJson]],
  [`*/*;q=0.1, ${graphqlJson}`, [graphqlJson, json]],
  ['foo, application/json', [json]],
])('%j is answered whole, as %j', (header, types) => {
  expect(accepted(header)).toMatchObject({ types, isIncremental: false });
});

test.each([
  [parts, [parts]],
  [events, [events]],
  [`${parts};deferSpec=20220824,${json}`, [json, parts]],
  [`${parts}, ${graphqlJson}, ${json}, ${events}`, [json, graphqlJson, parts]],
  [`${events}, ${parts};q=0.5`, [events]],
  [`${parts};q=0.1, ${events};q=0.2, */*;q=0.3`, [json, graphqlJson, events]],
])('%j may be answered in parts, as %j', (header, types) => {
  const answer = accepted(header);
  expect(answer?.isIncremental).toBe(true);
  expect(new Set(answer?.types)).toEqual(new Set(types));
});

test.each([
  'text/html',
  'image/*',
  'application/xml;q=0.9',
  'application/json;q=0',
  '*/*;q=0',
  'application/json; charset=iso-8859-1',
  'application/json;q=2',
  'application/json;q=x',
  'foo',
  '/',
  ',',
  'application/json/x',
  '\u0000',
])('%j fits nothing', (header) => {
  expect(accepted(header)).toBeUndefined();
});
