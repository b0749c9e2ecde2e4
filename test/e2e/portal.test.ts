import { createServer } from 'node:http';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, openBrowser } from '../support/browser/browser.js';
import { pageBackend } from '../support/browser/desk.js';
import { type Portal, runPortalScript, startPortal } from '../support/browser/portal.js';
import {
  alice,
  aliceSignedIn,
  brokenRules,
  type Look,
  signIn,
  type Visitor,
  visitPortal,
} from '../support/browser/portal-visit.js';
import { appFor } from '../support/graphql/ask.js';
import { mutate, newTicket, newTickets } from '../support/graphql/mutate.js';
import { freePort } from '../support/real-rt/rt-process.js';
import { pixelPng } from '../support/world/attached-files.js';

const { url: rtUrl, name: rtName, populated } = pageBackend();

/** More tickets than a page of the portal holds, which no other test changes. */
const listed = 23;

test.each(['types', 'codegen:check'])('the portal passes its own %s', async (script) => {
  await runPortalScript(script);
});

describe.runIf(hasBrowser())(`the portal on ${rtName}`, { timeout: 60_000 }, () => {
  const api = appFor(rtUrl);
  let portal: Portal;
  let browser: Browser;
  let signedIn: Look;
  let context: BrowserContext | undefined;

  beforeAll(async () => {
    [portal, browser] = await Promise.all([
      startPortal(rtUrl, { COOKIE_AUTH: 'on' }),
      openBrowser(),
    ]);
    const subjects = Array.from({ length: listed }, (_, at) => ({ subject: `portal list ${at}` }));
    await newTickets(api, subjects);
    signedIn = await aliceSignedIn(browser, portal.url);
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await portal?.close();
    await api.close();
  });

  afterEach(async () => context?.close());

  async function visit(address = '#/', look?: Look): Promise<Visitor> {
    const visitor = await visitPortal(browser, `${portal.url}/${address}`, look);
    context = visitor.context;
    return visitor;
  }

  async function visitSignedIn(address?: string): Promise<Visitor> {
    const visitor = await visit(address, signedIn);
    await visitor.page.getByRole('button', { name: 'Sign out' }).waitFor();
    return visitor;
  }

  test('a wrong password is said so, the right one opens the desk, and neither is written down', async () => {
    const memory = await startPortal(rtUrl);
    const { page, complaints, context } = await visitPortal(browser, memory.url);
    await signIn(page, { ...alice, password: 'wrong' });
    await page.getByRole('alert').getByText('User name or password is wrong.').waitFor();
    await signIn(page, alice);
    await page.getByText('Liddell, Alice').waitFor();
    await page.getByRole('link', { name: 'Ünïcode 队列' }).waitFor();
    const disk = () =>
      page.evaluate(() => [{ ...localStorage }, { ...sessionStorage }, document.cookie]);
    // Which list was shown last, for as long as the tab is open.
    expect(await disk()).toEqual([{}, { trail: expect.any(String) }, '']);
    expect(JSON.stringify(await disk())).not.toContain(alice.password);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Password').waitFor();
    expect(await disk()).toEqual([{}, {}, '']);
    expect(complaints).toEqual([]);
    await context.close();
    await memory.close();
  });

  test('a lost network is said so, and a login that ended asks for a new one', async () => {
    const { page } = await visitSignedIn();
    await page.route('**/graphql', (route) => route.abort());
    await page.getByRole('link', { name: 'General', exact: true }).click();
    // The queues may say so too.
    await page.getByRole('alert').getByText('The help desk cannot be reached.').first().waitFor();
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.row').first().waitFor();
    const errors = [{ message: 'No.', extensions: { code: 'UNAUTHENTICATED' } }];
    const href = await page.locator('.row').first().getAttribute('href');
    await page.route('**/graphql', (route) => route.fulfill({ status: 401, json: { errors } }));
    // Not by a click: what the page asks by itself may have ended the login before, and the list with it.
    await page.goto(`${portal.url}/${href}`);
    await page.getByRole('alert').getByText('Please sign in again.').waitFor();
    await page.unroute('**/graphql');
    await signIn(page, alice);
    await page.getByRole('region', { name: 'Timeline' }).waitFor();
  });

  test('a busy server is asked again, and nobody is told', async () => {
    const { page, complaints } = await visitSignedIn();
    const errors = [{ message: 'The server is busy.', extensions: { code: 'OVERLOADED' } }];
    let refusals = 2;
    await page.route('**/graphql', (route) => {
      if (!route.request().postData()?.includes('query TicketList') || refusals === 0)
        return route.continue();
      refusals -= 1;
      return route.fulfill({ status: 503, headers: { 'retry-after': '1' }, json: { errors } });
    });
    await page.getByRole('link', { name: 'General', exact: true }).click();
    await page.locator('.row').first().waitFor();
    expect(refusals).toBe(0);
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('a queue is filtered and paged, and the back button undoes each step', async () => {
    const { page, complaints } = await visitSignedIn();
    await page.getByRole('link', { name: 'General', exact: true }).click();
    await page.getByRole('heading', { name: 'General' }).waitFor();
    await page.getByRole('searchbox').fill('portal list');
    await page.keyboard.press('Enter');
    await page.getByText(`${listed} tickets`).waitFor();
    const first = await subjects(page);
    expect(first).toHaveLength(20);
    await page.getByRole('link', { name: 'Next' }).click();
    await expect.poll(() => subjects(page)).toHaveLength(listed - 20);
    // The next page starts at its top, for eyes and for screen readers.
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.getByRole('heading', { name: 'General' }).and(page.locator(':focus')).waitFor();
    expect(new Set([...first, ...(await subjects(page))]).size).toBe(listed);
    await page.getByRole('link', { name: 'Previous' }).click();
    await expect.poll(() => subjects(page)).toEqual(first);
    expect(await page.getByRole('link', { name: 'Previous' }).count()).toBe(0);
    await page.getByRole('combobox', { name: 'Owner' }).selectOption('me');
    await page.getByText('No tickets match.').waitFor();
    await page.getByRole('combobox', { name: 'Owner' }).selectOption('nobody');
    await expect.poll(() => subjects(page)).toEqual(first);
    await page.getByRole('combobox', { name: 'Status' }).selectOption('inactive');
    await page.getByText('0 tickets').waitFor();
    await page.goBack();
    await expect.poll(() => subjects(page)).toEqual(first);
    expect(await page.getByRole('combobox', { name: 'Status' }).inputValue()).toBe('active');
    expect(complaints).toEqual([]);
  });

  test('what others do shows up by itself, and a message that is being written stays', async () => {
    const subject = `portal live ${crypto.randomUUID()}`;
    const { page, complaints } = await visitSignedIn(`#/?text=${encodeURIComponent(subject)}`);
    await page.getByText('0 tickets · live').waitFor();
    const id = await newTicket(api, { subject });
    await page.getByText('1 ticket · live').waitFor();
    await page.locator('.row').first().click();
    const message = page.getByLabel('Message');
    await message.fill('what I am about to say');
    await mutate(api, 'commentOnTicket', { id, body: { text: 'said by somebody else' } });
    await mutate(api, 'updateTicket', { id, changes: { status: 'stalled' } });
    const timeline = page.getByRole('region', { name: 'Timeline' });
    await timeline.getByText('said by somebody else').waitFor();
    await page.locator('h1').getByText('stalled').waitFor();
    expect(await message.inputValue()).toBe('what I am about to say');
    expect(complaints).toEqual([]);
  });

  test('a ticket shows its fields, its links in both directions and its past, page by page', async () => {
    const { page, complaints } = await visitSignedIn(`#/ticket/${populated.tickets.linkHub}`);
    const links = page.getByRole('region', { name: 'Links' });
    for (const subject of ['hub depends on this', 'this refers to hub', 'child of hub']) {
      await links.getByText(subject).waitFor();
    }
    await links.getByRole('link', { name: 'http://example.com/x?a=1&b=2' }).waitFor();

    await page.goto(`${portal.url}/#/ticket/${populated.tickets.fields}`);
    await page.getByText('one value, with comma').waitFor();

    await page.goto(`${portal.url}/#/ticket/${populated.tickets.conversation}`);
    await page.getByText('replied').first().waitFor();
    expect(await page.getByText('Outgoing email').count()).toBe(0);
    // A short history is read from its beginning.
    const newestFirst = page.getByLabel('Newest first');
    const items = page.getByRole('region', { name: 'Timeline' }).getByRole('listitem');
    expect(await newestFirst.isChecked()).toBe(false);
    await items.first().getByText('opened this ticket').waitFor();

    await page.goto(`${portal.url}/#/ticket/2000000000`);
    await page.getByRole('alert').getByText('The object does not exist').waitFor();
    await page.getByRole('link', { name: 'All tickets' }).waitFor();

    await page.goto(`${portal.url}/#/ticket/${populated.tickets.longHistory}`);
    await page.getByRole('heading', { name: 'long history' }).waitFor();
    await expect.poll(() => items.count()).toBe(20);
    await expect.poll(() => newestFirst.isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Load older' }).click();
    await expect.poll(() => items.count()).toBe(40);
    await page.getByRole('button', { name: 'Load older' }).click();
    await items.last().getByText('opened this ticket').waitFor();
    expect(await page.getByRole('button', { name: 'Load older' }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test.each([
    { colorScheme: 'light', viewport: { width: 1280, height: 900 } },
    { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
  ] as const)('no page of it breaks a rule of accessibility, $colorScheme', async (look) => {
    const { page } = await visit('#/', look);
    await page.getByLabel('Password').waitFor();
    expect(await brokenRules(page)).toEqual([]);
    await signIn(page, alice);
    await page.locator('.row').first().waitFor();
    expect(await brokenRules(page)).toEqual([]);
    const { linkHub, conversation, inlineImage } = populated.tickets;
    for (const number of [linkHub, conversation, inlineImage, 2_000_000_000]) {
      await page.goto(`${portal.url}/#/ticket/${number}`);
      await page.locator('.message, [role=alert]').first().waitFor();
      expect(await brokenRules(page)).toEqual([]);
    }
  });

  test('an image inside a message is shown in its place', async () => {
    const { page, complaints } = await visitSignedIn(`#/ticket/${populated.tickets.inlineImage}`);
    const image = page.frameLocator('iframe[title=Message]').locator('img');
    await expect.poll(() => naturalWidth(image)).toBe(1);
    expect(complaints).toEqual([]);
  });

  test('HTML that somebody sent runs no script and loads nothing from elsewhere', async () => {
    const elsewhere = await startListener();
    const id = await newTicket(api, { subject: 'portal mail' });
    const text = `<p>Harmless</p><script>parent.document.title = 'hacked'</script>
      <img src="${elsewhere.url}/pixel.png" onerror="parent.document.title = 'hacked'">
      <style>@import url(${elsewhere.url}/style.css);</style>
      <form action="${elsewhere.url}/form"><button>Go</button></form>
      <meta http-equiv="refresh" content="0;url=${elsewhere.url}/refresh">`;
    await mutate(api, 'commentOnTicket', { id, body: { html: text } });
    const { page } = await visitSignedIn(`#/ticket/${id}`);
    const mail = page.frameLocator('iframe[title=Message]');
    await mail.getByText('Harmless').waitFor();
    await mail.getByRole('button', { name: 'Go' }).click();
    await page.waitForTimeout(500);
    expect(await page.title()).toContain('portal mail');
    expect(elsewhere.heard).toEqual([]);
    elsewhere.close();
  });

  test('a reply takes a file along, and both appear', async () => {
    const id = await newTicket(api, { subject: 'portal reply' });
    const { page, complaints } = await visitSignedIn(`#/ticket/${id}`);
    const form = page.getByRole('form', { name: 'Reply' });
    await form.getByLabel('Message').fill('Here is a picture.\n\nBye');
    await form.getByLabel('Attach files').setInputFiles([
      { name: 'dot.png', mimeType: 'image/png', buffer: pixelPng },
      { name: 'Übersicht.txt', mimeType: 'text/plain', buffer: Buffer.from('naïve\n') },
    ]);
    await form.getByRole('button', { name: 'Send' }).click();
    await form.getByText('Sent.').waitFor();
    expect(await form.getByLabel('Message').inputValue()).toBe('');
    const timeline = page.getByRole('region', { name: 'Timeline' });
    await timeline.getByText('Here is a picture.').waitFor();
    await expect.poll(() => naturalWidth(timeline.getByAltText('dot.png'))).toBe(1);
    const download = page.waitForEvent('download');
    await timeline.getByRole('link', { name: 'Übersicht.txt' }).click();
    expect((await download).suggestedFilename()).toBe('Übersicht.txt');

    await form.getByLabel('Internal comment').check();
    await form.getByLabel('Message').fill('Only for us.');
    await form.getByRole('button', { name: 'Send' }).click();
    await timeline.getByText('Only for us.').waitFor();
    await timeline.getByText('internal', { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('a link is made, followed, and removed; one to nowhere is refused in words', async () => {
    const [from, to] = [
      await newTicket(api, { subject: 'portal from' }),
      await newTicket(api, { subject: 'portal to' }),
    ];
    const { page, complaints } = await visitSignedIn(`#/ticket/${from}`);
    const links = page.getByRole('region', { name: 'Links' });
    await links.getByLabel('Ticket number').fill('99999999');
    await links.getByRole('button', { name: 'Link', exact: true }).click();
    await links.getByRole('alert').waitFor();
    await links.getByLabel('Ticket number').fill('abc');
    await links.getByRole('button', { name: 'Link', exact: true }).click();
    await expect
      .poll(() => links.getByRole('alert').allInnerTexts())
      .toEqual([
        '“abc” is not a ticket. Enter a number such as 17, or the address of a ticket in this help desk.',
      ]);
    await links.getByLabel('Ticket number').fill(`#${to}`);
    await links.getByRole('button', { name: 'Link', exact: true }).click();
    await links.getByRole('link', { name: 'portal to' }).click();
    await page.getByRole('heading', { name: 'portal to' }).waitFor();
    await links.getByText('Depended on by').first().waitFor();
    await links.getByRole('button', { name: `Remove the link to ${from}` }).click();
    await links.getByText('The link is gone.').waitFor();
    await expect.poll(() => links.getByText('portal from').count()).toBe(0);
    await page.goBack();
    await page.getByRole('heading', { name: 'portal from' }).waitFor();
    await expect.poll(() => links.getByText('portal to').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});

/** A server of somebody else, which notes what it is asked for. */
async function startListener() {
  const heard: string[] = [];
  const server = createServer(({ url }, response) => {
    heard.push(url ?? '');
    response.end();
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${port}`, heard, close: () => server.close() };
}

/** What the list shows, in order. */
function subjects(page: Page): Promise<string[]> {
  return page.locator('.row strong').allInnerTexts();
}

/** An image that did not load has no width. */
function naturalWidth(image: ReturnType<Page['locator']>): Promise<number> {
  return image.evaluate((element) =>
    element instanceof HTMLImageElement ? element.naturalWidth : -1,
  );
}
