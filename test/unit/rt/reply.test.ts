import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseReply } from '../../../src/rt/connection/reply.js';
import { CredentialsError, RtBadReplyError, RtCrashError } from '../../../src/rt/errors.js';

const version = '5.0.3+dfsg-3~deb12u6';

function thrownBy(body: string): unknown {
  try {
    return parseReply(body);
  } catch (error) {
    return error;
  }
}

describe('the status line', () => {
  test('is taken off together with its blank line', () => {
    expect(parseReply(`RT/${version} 200 Ok\n\nid: ticket/1\n\n`)).toEqual({
      version,
      status: 200,
      statusText: 'Ok',
      payload: 'id: ticket/1\n\n',
      empty: false,
    });
  });

  test.each([
    [409, 'Syntax Error', '# spam: Unknown field.\n\nid: \nSpam: 1\n\n'],
    [400, 'Bad Request', 'No objects specified.\n'],
    [400, 'Bad request', "Invalid query: 'x'.\n\n\n"],
    [403, 'Forbidden', 'Permission denied\n\n'],
    [404, 'Ticket not found', "Couldn't load ticket id: '99999'.\n"],
    [500, 'Server Error', 'Unsupported object type.\n\n'],
  ])('%i %s is an answer like any other', (status, statusText, payload) => {
    expect(parseReply(`RT/${version} ${status} ${statusText}\n\n${payload}`)).toMatchObject({
      status,
      statusText,
      payload,
    });
  });

  test('a payload may begin with blank lines of its own', () => {
    expect(parseReply('RT/5.0.3 200 Ok\n\n\n\n').payload).toBe('\n\n');
  });

  test('any payload comes back whole', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'RT/5 200\n\r\0\u0085\u2028é😀') }),
        (payload) => {
          expect(parseReply(`RT/4.4.6 200 Ok\n\n${payload}`).payload).toBe(payload);
        },
      ),
    );
  });

  test('no body at all means that RT has nothing to say', () => {
    expect(parseReply('')).toMatchObject({ status: 200, payload: '', empty: true });
  });

  test('a logout ends after its line', () => {
    expect(parseReply('RT/5.0.3 200 Ok\n')).toMatchObject({ status: 200, payload: '' });
  });
});

describe('refused credentials', () => {
  test('without a message', () => {
    const error = thrownBy(`RT/${version} 401 Credentials required\n`);
    expect(error).toBeInstanceOf(CredentialsError);
    expect(error).toMatchObject({ facts: {} });
  });

  test.each([
    'Your username or password is incorrect',
    'Ihr Benutzername oder Passwort ist falsch',
  ])('with RT’s words: %s', (words) => {
    const error = thrownBy(`RT/${version} 401 Credentials required\n\n${words}\n`);
    expect(error).toBeInstanceOf(CredentialsError);
    expect(error).toMatchObject({ facts: { rtMessage: words } });
  });
});

describe('bodies without a status line', () => {
  test('a Perl error is a crash, and neither paths nor stack are told', () => {
    const error = thrownBy(
      'Can\'t call method "new" on an undefined value at /usr/share/request-tracker5/lib/RT/Transaction.pm ' +
        'line 1572, <GEN508> line 25.\n\nStack:\n  [/usr/share/request-tracker5/lib/RT/Transaction.pm:1572]\n',
    );
    expect(error).toBeInstanceOf(RtCrashError);
    expect(error).toMatchObject({
      facts: { rtMessage: 'Can\'t call method "new" on an undefined value' },
    });
  });

  test('endless recursion is a crash', () => {
    const error = thrownBy(
      'subrequest depth > 32 (infinite subrequest loop?)\nStack:\n  [/usr/share/perl5/HTML/Mason.pm:406]\n',
    );
    expect(error).toMatchObject({
      facts: { rtMessage: 'subrequest depth > 32 (infinite subrequest loop?)' },
    });
  });

  test.each([
    '<!DOCTYPE html>\n<html>',
    '\n  <html><body>502 Bad Gateway',
    '<?xml version="1.0"?>',
  ])('a page such as %j is not taken for a crash', (page) => {
    const error = thrownBy(page);
    expect(error).toBeInstanceOf(RtBadReplyError);
    expect(error).not.toBeInstanceOf(RtCrashError);
  });

  test.each(['\n\nRT/5.0.3 200 Ok\n\n', ' RT/5.0.3 200 Ok\n\n', 'RT/5.0.3 OK', 'RT/ 200 Ok'])(
    'what is only like a status line (%j) is refused',
    (body) => {
      expect(thrownBy(body)).toBeInstanceOf(RtBadReplyError);
    },
  );

  test('nothing but the project’s own errors is thrown, and no path gets through', () => {
    const body = fc.array(
      fc.constantFrom(' at /usr/share/x line 3.', '\n', 'Stack:', '<html', 'x', ' line 3', 'RT/'),
    );
    fc.assert(
      fc.property(body, (parts) => {
        const error = thrownBy(parts.join(''));
        if (parts.join('') === '') return;
        expect(error).toBeInstanceOf(RtBadReplyError);
        expect(JSON.stringify(error)).not.toContain('/usr/share');
      }),
    );
  });
});
