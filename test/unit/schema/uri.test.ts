import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUri } from '../../../src/schema/uri.js';
import { cpuMs } from '../../support/process/cpu-ms.js';

describe('a URI', () => {
  test.each([
    'https://example.org/a,b?c=d#e',
    'http://user:secret@example.org:8080/a/../b/',
    'http://[2001:db8::7]:80/x',
    'http://[v1.fe80::a+en1]/',
    'https://example.org/stra%C3%9Fe%20x',
    'https://example.org?first&second=?/',
    'fsck.com-rt://example.com/ticket/12',
    'fsck.com-article://example.com/article/3',
    'mailto:Alice@example.com',
    'news:comp.infosystems.www.servers.unix',
    'tel:+1-816-555-1212',
    'urn:oasis:names:specification:docbook:dtd:xml:4.1.2',
    'file:///etc/hosts',
    'about:',
    'git+ssh://host/x',
    'asset:4',
  ])('%s', (text) => {
    expect(isUri(text)).toBe(true);
  });

  test.each([
    '',
    'example.org/x',
    '//example.org/x',
    '/x',
    '17',
    ':x',
    '1a:x',
    'http://exa mple.org',
    'http://example.org/a b',
    ' http://example.org',
    'http://example.org\n',
    'http://example.org/straße',
    'http://пример.рф/',
    'http://example.org/%',
    'http://example.org/%zz',
    'http://example.org/%2',
    'http://example.org/<x>',
    'http://example.org/"x"',
    'http://example.org/{x}|^`\\',
    'http://example.org/#a#b',
    'http://example.org/[x]',
    'http://[::1',
    'http://[::1]x/',
    'http://[1.2.3.4]/',
    'http://[not an address]/',
    'http://example.org:80a/',
    'http://a@b@c/',
    'java\nscript:x',
  ])('is not %j', (text) => {
    expect(isUri(text)).toBe(false);
  });

  test('is known by its parts, and by any letter that has to be encoded', () => {
    const letters = (more: string) =>
      fc.string({
        unit: fc.constantFrom(..."azAZ09-._~!$&'()*+,;=", '%41', '%c3%9f', ...more),
        maxLength: 12,
      });
    const uri = fc.record({
      scheme: fc.stringMatching(/^[a-z][a-z0-9+.-]{0,5}$/),
      host: fc.option(letters('')),
      path: fc.array(letters(':@'), { maxLength: 4 }),
      query: fc.option(letters(':@/?')),
      fragment: fc.option(letters(':@/?')),
    });
    fc.assert(
      fc.property(
        uri,
        fc.constantFrom(...' "<>\\^`{|}é漢\n\0', '\ud83d', '%', '%g0'),
        fc.nat(),
        ({ scheme, host, path, query, fragment }, bad, seed) => {
          const start = `${scheme}:${host === null ? 'x' : `//${host}`}`;
          const rest = [
            path.map((part) => `/${part}`).join(''),
            query === null ? '' : `?${query}`,
            fragment === null ? '' : `#${fragment}`,
          ].join('');
          expect(isUri(start + rest)).toBe(true);
          // Not within an encoded octet, where a `%` may find the digits that it needs.
          const at = start.length + (rest === '' ? 0 : seed % rest.length);
          const whole = start + rest;
          fc.pre(bad !== '%' || !/^[0-9a-f]{2}/i.test(whole.slice(at)));
          expect(isUri(whole.slice(0, at) + bad + whole.slice(at))).toBe(false);
        },
      ),
    );
  });

  test('of megabytes is read in milliseconds', () => {
    for (const text of ['a', '%41', '/', '@', '[', ':']) {
      const start = cpuMs();
      isUri(`http://${text.repeat(3_000_000)}`);
      isUri(`http://h/${text.repeat(3_000_000)}`);
      expect(cpuMs() - start).toBeLessThan(2000);
    }
  });
});
