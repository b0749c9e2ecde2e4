import { describe, expect, test } from 'vitest';
import type { Rest2Reply, RtClient } from '../../../src/rt/connection/client.js';
import { RtNotReachedError } from '../../../src/rt/errors.js';
import { LostAnswer } from '../../../src/rt/rest1/write/write.js';
import { write2 } from '../../../src/rt/rest2/write/write.js';

const json = { 'content-type': 'application/json; charset=utf-8' };
const html = { 'content-type': 'text/html' };
const at = (path: string) => ({ ...json, location: `http://rt.example.org/REST/2.0/${path}` });
const page = '<html>no</html>';

/** What is told of a write that was answered so. */
async function toldOf(operation: string, status: number, headers: object, body: string) {
  const answer = { status, headers, body } as Rest2Reply;
  const rt = { call2: async () => answer } as unknown as RtClient;
  try {
    const told = await write2(rt, { operation, method: 'POST', path: operation, values: {} });
    return told instanceof LostAnswer ? 'lost' : { status: told.status, made: told.made };
  } catch (error) {
    return error instanceof RtNotReachedError ? 'not reached' : error;
  }
}

describe('an answer of REST 2.0 to a write', () => {
  test.each([
    ['names what it made twice', 'ticket', 201, at('ticket/17'), '{"type":"ticket","id":"17"}', 17],
    ['lost its header', 'ticket', 201, json, '{"type":"ticket","id":"17"}', 17],
    ['lost its body’s number', 'ticket', 201, at('ticket/17'), '["Ticket 17 created"]', 17],
    ['names a message', 'ticket/comment', 201, at('transaction/9'), '["Comments added"]', 9],
    ['lost a message’s header', 'ticket/comment', 201, json, '["Comments added"]', undefined],
    ['is no message’s number', 'ticket/comment', 201, json, '{"type":"user","id":"3"}', undefined],
  ] as const)('%s', async (_, operation, status, headers, body, made) => {
    expect(await toldOf(operation, status, headers, body)).toEqual({ status: 200, made });
  });

  test.each([
    ['a ticket without any number', 'ticket', 201, json, '["Ticket created"]'],
    ['a ticket with another kind’s number', 'ticket', 201, json, '{"type":"queue","id":"3"}'],
    ['two numbers of one ticket', 'ticket', 201, at('ticket/18'), '{"type":"ticket","id":"17"}'],
    ['an empty 200', 'ticket', 200, html, ''],
    ['a gateway that got nothing', 'ticket', 502, html, page],
    ['a gateway that gave up', 'ticket', 408, html, page],
    ['a firewall that may have read the answer', 'ticket', 403, html, page],
    ['a failure of RT', 'ticket', 500, json, '{"message":"Internal"}'],
  ] as const)('%s leaves open whether it was done', async (_, operation, status, headers, body) => {
    expect(await toldOf(operation, status, headers, body)).toBe('lost');
  });

  test.each([301, 302, 303, 307, 308, 400, 404, 409, 410, 412, 422, 499])(
    'HTTP %i as a page may stand in place of RT’s answer',
    async (status) => {
      expect(await toldOf('ticket', status, html, page)).toBe('lost');
    },
  );

  test.each([405, 411, 413, 414, 415, 429, 431])(
    'HTTP %i as a page says that RT has not seen it',
    async (status) => {
      expect(await toldOf('ticket', status, html, page)).toBe('not reached');
    },
  );

  test.each([400, 403, 404, 405, 409, 412, 413, 422])(
    'HTTP %i in RT’s own words is a refusal',
    async (status) => {
      const told = await toldOf('ticket', status, json, '{"message":"Permission Denied"}');
      expect(told).toEqual({ status, made: undefined });
    },
  );
});
