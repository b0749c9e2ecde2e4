import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import axe, { type AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { shareLink } from '../../graphiql/opening-tabs.js';
import { type Config, readConfig } from '../../src/config.js';
import { demoLogins, type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { createApp } from '../../src/server/app.js';
import { listen } from '../../src/server/listen.js';
import { createLogger } from '../../src/server/log.js';
import { hasBrowser, openBrowser } from '../support/browser/browser.js';
import { buildGraphiql } from '../support/browser/graphiql-build.js';

const run = promisify(execFile);
const phone = { width: 360, height: 740 };

describe.runIf(hasBrowser())("GraphiQL's tools on the demo help desk", { timeout: 60_000 }, () => {
  let rt: Sandbox;
  let browser: Browser;
  let directory: string;
  let url: string;
  let context: BrowserContext | undefined;
  const stops: (() => Promise<void>)[] = [];

  async function boot(more: Record<string, string>, sandbox?: Config['sandboxLogins']) {
    const env = {
      RT_URL: rt.url,
      PORT: '0',
      POLL_INTERVAL_MS: '300',
      LOG_LEVEL: 'silent',
      ...more,
    };
    const config = { ...readConfig(env), ...(sandbox && { sandboxLogins: sandbox }) };
    const log = createLogger('silent');
    const server = await listen(createApp(config, log), config, log);
    stops.push(server.stop);
    return `${server.url}/graphql`;
  }

  beforeAll(async () => {
    await buildGraphiql();
    [rt, browser] = await Promise.all([startSandbox(), openBrowser()]);
    directory = await mkdtemp(join(tmpdir(), 'graphiql-'));
    url = await boot({ RT_USER: 'root', RT_PASSWORD: 'password' }, demoLogins);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    for (const stop of stops) await stop();
    await rt?.close();
    await rm(directory, { recursive: true, force: true });
  });

  afterEach(async () => context?.close());

  async function visit(address = url, viewport = { width: 1280, height: 800 }): Promise<Page> {
    context = await browser.newContext({ viewport, colorScheme: 'light' });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(address);
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    return page;
  }

  test('says what it talks to and who asks, and opening it asks nothing of RT', async () => {
    rt.calls.length = 0;
    const page = await visit();
    const masthead = page.locator('#masthead');
    await masthead.getByText('Sandbox: a made-up help desk').waitFor();
    await masthead.getByText('root', { exact: true }).waitFor();
    await schemaLoaded(page);
    expect(rt.calls).toEqual([]);
    // The sandbox's logins are there to be clicked.
    await page.getByRole('button', { name: 'Sign in' }).click();
    for (const { user, what } of demoLogins) {
      await page.getByRole('button', { name: `${user} / password ${what}` }).waitFor();
    }
    await page.getByRole('button', { name: /^sam/ }).click();
    await page.getByRole('alert').getByText(/\w/).waitFor();
    await page.getByRole('button', { name: /^ivy/ }).click();
    await masthead.getByText('ivy', { exact: true }).waitFor();
    // What is typed into the Headers pane counts, so it is what is said.
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Headers' }).click();
    const basic = Buffer.from('ben:password').toString('base64');
    await setEditor(page, '.graphiql-editor-tool', `{"Authorization": "Basic ${basic}"}`);
    await masthead.getByText('ben', { exact: true }).waitFor();
  });

  test('in front of a real RT it names the host, and how to sign in where nobody is let in without', async () => {
    rt.calls.length = 0;
    const page = await visit(await boot({}));
    await page.getByText(`RT at ${new URL(rt.url).host}`).waitFor();
    // The schema is refused, so the page asks for a login by itself.
    await page.getByText('This server answers nobody without an RT login.').waitFor();
    await page.locator('#masthead').getByText('Not signed in').waitFor();
    expect(rt.calls).toEqual([]);
    expect(await page.getByText('Logins of the sandbox').count()).toBe(0);
  });

  test('where only trusted documents run there is no page, and a browser is told why', async () => {
    const documents = 'test/generated/trusted-documents.json';
    const answer = await fetch(await boot({ TRUSTED_DOCUMENTS: documents }), {
      headers: { accept: 'text/html' },
    });
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('runs only the operations on its list');
  });

  test('uploads a chosen file, and copies the upload as a curl command that works', async () => {
    const page = await visit();
    await openTab(page, 'ReplyWithFile');
    await schemaLoaded(page);
    await page.getByRole('button', { name: 'Choose files to upload' }).click();
    const file = { name: "it's a log.txt", mimeType: 'text/plain', buffer: Buffer.from('one\n') };
    await page.getByLabel('files.0.content.upload').setInputFiles(file);
    await page.getByText(file.name, { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await execute(page, 'ReplyWithFile');
    const headers = (await sent).headers();
    expect(headers['content-type']).toMatch(/^multipart\/form-data/);
    expect(headers['x-graphql-yoga-csrf']).toBe('1');
    const answer = await response(page, /"filename"/);
    expect(answer).toContain(`"filename": "${file.name}"`);
    expect(answer).toContain('"outcome": "APPLIED"');

    await writeFile(join(directory, file.name), 'two\n');
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    const printed = await runShown(page);
    expect(printed).toMatchObject({ data: { replyToTicket: { outcome: 'APPLIED' } } });
    const [written] = printed.data.replyToTicket.historyItem.attachments;
    expect(written).toMatchObject({ filename: file.name, size: 4 });
  });

  test('copies a request as curl on plain http, without the login unless asked', async () => {
    const page = await visit(
      shareLink(url, 'query Who { viewer { user { name } } }', '{"q": "it\'s"}'),
    );
    // As on plain http elsewhere than on localhost.
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await page.evaluate(() =>
      document.addEventListener('copy', () => {
        const { value } = document.activeElement as HTMLTextAreaElement;
        document.body.dataset['copied'] = value;
      }),
    );
    const copied = () => page.evaluate(() => document.body.dataset['copied']);
    await page.getByRole('button', { name: 'Copy a link to this operation' }).click();
    await page.getByRole('button', { name: 'Link copied' }).waitFor();
    expect(await copied()).toContain('query=query+Who');

    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: /^ivy/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    const login = Buffer.from('ivy:password').toString('base64');
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByText('Copied', { exact: true }).waitFor();
    const hidden = (await copied()) ?? '';
    expect(hidden).not.toContain(login);
    const ivy = { data: { viewer: { user: { name: 'ivy' } } } };
    expect(await shell(hidden, { AUTHORIZATION: `Basic ${login}` })).toEqual(ivy);
    await page.getByLabel('With my login in plain text').check();
    expect(await runShown(page)).toEqual(ivy);
  });

  test('tells the time, the RT requests and the cost of a run, and leaves the answer as it is', async () => {
    const page = await visit();
    await execute(page);
    const answer = await response(page, /"totalCount"/);
    await page.getByText(/^[\d,]+ ms · 2 RT requests \([\d,]+ ms\) · cost \d+ of 5,000$/).waitFor();
    expect(answer).not.toContain('"extensions"');
    // Whoever asks for the trace gets to see it.
    await page.getByRole('button', { name: 'Headers' }).click();
    await setEditor(page, '.graphiql-editor-tool', '{"x-rt-trace": "1"}');
    const [traced] = await Promise.all([
      page.waitForResponse((one) => one.request().headers()['x-rt-trace'] === '1'),
      execute(page),
    ]);
    expect(await traced.json()).toHaveProperty('extensions.rt.requests', 2);
  });

  test('the deferred tab shows its second part, and the watching tab what the update tab does', async () => {
    const page = await visit();
    await openTab(page, 'DeferredHistory');
    await execute(page);
    await response(page, /"description"/);
    await page.getByText(/ · [2-9] parts$/).waitFor();

    await openTab(page, 'WatchTickets');
    const [listening] = await Promise.all([
      page.waitForResponse((one) => one.request().method() === 'POST'),
      execute(page),
    ]);
    expect(listening.headers()['content-type']).toContain('text/event-stream');
    const other = await context?.newPage();
    if (other === undefined) throw new Error('no window');
    await other.goto(url);
    await openTab(other, 'UpdateTicket');
    await execute(other);
    await response(other, /"APPLIED"/);
    await response(page, /"kind": "(?:UPDATED|CHANGED)"/);
    await page.getByRole('button', { name: 'Stop query' }).click();
    await page.getByRole('button', { name: 'Execute query' }).waitFor();
  });

  test('fits a phone, with the docs open and without', async () => {
    const page = await visit(url, phone);
    await execute(page);
    await response(page, /"totalCount"/);
    expect(await misplaced(page)).toEqual([]);
    await page.getByRole('button', { name: /documentation explorer/i }).click();
    await page.getByRole('link', { name: 'Query', exact: true }).click();
    await page.getByRole('link', { name: 'tickets', exact: true }).waitFor();
    expect(await misplaced(page)).toEqual([]);
    const docs = await page.locator('.graphiql-plugin').boundingBox();
    expect(docs?.width).toBeGreaterThan(340);
    await page.getByRole('button', { name: /documentation explorer/i }).click();
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    await page.getByRole('button', { name: 'Copy', exact: true }).waitFor();
    expect(await misplaced(page)).toEqual([]);
  });

  test('what is ours is accessible, light and dark', async () => {
    const page = await visit();
    await page.evaluate(axe.source);
    const found: string[] = [];
    const look = async (where: string) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        found.push(...(await violations(page, where)));
      }
    };
    await page.getByRole('button', { name: 'Show Examples' }).click();
    for (const part of ['#masthead', '.graphiql-footer', '.graphiql-toolbar', '.examples']) {
      await look(part);
    }
    for (const name of ['Sign in', 'Choose files to upload', 'Copy as curl']) {
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByRole('dialog').waitFor();
      await look('[role="dialog"]');
      await page.keyboard.press('Escape');
    }
    expect(found).toEqual([]);
  });

  /** Runs the command that the window shows. */
  async function runShown(page: Page) {
    return shell((await page.getByLabel('Command').locator('pre').textContent()) ?? '');
  }

  async function shell(command: string, env = {}) {
    const options = { cwd: directory, env: { ...process.env, ...env } };
    return JSON.parse((await run('sh', ['-c', command], options)).stdout);
  }
});

/** Opens an example's tab; GraphiQL reads the operation's name a tenth of a second later. */
async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name }).click();
  await page.locator('.graphiql-query-editor').getByText(name).first().waitFor();
  await page.waitForTimeout(400);
}

/** Presses the run button, and chooses the operation where there are several. */
async function execute(page: Page, name?: string): Promise<void> {
  await page.getByRole('button', { name: 'Execute query' }).click();
  if (name !== undefined) await page.getByRole('menuitem', { name }).click();
}

/** The answer's text once it matches. */
async function response(page: Page, pattern: RegExp): Promise<string> {
  const lines = page.locator('.graphiql-response .view-lines').first();
  let text = '';
  const read = async () => {
    text = ((await lines.textContent()) ?? '').replaceAll('\u00a0', ' ');
    return text;
  };
  await expect.poll(read, { timeout: 20_000 }).toMatch(pattern);
  return text;
}

async function setEditor(page: Page, editor: string, text: string): Promise<void> {
  await page.locator(`${editor} .monaco-editor:visible .view-lines`).first().click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
}

/** Waits until the docs have the schema; files are placed by it. */
async function schemaLoaded(page: Page): Promise<void> {
  await page.getByRole('button', { name: /documentation explorer/i }).click();
  await page.getByRole('link', { name: 'Query', exact: true }).waitFor();
  await page.getByRole('button', { name: /documentation explorer/i }).click();
}

/** Buttons, fields and links that stick out of the window or cover each other, and whether the page scrolls sideways. */
function misplaced(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = innerWidth;
    const scope = document.querySelector('[role="dialog"]') ?? document;
    const boxes = [
      ...scope.querySelectorAll('button, a, input:not([type=radio]), h1, h2, .run-summary'),
    ]
      .filter(
        (element) =>
          !element.closest('.monaco-editor, .graphiql-tabs') && element.checkVisibility(),
      )
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && box.bottom > 0 && box.top < innerHeight);
    const named = (element: Element) =>
      element.getAttribute('aria-label') ?? element.textContent ?? element.tagName;
    const outside = boxes
      .filter(({ box }) => box.left < 0 || box.right > width + 1)
      .map(({ element }) => `${named(element)} is outside`);
    const covering = boxes.flatMap(({ element, box }, index) =>
      boxes
        .slice(index + 1)
        .filter(
          (other) =>
            !element.contains(other.element) &&
            !other.element.contains(element) &&
            Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left) > 2 &&
            Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top) > 2,
        )
        .map((other) => `${named(element)} covers ${named(other.element)}`),
    );
    const sideways =
      document.documentElement.scrollWidth > width ? ['the page scrolls sideways'] : [];
    return [...sideways, ...outside, ...covering];
  });
}

/** What axe has against a part of the page. */
async function violations(page: Page, where: string): Promise<string[]> {
  const found: AxeResults = await page.evaluate(`axe.run(${JSON.stringify(where)})`);
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
