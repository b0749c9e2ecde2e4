import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { fixedLimits } from '../../src/limits.js';
import { createApp } from '../../src/server/app.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { ask, credentialsOf } from '../support/graphql/ask.js';
import { startCli } from '../support/process/cli-server.js';

describe.each(sharedBackends())('download links on $name', ({ url, populated }) => {
  const env = { RT_URL: url, LOG_LEVEL: 'silent' };
  const key = { SIGNING_KEY: 'a key that replicas share, of 32 letters' };
  const app = createApp(readConfig({ ...env, ...key }));
  const replica = createApp(readConfig({ ...env, ...key }));
  const stranger = createApp(readConfig(env));
  const attachment = populated.attachments.utf8;
  let link = '';
  let inline = '';

  beforeAll(async () => {
    const { data } = await ask(app, {
      query: `{ attachment(id: ${attachment}) {
        downloadUrl inline: downloadUrl(disposition: INLINE)
      } }`,
      as: 'alice',
    });
    link = data.attachment.downloadUrl;
    inline = data.attachment.inline;
  });
  afterAll(() => Promise.all([app.close(), replica.close(), stranger.close()]));

  const follow = (to = app, href = link, headers: Record<string, string> = {}) =>
    to.fetch(new Request(href, { headers }));

  test('a link works without credentials, and shows or saves as it was made to', async () => {
    const response = await follow();
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('日本語 😀\nnaïve\n');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
    expect((await follow(app, inline)).headers.get('content-disposition')).toMatch(/^inline/);
    const flipped = await follow(app, `${link}&disposition=inline`);
    expect(flipped.headers.get('content-disposition')).toMatch(/^attachment/);
  });

  test('a link holds no secret that can be read, and is another for everybody', async () => {
    const signature = new URL(link).searchParams.get('signature') ?? '';
    const bytes = Buffer.from(signature, 'base64url').toString('latin1');
    expect(bytes).not.toMatch(/RT_SID|alice|[0-9a-f]{32}/);
    expect(link).not.toMatch(/RT_SID|alice/);
    expect(inline).not.toBe(link);
    const { data } = await ask(app, {
      query: `{ attachment(id: ${attachment}) { downloadUrl } }`,
    });
    expect(data.attachment.downloadUrl).not.toBe(link);
  });

  test('a replica with the same key serves it, one with another key does not', async () => {
    const response = await follow(replica);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('日本語 😀\nnaïve\n');
    expect((await follow(stranger)).status).toBe(403);
  });

  test('a replica that is another process serves it, and knows callers by other hashes', async () => {
    const other = await startCli({ ...env, ...key });
    const at = (headers: Record<string, string> = {}) =>
      fetch(link.replace(/^http:\/\/[^/]+/, other.url), { headers });
    try {
      const bare = await at();
      expect(await bare.text()).toBe('日本語 😀\nnaïve\n');
      const own = await at({ authorization: credentialsOf('alice') });
      expect(await own.text()).toBe('日本語 😀\nnaïve\n');
      expect((await at({ authorization: credentialsOf('norights') })).status).toBe(404);
    } finally {
      expect(await other.stop()).toBe(0);
    }
  });

  test('a link leads to its own attachment and to no other', async () => {
    const other = link.replace(`/attachments/${attachment}?`, `/attachments/${attachment + 1}?`);
    const changed = link.slice(0, -2) + (link.endsWith('AA') ? 'BB' : 'AA');
    for (const href of [other, changed, link.replace(/signature=.*/, 'signature=')]) {
      const response = await follow(app, href);
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({
        errors: [{ extensions: { code: 'FORBIDDEN' } }],
      });
    }
  });

  test("a link does not serve somebody else's credentials", async () => {
    const own = await follow(app, link, { authorization: credentialsOf('alice') });
    expect(own.status).toBe(200);
    const bob = await follow(app, link, { authorization: credentialsOf('root') });
    expect(bob.status).toBe(403);
  });

  test('where nobody knows the caller of a link, credentials beside it decide for themselves', async () => {
    const unused = createApp(readConfig({ ...env, ...key }));
    const beside = (as: string) => follow(unused, link, { authorization: credentialsOf(as) });
    const [root, none, wrong] = [
      await beside('root'),
      await beside('norights'),
      await follow(unused, link, { authorization: 'Basic !!!' }),
    ];
    expect([root.status, none.status, wrong.status]).toEqual([200, 404, 401]);
    expect(await root.text()).toBe('日本語 😀\nnaïve\n');
    await unused.close();
  });

  test('a link expires', async () => {
    const { now } = Date;
    try {
      Date.now = () => now() + fixedLimits.minLinkMs + 61_000;
      const response = await follow();
      expect(response.status).toBe(403);
      expect(await response.text()).toContain('expired');
    } finally {
      Date.now = now;
    }
  });
});
