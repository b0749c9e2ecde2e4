import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/server/app.js';
import { ownRows } from '../support/backends/own-rows.js';
import { appFor, ask, credentialsOf, dataOf } from '../support/graphql/ask.js';
import { type FedMail, feedMails } from '../support/mail/feed-mails.js';
import { type RealRt, startRealRt } from '../support/real-rt/real-rt.js';
import { realRtAvailable } from '../support/real-rt/rt-install.js';
import { rawRt } from '../support/rest1/raw-rt.js';
import { testWorld } from '../support/world/world.js';

const folder = new URL('../mails/', import.meta.url);
const read = (path: string | URL, base: string | URL = import.meta.url) =>
  readFileSync(new URL(path, base));
const samples: Readonly<Record<string, readonly (readonly [string, string])[]>> = JSON.parse(
  read('../generated/charset-samples.json').toString(),
);
/** Charsets in which a part's name can be read too: RT reads its headers in the same charset. */
const charsets = Object.keys(samples).filter(
  (name) =>
    !/^(?:UTF-?(?:16|32|7)|UCS|cp(?:37|424|500|875|10[24])|posix|.*-raw|MIME|utf8$|gsm|Adobe|symbol|dingbats|Mac(?:Sym|Ding|Ukr)|ascii|iso-ir|hz|Mac[JAFH])/i.test(
      name,
    ),
);

let boundaries = 0;
/** A multipart of parts; each is its headers, then its body. */
function multi(type: string, ...parts: readonly (readonly [string, string])[]): [string, string] {
  boundaries += 1;
  const boundary = `b${boundaries}`;
  const body = parts.map(([head, text]) => `--${boundary}\n${head}\n\n${text}\n`).join('');
  return [`Content-Type: ${type}; boundary=${boundary}`, `${body}--${boundary}--\n`];
}
const mail = ([head, body]: readonly [string, string]) =>
  `From: agent@example.com\nSubject: x\nMessage-ID: <${boundaries}@x>\nMIME-Version: 1.0\n${head}\n\n${body}`;
const base64 = (type: string, bytes: Buffer, more = ''): [string, string] => [
  `Content-Type: ${type}\nContent-Transfer-Encoding: base64${more}`,
  (bytes.toString('base64').match(/.{1,76}/g) ?? []).join('\n'),
];
const plain: [string, string] = ['Content-Type: text/plain', 'words of mine'];
const html = (text: string): [string, string] => ['Content-Type: text/html', text];
const bytes = (size: number) =>
  Buffer.from(Array.from({ length: size }, (_, at) => (at * 7) % 251));
const inner = mail(multi('multipart/mixed', html('<p>inner</p>'), base64('image/png', bytes(40))));

const ownMails = {
  lengths: mail(
    multi(
      'multipart/mixed',
      plain,
      base64('image/png', bytes(3000), '\nContent-Length: 5'),
      base64('image/png', bytes(13), '\nContent-Length: 5000'),
      base64('image/png', bytes(400_000), '\nContent-Length: 300000'),
      base64('image/png', bytes(400_000), '\nContent-Length: 4'),
      base64('image/png', bytes(400_000)),
      ['Content-Type: text/plain; charset=utf-8\nContent-Length: 3', 'Grüße'],
      ['Content-Type: text/plain; charset=us-ascii', 'Grüße, 日本?'],
      ['Content-Type: text/plain; charset=utf-8', 'ü'.repeat(200_000)],
      ['Content-Type: text/plain; charset=utf-8', 'u'.repeat(300_000)],
    ),
  ),
  digest: mail(multi('multipart/digest', ['Content-Type: message/rfc822', inner], ['', inner])),
  nested: mail(
    multi(
      'multipart/mixed',
      html('<p>mine</p>'),
      ['Content-Type: message/rfc822', mail(['Content-Type: message/rfc822', inner])],
      ['Content-Type: message/rfc822', mail(base64('image/png', bytes(400_000)))],
    ),
  ),
  halves: mail(
    multi(
      'multipart/alternative',
      plain,
      multi(
        'multipart/mixed',
        html('<p>one <img src="cid:pic@x"></p>'),
        base64('image/png', bytes(9), '\nContent-ID: <pic@x>'),
        base64('image/png', bytes(9), '\nContent-ID: <unused@x>'),
        html('<p>two</p>'),
        base64('image/png', bytes(9), '\nContent-ID: <late@x>\nContent-Disposition: attachment'),
        html('<p>three <img src="cid:late@x"> https://x.example/?acid:unused@x</p>'),
      ),
    ),
  ),
  pages: mail(
    multi(
      'multipart/mixed',
      plain,
      ['Content-Type: text/html\nContent-Disposition: attachment', '<p>file</p>'],
      ['Content-Type: text/html; name="page.html"', '<p>named file</p>'],
    ),
  ),
  wordless: mail(base64('application/zip', bytes(50))),
};

/** Each charset as a file that RT keeps, and some as HTML that RT converts; twenty a mail. */
const charsetMails = Array.from({ length: Math.ceil(charsets.length / 20) }, (_, page) =>
  mail(
    multi(
      'multipart/mixed',
      plain,
      ...charsets.slice(page * 20, page * 20 + 20).flatMap((charset, at) => {
        const text = Buffer.from(samples[charset]?.[0]?.[0] ?? '', 'base64');
        const named = (type: string) =>
          base64(`${type}; charset="${charset}"; name="${charset}"`, text);
        return at % 4 === 0 ? [named('text/csv'), named('text/html')] : [named('text/csv')];
      }),
    ),
  ),
);

const versions = ([5, 4] as const).filter(realRtAvailable);

describe.each(versions)('mails that RT %s took', (version) => {
  let rt: RealRt;
  let app: App;
  let fed: Readonly<Record<string, FedMail>>;
  beforeAll(async () => {
    rt = await startRealRt(version, testWorld);
    const files = readdirSync(folder).map((name) => [name, read(name, folder)] as const);
    fed = await feedMails(rt, {
      ...Object.fromEntries(files),
      ...ownMails,
      ...Object.fromEntries(charsetMails.map((text, page) => [`charsets ${page}`, text])),
    });
    app = appFor(rt.url, {
      MAX_PAGE_SIZE: '300',
      MAX_RT_CALLS: '1000',
      MAX_COST: '100000',
      MAX_COST_PER_MINUTE: '10000000',
    });
  });
  afterAll(async () => {
    await app?.close();
    await rt?.stop();
  });

  const ticketOf = (name: string) => fed[name]?.ticket ?? 0;
  const messageOf = async (name: string, fields: string) =>
    (
      await dataOf(app, {
        query: `{ ticket(id: ${ticketOf(name)}) { firstMessage { ${fields} } } }`,
      })
    ).ticket.firstMessage;
  const download = async (id: string, headers: Readonly<Record<string, string>> = {}) => {
    const response = await app.fetch(
      new Request(`http://localhost/attachments/${id.replace('attachment/', '')}`, {
        headers: { authorization: credentialsOf('root'), ...headers },
      }),
    );
    return { response, body: Buffer.from(await response.arrayBuffer()) };
  };

  /** The mails whose every part is downloaded, which takes long. */
  const downloaded = new Set([
    'forwarded.eml',
    'bounce.eml',
    'boms.eml',
    'label-us-ascii-bytes-utf-8.eml',
    ...Object.keys(ownMails),
  ]);
  const names = [...readdirSync(folder), ...Object.keys(ownMails)];
  test.each(ownRows(version, names))(
    '%s: every part has RT’s bytes, RT’s text, and a size that is theirs',
    async (name) => {
      const fields = 'id contentType size isInline text base64';
      const { ticket } = await dataOf(app, {
        query: `{ ticket(id: ${ticketOf(name)}) {
        firstMessage { attachments(filter: { includeContainers: true }) { ${fields} } }
        attachments(first: 300, filter: { includeContainers: true }) { nodes { id size isInline } }
        inline: attachments(first: 300, filter: { inline: true }) { nodes { id } }
      } }`,
      });
      const own = fed[name]?.parts ?? [];
      const { attachments } = ticket.firstMessage;
      expect(attachments.map(({ id }: { id: string }) => id)).toEqual(
        own.map(({ id }) => `attachment/${id}`),
      );
      for (const [at, part] of attachments.entries()) {
        const length = Buffer.from(part.base64, 'base64').length;
        // RT writes the headers of a mail that it puts together in any order.
        if (part.contentType !== 'message/rfc822') expect(part.base64).toBe(own[at]?.bytes);
        expect([null, length]).toContain(part.size);
        if (own[at]?.text != null) expect(part.text).toBe(own[at].text);
        const listed = ticket.attachments.nodes.find(({ id }: { id: string }) => id === part.id);
        expect(listed).toEqual({ id: part.id, size: part.size, isInline: part.isInline });
        if (!downloaded.has(name)) continue;
        const { response, body } = await download(part.id);
        expect(response.status).toBe(200);
        expect(body.length).toBe(length);
        expect([null, String(length)]).toContain(response.headers.get('content-length'));
      }
      const shown = attachments.filter(({ isInline }: { isInline: boolean }) => isInline);
      expect(
        ticket.inline.nodes.filter(({ id }: { id: string }) =>
          own.some((part) => `attachment/${part.id}` === id),
        ),
      ).toEqual(shown.map(({ id }: { id: string }) => ({ id })));
    },
  );

  test('files and HTML in every charset read as Perl reads them', async () => {
    const seen = new Set<string>();
    for (const [page] of charsetMails.entries()) {
      const { attachments } = await messageOf(
        `charsets ${page}`,
        'attachments(filter: { named: true }) { filename contentType text }',
      );
      for (const { filename, contentType, text } of attachments) {
        expect([contentType, filename, text]).toEqual([
          contentType,
          filename,
          samples[filename]?.[0]?.[1],
        ]);
        seen.add(filename);
      }
    }
    expect([...seen].sort()).toEqual([...charsets].sort());
    expect(charsets.length).toBeGreaterThan(60);
  });

  test.each([
    ['charset-shift_jis.eml', 'shift_jis'],
    ['charset-gbk.eml', 'gbk'],
    ['charset-windows-874.eml', 'windows-874'],
    ['charset-iso-8859-16.eml', 'iso-8859-16'],
    ['charset-utf-16.eml', 'utf-16be'],
  ])('downloads of %s name the charset as browsers do', async (name, charset) => {
    const { attachments } = await messageOf(name, 'attachments { id }');
    const { response } = await download(attachments.at(-1).id);
    expect(response.headers.get('content-type')).toBe(`text/plain; charset=${charset}`);
  });

  test.each([
    ['charset-shift_jis.eml', /^<html><body><p>日本語テスト 表示<\/p>/],
    ['charset-gbk.eml', /^<html><body><p>简体中文測<\/p>/],
    ['charset-iso-8859-16.eml', /^<html><body><p>Șț<\/p>/],
    ['html-split.eml', /^<p>first half<\/p>\s*<p>second half<\/p>$/],
    ['html-body-with-name.eml', /^<p>named body<\/p>$/],
    [
      'halves',
      /^<p>one <img src="http[^"]*"><\/p>\s*<p>two<\/p>\s*<p>three <img src="http[^"]*"> https:\/\/x.example\/\?acid:unused@x<\/p>$/,
    ],
    ['nested', /^<p>mine<\/p>$/],
    ['forwarded.eml', null],
    ['forwarded-only.eml', null],
    ['bounce.eml', null],
    ['html-attached.eml', null],
    ['digest', null],
    ['pages', null],
  ])('the HTML of %s is its sender’s', async (name, wanted) => {
    const message = await messageOf(name, 'html');
    if (wanted === null) expect(message.html).toBeNull();
    else expect(message.html).toMatch(wanted);
  });

  test('what the HTML shows is inline, a Content-ID alone is not', async () => {
    const query = 'attachments(filter: { inline: true }) { contentId filename }';
    expect((await messageOf('halves', query)).attachments).toEqual([
      { contentId: 'pic@x', filename: null },
      { contentId: 'late@x', filename: null },
    ]);
    const { attachments } = await messageOf(
      'content-ids.eml',
      'attachments(filter: { inline: false, named: true }) { filename isInline contentId }',
    );
    expect(attachments).toEqual([{ filename: 'doc.pdf', isInline: false, contentId: 'doc@x' }]);
  });

  test('a part that is read by its number has the same size', async () => {
    for (const { id } of fed['lengths']?.parts ?? []) {
      const { attachment } = await dataOf(app, {
        query: `{ attachment(id: ${id}) { size base64 } }`,
      });
      const length = Buffer.from(attachment.base64, 'base64').length;
      expect([null, length]).toContain(attachment.size);
    }
  });

  test('ranges of anything are right, or the whole comes', async () => {
    for (const name of ['forwarded.eml', 'label-us-ascii-bytes-utf-8.eml', 'lengths']) {
      for (const { id, bytes: stored } of fed[name]?.parts ?? []) {
        const whole = Buffer.from(stored, 'base64');
        const { response, body } = await download(String(id), { range: 'bytes=2-4' });
        if (response.status === 206) {
          expect(body).toEqual(whole.subarray(2, 5));
          expect(response.headers.get('content-range')).toBe(`bytes 2-4/${whole.length}`);
          const other = await download(String(id), { range: 'bytes=2-4', 'if-range': '"other"' });
          expect([other.response.status, other.body.length]).toEqual([200, whole.length]);
          const etag = response.headers.get('etag') ?? '';
          const same = await download(String(id), { range: 'bytes=2-4', 'if-range': etag });
          expect(same.response.status).toBe(206);
        } else if (response.status === 416) expect(whole.length).toBeLessThan(3);
        else expect([response.status, body.length]).toEqual([200, whole.length]);
      }
    }
  });

  test.each(['de', 'zh-cn', 'en'])(
    'a mail without text has none for a reader of %s',
    async (language) => {
      const raw = await rawRt(rt.url, 'root', 'password');
      await raw.post('user/root/edit', [['content', `Lang: ${language}\n`]]);
      const own = appFor(rt.url);
      try {
        for (const name of ['smime.eml', 'winmail.eml', 'pgp-encrypted.eml', 'wordless']) {
          const { ticket } = await dataOf(own, {
            query: `{ ticket(id: ${ticketOf(name)}) { firstMessage { text } } }`,
          });
          expect(ticket.firstMessage.text).toBeNull();
        }
        const id = ticketOf('wordless');
        const shown = await raw.get(`ticket/${id}/history?format=l`);
        const sentence = /^Content: (.*)$/m.exec(shown.text)?.[1] ?? '';
        expect(sentence).not.toBe('');
        const said = await ask(own, {
          query: `mutation ($text: String!) { commentOnTicket(input: { id: ${id}, body: { text: $text } }) {
          outcome historyItem { text }
        } }`,
          variables: { text: sentence },
        });
        expect(said.data.commentOnTicket).toEqual({
          outcome: 'APPLIED',
          historyItem: { text: sentence },
        });
      } finally {
        await own.close();
        await raw.post('user/root/edit', [['content', 'Lang: en\n']]);
      }
    },
  );
});
