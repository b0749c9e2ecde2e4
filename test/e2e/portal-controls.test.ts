import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../support/browser/browser.js';
import { pageBackend, useDesk } from '../support/browser/desk.js';
import { brokenRules, signIn, type Visitor, visitPortal } from '../support/browser/portal-visit.js';
import { mutate, newTicket } from '../support/graphql/mutate.js';

const { url: rtUrl, name: rtName, populated } = pageBackend();

/** Sees the tickets of General, and may change nothing. */
const low = { user: 'low', password: 'lowpass12' };

describe.runIf(hasBrowser())(`the portal's controls on ${rtName}`, { timeout: 60_000 }, () => {
  const desk = useDesk(rtUrl);
  const { api } = desk;
  const mark = `controls ${crypto.randomUUID()}`;
  const list = `#/?text=${encodeURIComponent(mark)}&sort=ID&direction=ASC`;
  const numbers: number[] = [];
  let visitor: Visitor;

  beforeAll(async () => {
    for (const name of ['a', 'b', 'c']) {
      numbers.push(await newTicket(api, { subject: `${mark} ${name}` }));
    }
  });

  afterEach(() => visitor?.context.close());

  async function visit(address: string): Promise<Page> {
    visitor = await desk.visit(address);
    return visitor.page;
  }

  test('two tabs save and forget views without undoing each other', async () => {
    const first = await visit(list);
    const second = await visitor.context.newPage();
    await second.goto(`${desk.portal.url}/#/?status=any`);
    const save = async (page: Page, name: string) => {
      await page.getByLabel('Name of this view').fill(name);
      await page.keyboard.press('Enter');
    };
    const view = (page: Page, name: string) => page.getByRole('link', { name, exact: true });
    await view(second, 'General').waitFor();
    await first.getByText('3 tickets').waitFor();
    await save(first, 'of the first');
    await view(second, 'of the first').waitFor();
    await save(second, 'of the second');
    await view(first, 'of the second').waitFor();
    await first.getByRole('button', { name: 'Forget the view of the first' }).click();
    await view(second, 'of the first').waitFor({ state: 'detached' });
    // A tab that has not heard of a change does not undo it either.
    await second.evaluate(() => {
      const place = Object.keys(localStorage).find((key) => key.startsWith('views ')) ?? '';
      localStorage.setItem(place, JSON.stringify([['unheard', '#/?status=new']]));
    });
    await save(second, 'heard');
    await second.reload();
    await Promise.all([view(second, 'unheard').waitFor(), view(second, 'heard').waitFor()]);
    // A name of spaces only is not saved.
    await save(second, '  ');
    expect(await refusalOf(second.getByLabel('Name of this view'))).not.toBe('');
  });

  test('the search box shows what the page looks for', async () => {
    const page = await visit(list);
    const box = page.getByRole('searchbox', { name: 'Search' });
    await page.getByText('3 tickets').waitFor();
    expect(await box.inputValue()).toBe(mark);
    await page.locator('.row').first().click();
    await page.getByRole('heading', { name: `${mark} a` }).waitFor();
    expect(await box.inputValue()).toBe('');
    for (const number of [numbers[1], numbers[1]]) {
      await box.fill(String(number));
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: `${mark} b` }).waitFor();
      expect(await box.inputValue()).toBe('');
    }
    await box.fill('never sent');
    await page.getByRole('link', { name: '← List' }).click();
    await page.getByText('3 tickets').waitFor();
    expect(await box.inputValue()).toBe(mark);
    // What is being typed stays while other conditions of the same list change.
    await box.fill('half');
    await page.getByRole('combobox', { name: 'Status' }).selectOption('any');
    await page.waitForURL(/status=any/);
    expect(await box.inputValue()).toBe('half');
    await page.goBack();
    await page.getByRole('link', { name: 'New ticket' }).click();
    await page.getByRole('heading', { name: 'New ticket' }).waitFor();
    expect(await box.inputValue()).toBe('');
    expect(visitor.complaints).toEqual([]);
  });

  test('a key that can do nothing says why', async () => {
    const [mine, bobs, nobodys] = numbers;
    await mutate(api, 'updateTicket', { id: mine, changes: { owner: 'alice' } });
    await mutate(api, 'updateTicket', { id: bobs, changes: { owner: 'bob smith' } });
    const page = await visit(list);
    await page.getByText('3 tickets').waitFor();
    const said = (text: string) => page.getByRole('status').getByText(text, { exact: true });
    await page.locator('main').focus();
    await page.keyboard.press('x');
    await said('Go to a ticket with j or k, then press x.').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByRole('button', { name: 'Change 1' }).waitFor();
    await said('Go to a ticket with j or k, then press x.').waitFor({ state: 'detached' });
    const on = async (number: number | undefined) => {
      await page.goto(`${desk.portal.url}/#/ticket/${number}`);
      await page.getByText(new RegExp(`/ ${number}$`)).waitFor();
    };
    await on(mine);
    for (const key of ['t', 'T']) {
      await page.keyboard.press(key);
      await said('You own this ticket already.').waitFor();
    }
    await page.keyboard.press('k');
    await said('There is no previous ticket in the list.').waitFor();
    await on(nobodys);
    await page.keyboard.press('j');
    await said('There is no next ticket in the list.').waitFor();
    await page.keyboard.press('T');
    await said('Nobody owns this ticket. Press t to take it.').waitFor();
    expect(await brokenRules(page)).toEqual([]);
    await page.keyboard.press('t');
    await page.getByRole('button', { name: 'Give back' }).waitFor();
    await said('Nobody owns this ticket. Press t to take it.').waitFor({ state: 'detached' });
    await on(bobs);
    await page.getByRole('button', { name: 'Edit Priority' }).click();
    await page.locator('main').focus();
    await page.keyboard.press('Escape');
    await said('A form is open. Save or cancel it, or press u.').waitFor();
    await page.keyboard.press('t');
    await said('Bob Smith owns this ticket. Press T to steal it.').waitFor();
    await page.keyboard.press('T');
    await page.getByRole('button', { name: 'Give back' }).waitFor();
    expect(visitor.complaints).toEqual([]);
  });

  test('a form that has nothing to send says what is missing', async () => {
    const page = await visit(list);
    await page.getByLabel('Select all on this page').check();
    const bulk = page.getByRole('region', { name: 'Selected tickets' });
    const change = bulk.getByRole('button', { name: 'Change 3' });
    await change.click();
    const status = bulk.getByLabel('Status');
    const missing = 'Choose what to change: a status, an owner, a queue or a priority.';
    expect(await refusalOf(status)).toBe(missing);
    await bulk.getByLabel('Priority').fill('4');
    expect(await refusalOf(status)).toBe('');
    await change.click();
    await bulk.getByText('Done.').nth(2).waitFor();

    await page.goto(`${desk.portal.url}/#/ticket/${numbers[0]}`);
    await page.getByRole('button', { name: 'Edit Cc', exact: true }).click();
    const people = page.getByRole('form', { name: 'Cc', exact: true });
    await people.getByRole('combobox').fill('   ');
    await people.getByRole('button', { name: 'Add' }).click();
    expect(await refusalOf(people.getByRole('combobox'))).not.toBe('');
    expect(visitor.complaints).toEqual([]);
  });

  test('the focus stays where one works, whatever the page does with the control', async () => {
    const id = await newTicket(api, { subject: `${mark} focus` });
    const page = await visit(`#/ticket/${id}`);
    const holds = async (control: Locator) => control.and(page.locator(':focus')).waitFor();
    const button = (name: string, exact = true) => page.getByRole('button', { name, exact });
    await button('Take').click();
    await holds(button('Give back'));
    await button('Give back').press('Enter');
    await holds(button('Take'));

    const message = page.getByLabel('Message');
    await message.fill('by its button');
    await button('Send').click();
    await page.getByText('Sent.').waitFor();
    await holds(button('Send'));
    await message.fill('by keys');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => message.inputValue()).toBe('');
    await holds(message);

    await button('Edit Subject').click();
    await page.keyboard.press('Escape');
    await holds(button('Edit Subject'));
    await button('Edit Subject').click();
    await page.keyboard.type('more');
    await page.keyboard.press('Enter');
    await holds(button('Edit Subject'));
    await button('Merge…').click();
    await page.keyboard.press('Escape');
    await holds(button('Merge…'));
    // A field that has its first value moves to those that are set, and the focus with it.
    await page.getByText('Custom fields', { exact: true }).click();
    await button('Edit Date').press('Enter');
    await page
      .getByRole('form', { name: 'Date', exact: true })
      .getByLabel('Date')
      .fill('2031-01-02');
    await page.keyboard.press('Enter');
    await page.getByText('Empty fields').waitFor();
    await holds(button('Edit Date'));
    await button('Edit Cc').click();
    const people = page.getByRole('form', { name: 'Cc', exact: true });
    await people.getByRole('combobox').fill('elsewhere@example.com');
    await people.getByRole('button', { name: 'Add' }).press('Enter');
    await holds(button('Edit Cc'));
    await button('Edit Cc').press('Enter');
    await people.getByRole('button', { name: 'Remove elsewhere@example.com' }).press('Enter');
    await people.getByText('elsewhere@').waitFor({ state: 'detached' });
    await holds(people.getByRole('button', { name: 'Add' }));
    await people.getByRole('button', { name: 'Close' }).press('Enter');

    const links = page.getByRole('region', { name: 'Links' });
    for (const number of [numbers[0], numbers[1]]) {
      await links.getByLabel('Ticket number').fill(String(number));
      await button('Link').press('Enter');
      await links.getByRole('button', { name: `Remove the link to ${number}` }).waitFor();
      await holds(button('Link'));
    }
    await button(`Remove the link to ${numbers[0]}`).press('Enter');
    await page.getByText('The link is gone.').waitFor();
    await holds(links.getByRole('link').or(links.getByRole('button')));

    await page.goto(`${desk.portal.url}/#/ticket/${populated.tickets.longHistory}`);
    const items = page.getByRole('region', { name: 'Timeline' }).getByRole('listitem');
    for (const count of [20, 40]) {
      await expect.poll(() => items.count()).toBe(count);
      await button('Load older').press('Enter');
      await holds(items.nth(count));
    }

    await page.goto(`${desk.portal.url}/${list}`);
    await page.getByText(/^4 tickets/).waitFor();
    const owner = page.getByRole('combobox', { name: 'Owner', exact: true });
    await owner.focus();
    await owner.selectOption('anyone');
    await owner.selectOption('nobody');
    await page.waitForURL(/owner=nobody/);
    await holds(owner);
    await page.goto(`${desk.portal.url}/${list}`);
    await page.getByText(/^4 tickets/).waitFor();
    await page.getByLabel('Select all on this page').check();
    const bulk = page.getByRole('region', { name: 'Selected tickets' });
    await bulk.getByLabel('Priority').fill('9');
    await bulk.getByRole('button', { name: 'Change 4' }).press('Enter');
    await bulk.getByText('Done.').nth(3).waitFor();
    await holds(bulk.getByRole('button', { name: 'Change 4' }));
    await bulk.getByRole('button', { name: 'Select none' }).press('Enter');
    await page.getByLabel('Name of this view').fill('to forget');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Forget the view to forget' }).press('Enter');
    await page.getByRole('link', { name: 'to forget' }).waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');

    // A row that moves away by itself leaves the focus in its place.
    await page.getByText('live').waitFor();
    const rows = page.locator('.row');
    await rows.nth(1).focus();
    await mutate(api, 'updateTicket', { id: numbers[1], changes: { status: 'rejected' } });
    await expect.poll(() => rows.count()).toBe(3);
    await holds(rows.nth(1));
    // Whoever leaves a field is not led back.
    await page.getByLabel('Name of this view').focus();
    await page.keyboard.press('Escape');
    await mutate(api, 'updateTicket', { id: numbers[1], changes: { status: 'open' } });
    await expect.poll(() => rows.count()).toBe(4);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
    expect(visitor.complaints).toEqual([]);
  });

  test('a refused login leaves the focus on its button', async () => {
    visitor = await visitPortal(desk.browser, desk.portal.url);
    await signIn(visitor.page, { ...low, password: 'wrong' });
    await visitor.page.getByText('User name or password is wrong.').waitFor();
    const button = visitor.page.getByRole('button', { name: 'Sign in' });
    await button.and(visitor.page.locator(':focus')).waitFor();
  });

  test('somebody without rights is told so beside each control, and what was entered stays', async () => {
    const id = await newTicket(api, { subject: `${mark} refused` });
    visitor = await visitPortal(desk.browser, `${desk.portal.url}/#/ticket/${id}`);
    const { page } = visitor;
    await signIn(page, low);
    await page.getByRole('heading', { name: `${mark} refused` }).waitFor();
    const refusedIn = async (place: Locator, why = /right|Permission Denied/) => {
      await place.getByRole('alert').waitFor();
      expect(await place.getByRole('alert').innerText()).toMatch(why);
    };
    const actions = page.locator('.actions');
    await actions.getByRole('button', { name: 'Take' }).click();
    await refusedIn(actions);
    const reply = page.getByRole('form', { name: 'Reply' });
    await reply.getByLabel('Message').fill('may I?');
    await reply.getByLabel('Then set status').selectOption('stalled');
    await reply.getByRole('button', { name: 'Send' }).click();
    await refusedIn(reply);
    for (const [what, role, entered] of [
      ['Subject', 'textbox', 'another'],
      ['Owner', 'combobox', 'alice'],
      ['Priority', 'spinbutton', '3'],
      ['Cc', 'combobox', 'x@example.com'],
    ] as const) {
      await page.getByRole('button', { name: `Edit ${what}`, exact: true }).click();
      const form = page.getByRole('form', { name: what, exact: true });
      await form.getByRole(role).fill(entered);
      await form.getByRole('button', { name: /Save|Add/ }).click();
      await refusedIn(form);
      expect(await form.getByRole(role).inputValue()).toBe(entered);
    }
    await page.getByRole('button', { name: 'Merge…' }).click();
    const merge = page.getByRole('form', { name: 'Merge' });
    await merge.getByLabel('Merge into').fill(String(numbers[0]));
    await merge.getByRole('button', { name: 'Merge', exact: true }).click();
    await refusedIn(merge);
    const links = page.getByRole('region', { name: 'Links' });
    await links.getByLabel('Ticket number').fill(String(numbers[0]));
    await links.getByRole('button', { name: 'Link', exact: true }).click();
    await refusedIn(links);
    await page.goto(`${desk.portal.url}/${list}`);
    await page.getByRole('button', { name: 'Claim next' }).click();
    // No list has a “this ticket”.
    await refusedIn(
      page.locator('.head'),
      /^You may not take (ticket \d+|any of \d+ matching tickets)\./,
    );
  });
});

/** What a browser says of a field that it refuses to send. */
function refusalOf(field: Locator): Promise<string> {
  return field.evaluate((element) =>
    element instanceof HTMLInputElement || element instanceof HTMLSelectElement
      ? element.validationMessage
      : 'not a field',
  );
}
