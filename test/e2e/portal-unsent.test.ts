import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { hasBrowser } from '../support/browser/browser.js';
import { pageBackend, useDesk } from '../support/browser/desk.js';
import { brokenRules, holdMutations, type Visitor } from '../support/browser/portal-visit.js';
import { ask } from '../support/graphql/ask.js';
import { mutate, newTicket } from '../support/graphql/mutate.js';

const { url: rtUrl, name: rtName } = pageBackend();

const plan = { name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('plan') };

describe.runIf(hasBrowser())(`what was not sent yet, on ${rtName}`, { timeout: 60_000 }, () => {
  const desk = useDesk(rtUrl);
  const { api } = desk;
  let visitor: Visitor;

  afterEach(() => visitor?.context.close());

  async function visit(address: string): Promise<Page> {
    visitor = await desk.visit(address);
    return visitor.page;
  }

  async function twoTickets(): Promise<readonly [number, number]> {
    return [
      await newTicket(api, { subject: 'merged away' }),
      await newTicket(api, { subject: 'survivor' }),
    ];
  }

  const merge = (id: number, intoId: number) => mutate(api, 'mergeTicket', { id, intoId });
  const message = (page: Page) => page.getByLabel('Message');
  const numberIn = (page: Page) => /ticket\/(\d+)$/.exec(page.url())?.[1];

  /** What was said on a ticket, the newest last. */
  async function saidOn(id: number): Promise<readonly string[]> {
    const query = `{ ticket(id: ${id}) { history(last: 9, filter: { types: [CORRESPOND, COMMENT] }) {
      nodes { ... on MessageHistoryItem { text } } } } }`;
    const { data } = await ask(api, { query });
    return data.ticket.history.nodes.map(({ text }: { text: string }) => text.trim());
  }

  test('what is added to a draft while it is sent from another page of the tab is kept', async () => {
    const [id] = await twoTickets();
    const page = await visit(`#/ticket/${id}`);
    const goOn = await holdMutations(page);
    await message(page).fill('sent');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.goto(`${desk.portal.url}/#/`);
    await page.getByRole('button', { name: 'Send' }).waitFor({ state: 'detached' });
    await page.goBack();
    await message(page).fill('sent, and more');
    const answer = page.waitForResponse(
      (one) => one.request().postData()?.includes('mutation') ?? false,
    );
    goOn();
    await answer;
    await expect.poll(() => saidOn(id)).toEqual(['sent']);
    await page.reload();
    await expect.poll(() => message(page).inputValue()).toBe('sent, and more');
  });

  test('a ticket that is merged meanwhile is said so, and what was being written goes along', async () => {
    const [from, to] = await twoTickets();
    const page = await visit(`#/ticket/${from}`);
    await message(page).fill('half a thought');
    await page.getByRole('button', { name: 'Edit Priority' }).click();
    const priority = page.getByRole('form', { name: 'Priority' }).getByRole('spinbutton');
    await priority.fill('7');
    await merge(from, to);
    const note = page.getByRole('status').getByText(`Ticket ${from} was merged into ${to}.`);
    await note.waitFor();
    await expect.poll(() => numberIn(page)).toBe(String(to));
    await page.getByRole('heading', { name: 'survivor' }).waitFor();
    const draft = () => Promise.all([message(page).inputValue(), priority.inputValue()]);
    expect(await draft()).toEqual(['half a thought', '7']);
    expect(await brokenRules(page)).toEqual([]);
    // What is written from now on is kept under the number that stays.
    await message(page).fill('a whole thought');
    await page.waitForTimeout(50);
    await page.reload();
    await expect.poll(draft).toEqual(['a whole thought', '7']);
    await page.goto(`${desk.portal.url}/#/`);
    await page.getByRole('heading', { name: 'All queues' }).waitFor();
    await page.goto(`${desk.portal.url}/#/ticket/${to}`);
    await expect.poll(draft).toEqual(['a whole thought', '7']);
    expect(await note.count()).toBe(0);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Sent.').waitFor();
    expect(await saidOn(to)).toEqual(['a whole thought']);
    expect(visitor.complaints).toEqual([]);
  });

  test('a draft of the other ticket is not overwritten, and neither form shows what it does not keep', async () => {
    const [from, to] = await twoTickets();
    const page = await visit(`#/ticket/${to}`);
    await page.getByLabel('Internal comment').check();
    await message(page).fill('said there');
    await page.goto(`${desk.portal.url}/#/ticket/${from}`);
    await message(page).fill('said here');
    await merge(from, to);
    const note = page.locator('.note', { hasText: `Ticket ${from} was merged into ${to}.` });
    await note.getByText('said there').waitFor();
    expect(await message(page).inputValue()).toBe('said here');
    expect(await page.getByLabel('Internal comment').isChecked()).toBe(false);
    await page.reload();
    await note.getByText('said there').waitFor();
    expect(await message(page).inputValue()).toBe('said here');
    await note.getByRole('button', { name: 'Forget it' }).click();
    await note.getByText('said there').waitFor({ state: 'detached' });

    // Where nothing was written, the draft that is there comes up.
    const [empty, other] = await twoTickets();
    await page.goto(`${desk.portal.url}/#/ticket/${other}`);
    await message(page).fill('said before');
    await page.goto(`${desk.portal.url}/#/ticket/${empty}`);
    await page.getByRole('heading', { name: 'merged away' }).waitFor();
    expect(await message(page).inputValue()).toBe('');
    await merge(empty, other);
    await page.getByText(`Ticket ${empty} was merged into ${other}.`).waitFor();
    await expect.poll(() => message(page).inputValue()).toBe('said before');
    expect(visitor.complaints).toEqual([]);
  });

  test('a message that is sent before the page knows of the merge says where it went', async () => {
    const [from, to] = await twoTickets();
    const page = await visit(`#/ticket/${from}`);
    await page.getByRole('heading', { name: 'merged away' }).waitFor();
    await page.route('**/graphql', (route) => {
      const isLive = /^Ticket(Activity|Now)$/.test(route.request().postDataJSON().operationName);
      return isLive ? route.abort() : route.fallback();
    });
    await page.reload();
    await message(page).fill('too late');
    await merge(from, to);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Sent.').waitFor();
    await page.getByText(`Ticket ${from} was merged into ${to}.`).waitFor();
    expect(numberIn(page)).toBe(String(to));
    await page.reload();
    await page.getByRole('heading', { name: 'survivor' }).waitFor();
    expect(await message(page).inputValue()).toBe('');
    expect(await saidOn(to)).toEqual(['too late']);
  });

  test('a message without an answer is not sent twice when its ticket is merged before the next try', async () => {
    const [from, to] = await twoTickets();
    const page = await visit(`#/ticket/${from}`);
    const sent: { readonly id: string; readonly idempotencyKey: string }[] = [];
    await page.route('**/graphql', async (route) => {
      const { variables, operationName } = route.request().postDataJSON();
      if (operationName !== 'Reply') return route.fallback();
      sent.push(variables.input);
      if (sent.length > 1) return route.fallback();
      await route.fetch();
      return route.abort();
    });
    await message(page).fill('once');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('alert').getByText('The help desk cannot be reached.').waitFor();
    await merge(from, to);
    await page.getByText(`Ticket ${from} was merged into ${to}.`).waitFor();
    await page.reload();
    await expect.poll(() => message(page).inputValue()).toBe('once');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Sent.').waitFor();
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
    expect(await saidOn(to)).toEqual(['once']);
  });

  test('a ticket that the agent merges takes the draft along, from its page and from the list', async () => {
    const [from, to] = await twoTickets();
    const page = await visit(`#/ticket/${from}`);
    await message(page).fill('on its page');
    await page.getByRole('button', { name: 'Merge…' }).click();
    await page.getByLabel('Merge into').fill(String(to));
    await page.getByRole('button', { name: 'Merge', exact: true }).click();
    await page.getByText(`Ticket ${from} was merged into ${to}.`).waitFor();
    expect(await message(page).inputValue()).toBe('on its page');
    expect(numberIn(page)).toBe(String(to));

    const [third, fourth] = await twoTickets();
    await page.goto(`${desk.portal.url}/#/ticket/${third}`);
    await message(page).fill('from the list');
    await page.goto(`${desk.portal.url}/#/?sort=ID`);
    for (const number of [third, fourth]) await page.getByLabel(`Select ticket ${number}`).check();
    await page.getByLabel('Merge into').selectOption(`ticket/${fourth}`);
    await page.getByRole('button', { name: 'Merge, which cannot be undone' }).click();
    await page.getByText('Done.').waitFor();
    await page.goto(`${desk.portal.url}/#/ticket/${fourth}`);
    await expect.poll(() => message(page).inputValue()).toBe('from the list');
    expect(visitor.complaints).toEqual([]);
  });

  test.each([
    ['a message', async () => `#/ticket/${await newTicket(api, { subject: 'files' })}`],
    ['a new ticket', async () => '#/new?queue=General'],
  ])(
    'files of %s wait on other pages, and leaving the page is asked about first',
    async (_, addressOf) => {
      const address = await addressOf();
      const page = await visit(address);
      const files = page.getByRole('list', { name: 'Files to send' });
      const lost = page.getByText('Choose this file again: plan.txt.');
      const asked: string[] = [];
      let mayLeave = false;
      page.on('dialog', (dialog) => {
        asked.push(dialog.type());
        return mayLeave ? dialog.accept() : dialog.dismiss();
      });
      await message(page).fill('see the plan');
      // A draft is kept once the event that changed it is over.
      const kept = () => page.evaluate(() => Object.values(sessionStorage).join());
      await expect.poll(kept).toContain('see+the+plan');
      await page.reload();
      expect(asked).toEqual([]);
      await page.getByLabel('Attach files').setInputFiles([plan]);
      await message(page).click();
      await page.getByRole('link', { name: 'Help desk' }).click();
      await page.getByRole('heading', { name: 'All queues' }).waitFor();
      await page.goBack();
      await files.getByText('plan.txt').waitFor();

      await page.evaluate(() => window.location.reload());
      await expect.poll(() => asked).toEqual(['beforeunload']);
      await files.getByText('plan.txt').waitFor();
      mayLeave = true;
      await page.reload();
      await lost.waitFor();
      expect(await files.count()).toBe(0);
      expect(await message(page).inputValue()).toBe('see the plan');
      expect(await brokenRules(page)).toEqual([]);
      await page.getByLabel('Attach files').setInputFiles([plan]);
      await lost.waitFor({ state: 'detached' });
      await page.reload();
      await page.getByRole('button', { name: 'Send without it' }).click();
      await lost.waitFor({ state: 'detached' });
      asked.length = 0;
      await page.reload();
      await expect.poll(() => message(page).inputValue()).toBe('see the plan');
      expect([await lost.count(), ...asked]).toEqual([0]);
      expect(visitor.complaints).toEqual([]);
    },
  );

  test('signing out forgets files that were chosen', async () => {
    const page = await visit(`#/ticket/${await newTicket(api)}`);
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      return dialog.accept();
    });
    await page.getByLabel('Attach files').setInputFiles([plan]);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Password').waitFor();
    await page.reload();
    await page.getByLabel('Password').waitFor();
    expect(asked).toEqual([]);
    const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage }));
    expect(kept).toBe('{}');
    await desk.signInAgain();
  });
});
