import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { examples } from '../../graphiql/examples.js';
import { shareLink } from '../../graphiql/opening-tabs.js';
import { readConfig } from '../../src/config.js';
import { createApp } from '../../src/server/app.js';
import { listen } from '../../src/server/listen.js';
import { createLogger } from '../../src/server/log.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { hasBrowser, openBrowser } from '../support/browser/browser.js';
import { buildGraphiql } from '../support/browser/graphiql-build.js';
import { appFor } from '../support/graphql/ask.js';
import { newTicket } from '../support/graphql/mutate.js';

/** A login of the sandbox. */
const login = { user: 'root', password: 'password' };

const [backend] = sharedBackends();
if (backend === undefined) throw new Error('no Request Tracker to test with');
const { url: rtUrl } = backend;

/** Serves the app on the tests' sandbox, or whatever RT there is, at a port of its own. */
async function boot(): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const config = readConfig({
    RT_URL: rtUrl,
    RT_USER: login.user,
    RT_PASSWORD: login.password,
    PORT: '0',
    POLL_INTERVAL_MS: '500',
    LOG_LEVEL: 'silent',
  });
  const log = createLogger('silent');
  const { url, stop } = await listen(createApp(config, log), { ...config, port: 0 }, log);
  return { url: `${url}/graphql`, close: stop };
}

/** A visitor: a browser profile of its own, and all that went wrong or went out in it. */
interface Visitor {
  readonly page: Page;
  readonly complaints: string[];
  readonly requests: string[];
}

describe.runIf(hasBrowser())('GraphiQL in a browser', { timeout: 60_000 }, () => {
  let app: Awaited<ReturnType<typeof boot>>;
  let browser: Browser;
  let context: BrowserContext | undefined;

  beforeAll(async () => {
    await buildGraphiql();
    [app, browser] = await Promise.all([boot(), openBrowser()]);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  afterEach(async () => context?.close());

  async function visit(
    address = app.url,
    colorScheme: 'light' | 'dark' = 'light',
    viewport = { width: 1440, height: 900 },
  ): Promise<Visitor> {
    context = await browser.newContext({ colorScheme, viewport });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const complaints: string[] = [];
    const requests: string[] = [];
    // A breach of the page's CSP is an error on the console.
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('requestfailed', (request) =>
      complaints.push(`${request.url()} failed ${request.failure()?.errorText}`),
    );
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(address);
    await editorText(page, '.graphiql-query-editor', /\{/);
    return { page, complaints, requests };
  }

  test('it loads, runs the first tab and shows the answer, all from its own server', async () => {
    const { page, complaints, requests } = await visit();
    await page.getByRole('button', { name: 'Execute query' }).click();
    const answer = await editorText(page, '.graphiql-response', /"totalCount"/);
    expect(answer).toContain('"compiledQuery"');
    expect(answer).not.toContain('"errors"');
    // Completion needs Monaco's workers and the schema.
    await page.locator('.graphiql-query-editor .view-line').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('{ view');
    await page.locator('.suggest-widget').getByText('viewer').first().waitFor();
    const origins = new Set(requests.map((url) => new URL(url)).map(({ origin }) => origin));
    origins.delete('null'); // data: URLs of the styles
    expect([...origins]).toEqual([new URL(app.url).origin]);
    expect(requests.filter((url) => url.includes('worker')).length).toBeGreaterThanOrEqual(3);
    expect(complaints).toEqual([]);
  });

  test('later loads take the page and the schema from the server, and no file again', async () => {
    const { page } = await visit();
    const loaded = await watchNetwork(page);
    const schemas = () => loaded.filter((what) => what === `POST ${app.url}`);
    for (const later of [1, 2]) {
      await page.reload();
      await editorText(page, '.graphiql-query-editor', /\{/);
      await expect.poll(schemas, { timeout: 20_000 }).toHaveLength(later);
    }
    // A font or a worker may have been late for the first load; it comes once all the same.
    const files = loaded.filter((what) => what.includes('/assets/'));
    expect(files).toEqual([...new Set(files)]);
    expect(files.filter((what) => what.includes('/assets/index-'))).toEqual([]);
  });

  test('deferred parts of an answer are shown when they come', async () => {
    const query = `query Deferred { tickets(first: 1) {
      totalCount ... @defer { nodes { number history(first: 1) { totalCount } } }
    } }`;
    const { page } = await visit(shareLink(app.url, query, ''));
    await page.getByRole('button', { name: 'Execute query' }).click();
    const answer = await editorText(page, '.graphiql-response', /"history"/);
    expect(answer).not.toContain('"errors"');
  });

  test('on a narrow screen the answer is below the operation, with room to be read', async () => {
    const { page } = await visit(app.url, 'light', { width: 390, height: 844 });
    await page.getByRole('button', { name: 'Execute query' }).click();
    await editorText(page, '.graphiql-response', /"totalCount"/);
    const [operation, answer] = await Promise.all(
      ['.graphiql-query-editor', '.graphiql-response'].map((pane) =>
        page.locator(pane).boundingBox(),
      ),
    );
    expect(answer?.width).toBeGreaterThan(280);
    expect(answer?.y).toBeGreaterThan(operation?.y ?? 844);
  });

  test('a first visit finds the examples in tabs, and edits stay', async () => {
    const { page } = await visit();
    expect(await tabTitles(page)).toEqual(examples.map(({ name }) => name));
    await page.getByRole('tab', { name: 'WhoAmI' }).click();
    await editorText(page, '.graphiql-query-editor', /viewer/);
    await page.locator('.graphiql-query-editor .view-line').first().click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('# mine\n');
    await page.waitForFunction(() => localStorage.getItem('graphiql:tabState')?.includes('# mine'));
    await page.reload();
    await editorText(page, '.graphiql-query-editor', /# mine/);
    expect(await tabTitles(page)).toEqual(examples.map(({ name }) => name));
  });

  test('a subscription shows what happens while it runs', async () => {
    const { page, complaints } = await visit();
    await signIn(page, login);
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await page.getByRole('tab', { name: 'WatchTickets' }).click();
    await page.waitForTimeout(400);
    const isStream = (type = '') => type.startsWith('text/event-stream');
    // It listens from then on.
    const listening = page.waitForResponse((response) =>
      isStream(response.headers()['content-type']),
    );
    await page.getByRole('button', { name: 'Execute query' }).click();
    await listening;
    const subject = `watched ${crypto.randomUUID()}`;
    const api = appFor(rtUrl);
    await newTicket(api, { subject });
    await editorText(page, '.graphiql-response', new RegExp(subject));
    await api.close();
    expect(complaints).toEqual([]);
    await page.getByRole('button', { name: 'Stop query' }).click();
    await page.getByRole('button', { name: 'Execute query' }).waitFor();
  });

  test('an example that was closed can be opened again', async () => {
    const { page } = await visit();
    await page.getByRole('button', { name: 'Close Tab' }).first().click();
    await expect.poll(() => tabTitles(page)).toHaveLength(examples.length - 1);
    await page.getByRole('button', { name: 'Show Examples' }).click();
    await page.getByRole('button', { name: /^SearchTickets/ }).click();
    await editorText(page, '.graphiql-query-editor', /query SearchTickets/);
    await editorText(page, '.graphiql-editor-tool', /"General"/);
    await expect.poll(async () => (await tabTitles(page)).at(-1)).toBe('SearchTickets');
  });

  test('a login fills the Authorization header in every tab, and is not written down', async () => {
    const { page, complaints } = await visit();
    await signIn(page, login);
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await page.getByRole('button', { name: 'Headers' }).click();
    const basic = `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`;
    await editorText(page, '.graphiql-editor-tool', new RegExp(basic));
    await page.getByRole('tab', { name: 'WhoAmI' }).click();
    await editorText(page, '.graphiql-editor-tool', new RegExp(basic));
    // GraphiQL reads the operation's name a tenth of a second after a tab was opened.
    await page.waitForTimeout(400);
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await page.getByRole('button', { name: 'Execute query' }).click();
    expect((await sent).headers()).toMatchObject({
      authorization: basic,
      'x-graphql-yoga-csrf': '1',
    });
    await editorText(page, '.graphiql-response', new RegExp(`"name": "${login.user}"`));
    // GraphiQL writes its state half a second after the last change.
    await page.waitForFunction(() => localStorage.getItem('graphiql:queries')?.includes('WhoAmI'));
    await page.waitForTimeout(700);
    const disk = await page.evaluate(() => JSON.stringify(localStorage) + document.cookie);
    expect(disk).not.toContain(basic.slice(6));
    expect(disk).not.toContain(login.password);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await editorText(page, '.graphiql-editor-tool', /^\s*$/);
    expect(complaints).toEqual([]);
  });

  test('comments in the Headers pane outlast a sign-in and a sign-out', async () => {
    const { page, complaints } = await visit();
    await page.getByRole('button', { name: 'Headers' }).click();
    await page.locator('.graphiql-editor-tool .view-line:visible').first().click();
    await page.keyboard.insertText('// for RT\n{ "x-mine": "1" }');
    await editorText(page, '.graphiql-editor-tool', /\/\/ for RT/);
    await signIn(page, login);
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await editorText(page, '.graphiql-editor-tool', /\/\/ for RT[\s\S]*Basic [\s\S]*x-mine/);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await editorText(
      page,
      '.graphiql-editor-tool',
      /^\s*\/\/ for RT\s*\{\s*"x-mine": "1"\s*\}\s*$/,
    );
    expect(complaints).toEqual([]);
  });

  test('a login that RT refuses is said so, and goes nowhere', async () => {
    const { page } = await visit();
    await signIn(page, { user: login.user, password: 'wrong' });
    await page.getByRole('alert').getByText('RT does not accept this login.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Headers' }).click();
    await editorText(page, '.graphiql-editor-tool', /^\s*$/);
  });

  test('a link opens its operation and variables in a tab, which stays one at a reload', async () => {
    const shared = shareLink(
      app.url,
      'query Shared($id: ID!) { ticket(id: $id) { id } }',
      '{"id":"1"}',
    );
    const { page } = await visit(shared);
    await editorText(page, '.graphiql-query-editor', /query Shared/);
    await editorText(page, '.graphiql-editor-tool', /"id": "1"/);
    const titles = await tabTitles(page);
    expect(titles).toHaveLength(examples.length + 1);
    expect(titles).toContain('Shared');
    expect(new URL(page.url()).search).toBe('');
    await page.waitForFunction(() => localStorage.getItem('graphiql:tabState'));
    await page.goto(shared);
    await editorText(page, '.graphiql-query-editor', /query Shared/);
    expect(await tabTitles(page)).toEqual(titles);
  });

  test.each(['light', 'dark'] as const)(
    'it follows a %s system until told otherwise',
    async (scheme) => {
      const { page } = await visit(app.url, scheme);
      const other = scheme === 'dark' ? 'light' : 'dark';
      expect(await isDark(page)).toBe(scheme === 'dark');
      await page.getByRole('button', { name: `Use the ${other} theme` }).click();
      await expect.poll(() => isDark(page)).toBe(other === 'dark');
      await page.reload();
      await page.getByRole('button', { name: `Use the ${scheme} theme` }).waitFor();
      expect(await isDark(page)).toBe(other === 'dark');
    },
  );
});

/** Waits until an editor shows text that matches, and gives all it shows (not what is scrolled off). */
async function editorText(page: Page, editor: string, pattern: RegExp): Promise<string> {
  const lines = page.locator(`${editor} .monaco-editor:visible .view-lines`).first();
  let text = '';
  await expect
    .poll(
      async () => {
        text = ((await lines.textContent()) ?? '').replaceAll('\u00a0', ' ');
        return text;
      },
      { timeout: 20_000 },
    )
    .toMatch(pattern);
  return text;
}

function tabTitles(page: Page): Promise<string[]> {
  return page.getByRole('tab').allInnerTexts();
}

/** Signs in by keyboard: the window opens with the cursor in its first field. */
async function signIn(page: Page, { user, password }: typeof login): Promise<void> {
  await page.getByRole('button', { name: 'Sign in' }).press('Enter');
  await page.getByLabel('User', { exact: true }).and(page.locator(':focus')).waitFor();
  await page.keyboard.type(user);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
}

/** What a page's browser does not find in its cache, from now on. */
async function watchNetwork(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const asked = new Map<string, string>();
  const loaded: string[] = [];
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.url.startsWith('http')) asked.set(requestId, `${request.method} ${request.url}`);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const what = asked.get(requestId);
    if (what !== undefined && encodedDataLength > 0) loaded.push(what);
  });
  return loaded;
}

/** Whether the page's background is darker than middle grey. */
function isDark(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const [red = 0, green = 0, blue = 0] =
      getComputedStyle(document.body).backgroundColor.match(/\d+/g)?.map(Number) ?? [];
    return red + green + blue < 3 * 128;
  });
}
