import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import type { RtClient } from '../../../../src/rt/connection/client.js';
import { TicketRange } from '../../../../src/rt/connection/ticket-range.js';
import {
  CredentialsError,
  NotFoundError,
  RtBadReplyError,
  RtError,
} from '../../../../src/rt/errors.js';
import { ContentOnly, readAttachment } from '../../../../src/rt/rest1/read/attachment-content.js';
import { endsOfContent } from '../../../../src/rt/rest1/whole-answer.js';

function clientOf(body: Readable): RtClient {
  return {
    range: new TicketRange(),
    webUrl: 'https://help.example.com',
    isPrivileged: () => true,
    call2: () => Promise.reject(new Error('not asked')),
    identity: () => Promise.reject(new Error('not asked')),
    account: () => Promise.resolve('user/14'),
    signIn: () => Promise.reject(new Error('not asked')),
    call: () => Promise.reject(new Error('not asked')),
    stream: async () => ({
      body,
      contentType: 'text/plain',
      charge: () => undefined,
      expired: () => undefined,
    }),
  };
}

async function cut(...chunks: readonly Buffer[]): Promise<Buffer> {
  return buffer(Readable.from(chunks).pipe(new ContentOnly()));
}

const line = 'RT/5.0.3+dfsg-3~deb12u6 200 Ok\n\n';
const { raw, none, form } = endsOfContent;
/** RT sends bytes as characters of Latin-1. */
const answerOf = (bytes: Buffer) =>
  Buffer.concat([Buffer.from(line), Buffer.from(bytes.toString('latin1')), raw]);

describe('the bytes behind the status line', () => {
  const bodies = [
    Buffer.from('no trailing newline'),
    Buffer.from('\n\n  leading and trailing newlines\n\n\n'),
    Buffer.from('RT/5.0.3 200 Ok\n\nid: 1\n--\n\nid: 2\n'),
    Buffer.from('caf\xe9 na\xefve\r\n\0', 'latin1'),
    Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
  ];

  test('are whole wherever the first chunk ends', async () => {
    for (const body of bodies) {
      const answer = answerOf(body);
      for (let at = 0; at <= answer.length; at++) {
        const bytes = await cut(answer.subarray(0, at), answer.subarray(at));
        expect(bytes.equals(body)).toBe(true);
      }
    }
  });

  test('are whole when they come one by one', async () => {
    for (const body of bodies) {
      const answer = answerOf(body);
      const bytes = await cut(...Array.from(answer, (byte) => Buffer.from([byte])));
      expect(bytes.equals(body)).toBe(true);
    }
  });

  test('come after a byte order mark that a proxy put before all of it', async () => {
    const bytes = await cut(Buffer.from('\uFEFF'), answerOf(Buffer.from('\uFEFFown mark')));
    expect(bytes.toString()).toBe('\uFEFFown mark');
  });

  test('are empty when RT has none', async () => {
    expect((await cut(Buffer.from(line), none)).length).toBe(0);
  });

  test('are no answer when any of them, or of what ends them, is missing', async () => {
    for (const body of [...bodies, Buffer.alloc(500, '\n')]) {
      const answer = answerOf(body);
      for (let at = 0; at < answer.length; at++) {
        await expect(cut(answer.subarray(0, at))).rejects.toBeInstanceOf(RtBadReplyError);
      }
    }
  });

  test('are told from what RT says of a missing attachment', async () => {
    const words = Buffer.from(`${line}# Attachment 9 does not exist.\n\n`);
    await expect(cut(words, form)).rejects.toBeInstanceOf(NotFoundError);
    expect(String(await cut(words, raw))).toBe('# Attachment 9 does not exist.\n\n');
    // As older RTs send bytes.
    expect(String(await cut(Buffer.from(`${line}old\n\n`), form))).toBe('old\n\n');
  });
});

describe('an answer without content', () => {
  test.each([
    'RT/5.0.3 401 Credentials required\n',
    'RT/5.0.3 401 Credentials required\n\nYour username or password is incorrect\n',
  ])('%j means that the session is gone', async (answer) => {
    for (let at = 0; at <= answer.length; at++) {
      const chunks = [Buffer.from(answer.slice(0, at)), Buffer.from(answer.slice(at))];
      await expect(cut(...chunks)).rejects.toBeInstanceOf(CredentialsError);
    }
  });

  test.each([
    'RT/5.0.3 400 Bad Request\n\nx',
    "Can't call method at /usr/share/x line 1.\n\nStack:\n",
    '<!DOCTYPE html>\n\n<html>',
    'RT/5.0.3 200 Ok',
    'x'.repeat(2000),
  ])('%j is refused', async (answer) => {
    await expect(cut(Buffer.from(answer))).rejects.toBeInstanceOf(RtBadReplyError);
  });
});

describe('an attachment in memory', () => {
  const body = () => Readable.from([Buffer.from(`${line}0123`), Buffer.from(`456789${raw}`)]);

  test('is whole up to the limit', async () => {
    const bytes = await readAttachment(clientOf(body()), 57, 10, { cut: false });
    expect(bytes?.toString()).toBe('0123456789');
  });

  test('beyond the limit is cut or left out, and the rest is not read', async () => {
    const source = body();
    const bytes = await readAttachment(clientOf(source), 57, 4, { cut: true });
    expect(bytes?.toString()).toBe('0123');
    expect(source.destroyed).toBe(true);
    expect(await readAttachment(clientOf(body()), 57, 9, { cut: false })).toBeUndefined();
  });

  test('a connection that breaks is told in the project’s own words', async () => {
    const source = new PassThrough();
    source.write(`${line}half`);
    setImmediate(() => source.destroy(new Error('socket hang up')));
    const failure = readAttachment(clientOf(source), 57, 100, { cut: false });
    await expect(failure).rejects.toBeInstanceOf(RtError);
  });
});
