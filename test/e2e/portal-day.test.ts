import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, openBrowser } from '../support/browser/browser.js';
import { deskBackend } from '../support/browser/desk.js';
import { type Portal, startPortal } from '../support/browser/portal.js';
import { alice, signIn, visitPortal } from '../support/browser/portal-visit.js';
import { appFor, ask } from '../support/graphql/ask.js';
import { mutate, newTickets } from '../support/graphql/mutate.js';

const { url: rtUrl, name: rtName } = deskBackend();

/** What is in every subject of the day, so that nothing else is in the agent's list. */
const day = `day ${crypto.randomUUID()}`;

/** Tickets that wait in the morning; two more are created by the agent. */
const waiting = 28;

/** What the test asks RT in the evening. */
const evening = `query ($day: String!) {
  tickets(filter: { subject: { contains: $day } }, first: 40) {
    totalCount
    nodes {
      number requestedNumber subject status priority dueAt timeWorkedMinutes
      owner { name } queue { name } requestors { emailAddress } cc { emailAddress }
      customFields { name values dateTimeValue }
      links { type ticket { number } }
      attachments(first: 5, filter: { named: true }) { nodes { filename text } }
      history(first: 5, filter: { types: [CORRESPOND, COMMENT] }) {
        nodes { type timeTakenMinutes ... on MessageHistoryItem { text } }
      }
    }
  }
}`;

describe.runIf(hasBrowser())(`a day at the portal on ${rtName}`, { timeout: 180_000 }, () => {
  const api = appFor(rtUrl);
  const numbers: number[] = [];
  let portal: Portal;
  let browser: Browser;

  beforeAll(async () => {
    [portal, browser] = await Promise.all([
      startPortal(rtUrl, { COOKIE_AUTH: 'on' }),
      openBrowser(),
    ]);
    const ticketInput = { subject: day, requestors: ['customer@example.com'] };
    numbers.push(
      ...(await newTickets(
        api,
        Array.from({ length: waiting }, () => ticketInput),
      )),
    );
    await mutate(api, 'updateTicket', { id: ticket(7), changes: { owner: 'root' } });
    await mutate(api, 'addTicketLinks', {
      id: ticket(16),
      links: [{ type: 'DEPENDS_ON', target: { ticket: String(ticket(17)) } }],
    });
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await portal?.close();
    await api.close();
  });

  /** The number of a ticket of the morning, which count from 1. */
  function ticket(at: number): number {
    return numbers[at - 1] ?? Number.NaN;
  }

  test('thirty tickets are handled without opening RT', async () => {
    const { page, complaints, context } = await visitPortal(
      browser,
      `${portal.url}/#/?text=${encodeURIComponent(day)}&sort=ID&direction=ASC`,
    );
    await signIn(page, alice);
    await page.getByText(`${waiting} tickets`).waitFor();
    const agent = new Agent(page, ticket);

    // 1 to 5: claimed one after the other, the oldest first.
    await page.keyboard.press('g');
    await agent.isOn(1);
    await agent.say('r', 'The printer is back.', { file: 'manual.txt', status: 'resolved' });
    await page.keyboard.press('g');
    await agent.isOn(2);
    await agent.say('r', 'So is the scanner.', { status: 'resolved' });
    await page.keyboard.press('g');
    await agent.isOn(3);
    await agent.say('c', 'Waits for a part.', { status: 'stalled', minutes: 15 });
    await page.keyboard.press('g');
    await agent.isOn(4);
    await page.getByRole('button', { name: 'Give back' }).click();
    await page.getByRole('button', { name: 'Take' }).waitFor();
    await agent.open(5);
    await page.keyboard.press('t');
    await page.getByRole('button', { name: 'Give back' }).waitFor();

    // 6 to 15: one field each, by its pencil.
    await agent.open(6);
    await agent.edit('Status', (form) => form.getByRole('combobox').selectOption('open'));
    await agent.open(7);
    await page.getByRole('button', { name: 'Steal from Enoch Root' }).click();
    await page.getByRole('button', { name: 'Give back' }).waitFor();
    await agent.open(8);
    await agent.edit('Owner', async (form) => {
      await form.getByRole('combobox', { name: 'Owner' }).fill('bob smith');
      const found = 'Bob Smith (bob smith, bob.smith@example.com)';
      await form.locator(`option[value="${found}"]`).waitFor({ state: 'attached' });
      await form.getByRole('combobox', { name: 'Owner' }).fill(found);
    });
    await page.getByRole('button', { name: 'Steal from Bob Smith' }).waitFor();
    await agent.open(9);
    await agent.edit('Priority', (form) => form.getByRole('spinbutton').fill('70'));
    await agent.open(10);
    await agent.edit('Due', (form) => form.getByLabel('Due').fill('2031-05-06T07:08'));
    await agent.open(11);
    await agent.edit('Subject', (form) => form.getByRole('textbox').fill(`${day} renamed`));
    await page.getByRole('heading', { name: `${day} renamed` }).waitFor();
    await agent.open(12);
    await agent.edit('Queue', (form) => form.getByRole('combobox').selectOption('Odd Queue'));
    await page.getByText('Custom fields', { exact: true }).click();
    await agent.edit('Odd Only', (form) => form.getByLabel('Odd Only').fill('only odd'));
    await agent.open(13);
    await page.getByText('Custom fields', { exact: true }).click();
    await agent.edit('Select', (form) => choose(form.getByLabel('Select'), 'blue'));
    await agent.reopen();
    await agent.edit('Date', (form) => form.getByLabel('Date').fill('2031-01-02'));
    await agent.reopen();
    await agent.edit('When', (form) => form.getByLabel('When').fill('2031-01-02T03:04'));
    await agent.reopen();
    await agent.edit('Body', (form) => form.getByLabel('Body').fill('two\nlines'));
    await agent.reopen();
    await agent.edit('Sel Many', async (form) => {
      await choose(form.getByLabel('Sel Many', { exact: true }), 'red');
      await form.getByRole('button', { name: 'Another value of Sel Many' }).click();
      await choose(form.getByLabel('Sel Many', { exact: true }).nth(1), 'green, dark');
    });
    await agent.reopen();
    // A value that RT refuses is said so, and the form stays.
    await page.getByRole('button', { name: 'Edit Digits' }).click();
    const digits = page.getByRole('form', { name: 'Digits' });
    await digits.getByLabel('Digits').fill('no digits');
    await digits.getByRole('button', { name: 'Save' }).click();
    await digits.getByRole('alert').waitFor();
    await page.keyboard.press('Escape');
    await agent.open(14);
    await page.getByRole('button', { name: 'Edit Requestors' }).click();
    const people = page.getByRole('form', { name: 'Requestors' });
    await people.getByRole('combobox').fill('low@example.com');
    await people.getByRole('button', { name: 'Add' }).click();
    await people.waitFor({ state: 'detached' });
    await page.getByTitle('low@example.com').waitFor();
    await page.getByRole('button', { name: 'Edit Requestors' }).click();
    await people.getByRole('button', { name: 'Remove customer@example.com' }).click();
    await people.getByText('customer').waitFor({ state: 'detached' });
    await agent.open(15);
    await agent.edit('Time worked', (form) => form.getByRole('spinbutton').fill('25'));

    // 16 to 21: several at once; what RT refuses is said for its ticket alone.
    await agent.list();
    for (const at of [16, 18, 19, 20]) await agent.select(at);
    const bulk = page.getByRole('region', { name: 'Selected tickets' });
    await bulk.getByLabel('Status').selectOption('resolved');
    await bulk.getByLabel('Priority').fill('33');
    await bulk.getByRole('button', { name: 'Change 4' }).click();
    await bulk.getByText('Done.').nth(2).waitFor();
    expect(await bulk.getByRole('alert').count()).toBe(1);
    await agent.open(17);
    await agent.edit('Status', (form) => form.getByRole('combobox').selectOption('resolved'));
    await agent.open(16);
    await agent.edit('Status', (form) => form.getByRole('combobox').selectOption('resolved'));

    // 21 to 25: merged, from the list and from a ticket's page.
    await page.goto(`${portal.url}/#/?text=${encodeURIComponent(day)}&sort=ID`);
    await page.getByRole('heading', { name: 'All queues' }).waitFor();
    for (const at of [21, 22, 23]) await agent.select(at);
    await bulk.getByLabel('Merge into').selectOption(`ticket/${ticket(21)}`);
    await bulk.getByRole('button', { name: 'Merge, which cannot be undone' }).click();
    await bulk.getByText('Done.').nth(1).waitFor();
    await agent.open(24);
    await page.getByRole('button', { name: 'Merge…' }).click();
    await page.getByLabel('Merge into').fill(String(ticket(25)));
    await page.getByRole('form', { name: 'Merge' }).getByRole('button', { name: 'Merge' }).click();
    await agent.isOn(25);

    // 26: linked.
    await agent.open(26);
    await page.getByLabel('Ticket number').fill(String(ticket(27)));
    await page.getByRole('button', { name: 'Link', exact: true }).click();
    await page.getByText('Linked.').waitFor();

    // 27: somebody else was faster, so the agent is asked again.
    await agent.open(27);
    await page.getByRole('button', { name: 'Edit Priority' }).click();
    const priority = page.getByRole('form', { name: 'Priority' });
    await priority.getByRole('spinbutton').fill('12');
    await mutate(api, 'updateTicket', { id: ticket(27), changes: { priority: 90 } });
    await priority.getByRole('button', { name: 'Save' }).click();
    await priority.getByRole('alert').waitFor();
    await priority.getByRole('button', { name: 'Save all the same' }).click();
    await priority.waitFor({ state: 'detached' });

    // 28: the newest message is on top, and so is the form.
    await agent.open(28);
    await page.getByLabel('Newest first').check();
    await agent.say('c', 'Noted.', {});
    await page.getByRole('region', { name: 'Timeline' }).getByText('Noted.').waitFor();
    const [first] = await page.getByRole('region', { name: 'Timeline' }).locator('li').all();
    expect(await first?.innerText()).toContain('Noted.');

    // 29 and 30: created.
    await page.keyboard.press('n');
    await agent.create(`${day} called`, { requestor: 'customer@example.com', text: 'By phone.' });
    await page.getByRole('heading', { name: `${day} called` }).waitFor();
    await page.keyboard.press('n');
    await agent.create(`${day} order`, { owner: 'alice', single: 'A-1', file: 'order.txt' });
    await page.getByRole('heading', { name: `${day} order` }).waitFor();

    const { data, errors } = await ask(api, { query: evening, variables: { day } });
    expect(errors).toBeUndefined();
    const found = new Map<number, EveningTicket>();
    for (const node of data.tickets.nodes) found.set(node.number, node);
    const at = (which: number) => found.get(ticket(which));
    expect(data.tickets.totalCount).toBe(waiting + 2 - 3);
    expect(at(1)).toMatchObject({ status: 'resolved', owner: { name: 'alice' } });
    expect(at(1)?.attachments.nodes).toEqual([{ filename: 'manual.txt', text: 'manual.txt\n' }]);
    expect(messagesOf(at(1))).toEqual(['Correspond 0 The printer is back.']);
    expect(at(2)).toMatchObject({ status: 'resolved', owner: { name: 'alice' } });
    expect(at(3)).toMatchObject({ status: 'stalled', timeWorkedMinutes: 15 });
    expect(messagesOf(at(3))).toEqual(['Comment 15 Waits for a part.']);
    expect(at(4)).toMatchObject({ owner: null });
    expect(at(5)).toMatchObject({ owner: { name: 'alice' } });
    expect(at(6)).toMatchObject({ status: 'open' });
    expect(at(7)).toMatchObject({ owner: { name: 'alice' } });
    expect(at(8)).toMatchObject({ owner: { name: 'bob smith' } });
    expect(at(9)).toMatchObject({ priority: 70 });
    const due = new Date('2031-05-06T07:08').getTime();
    expect(Date.parse(at(10)?.dueAt ?? '')).toBe(due);
    expect(at(11)).toMatchObject({ subject: `${day} renamed` });
    expect(at(12)).toMatchObject({ queue: { name: 'Odd Queue' } });
    expect(fieldsOf(at(12))).toMatchObject({ 'Odd Only': ['only odd'] });
    expect(fieldsOf(at(13))).toMatchObject({
      Select: ['blue'],
      Date: ['2031-01-02'],
      Body: ['two\nlines'],
      'Sel Many': ['red', 'green, dark'],
      Digits: [],
    });
    const when = at(13)?.customFields.find(({ name }) => name === 'When');
    expect(Date.parse(when?.dateTimeValue ?? '')).toBe(new Date('2031-01-02T03:04').getTime());
    expect(at(14)?.requestors).toEqual([{ emailAddress: 'low@example.com' }]);
    expect(at(15)).toMatchObject({ timeWorkedMinutes: 25 });
    for (const which of [16, 18, 19, 20]) {
      expect(at(which)).toMatchObject({ status: 'resolved', priority: 33 });
    }
    expect(at(17)).toMatchObject({ status: 'resolved' });
    expect([22, 23, 24].map(at)).toEqual([undefined, undefined, undefined]);
    const merged = `query { ${[22, 23, 24].map((one) => `t${one}: ticket(id: ${ticket(one)}) { number }`).join(' ')} }`;
    expect((await ask(api, { query: merged })).data).toEqual({
      t22: { number: ticket(21) },
      t23: { number: ticket(21) },
      t24: { number: ticket(25) },
    });
    expect(at(26)?.links).toEqual([{ type: 'DEPENDS_ON', ticket: { number: ticket(27) } }]);
    expect(at(27)).toMatchObject({ priority: 12 });
    expect(messagesOf(at(28))).toEqual(['Comment 0 Noted.']);
    const made = [...found.values()].filter(({ number }) => !numbers.includes(number));
    expect(made.find(({ subject }) => subject === `${day} called`)).toMatchObject({
      requestors: [{ emailAddress: 'customer@example.com' }],
    });
    const order = made.find(({ subject }) => subject === `${day} order`);
    expect(order).toMatchObject({ owner: { name: 'alice' } });
    expect(fieldsOf(order)).toMatchObject({ Single: ['A-1'] });
    expect(order?.attachments.nodes).toEqual([{ filename: 'order.txt', text: 'order.txt\n' }]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

/** What an agent does again and again. */
class Agent {
  readonly page: Page;
  readonly ticket: (at: number) => number;

  constructor(page: Page, ticket: (at: number) => number) {
    this.page = page;
    this.ticket = ticket;
  }

  /** Goes to a ticket by its number. */
  async open(at: number): Promise<void> {
    await this.page.keyboard.press('/');
    await this.page.keyboard.type(String(this.ticket(at)));
    await this.page.keyboard.press('Enter');
    await this.isOn(at);
  }

  /** Waits for a ticket's page. */
  async isOn(at: number): Promise<void> {
    await this.page.waitForURL(`**/#/ticket/${this.ticket(at)}`);
    await this.page.getByText(new RegExp(`/ ${this.ticket(at)}$`)).waitFor();
  }

  /** Goes back to the list. */
  async list(): Promise<void> {
    await this.page.keyboard.press('u');
    await this.page.getByRole('heading', { name: 'All queues' }).waitFor();
  }

  async select(at: number): Promise<void> {
    await this.page.getByLabel(`Select ticket ${this.ticket(at)}`).check();
  }

  /** Writes a message after the key that begins it. */
  async say(
    key: 'r' | 'c',
    text: string,
    more: { readonly file?: string; readonly status?: string; readonly minutes?: number },
  ): Promise<void> {
    await this.page.keyboard.press(key);
    const form = this.page.getByRole('form', { name: 'Reply' });
    await this.page.keyboard.type(text);
    await attach(form, more.file);
    if (more.status) await form.getByLabel('Then set status').selectOption(more.status);
    if (more.minutes) await form.getByLabel('Minutes worked').fill(String(more.minutes));
    await form.getByRole('button', { name: 'Send' }).click();
    await form.getByText('Sent.').waitFor();
    // The focus is in no field any more.
    await this.page.locator('main').focus();
  }

  /** Changes one field by its pencil. */
  async edit(what: string, fill: (form: Locator) => Promise<unknown>): Promise<void> {
    await this.page.getByRole('button', { name: `Edit ${what}`, exact: true }).click();
    const form = this.page.getByRole('form', { name: what, exact: true });
    await fill(form);
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
  }

  /** Shows the fields that are still empty; the line that opens them is another once one is set. */
  async reopen(): Promise<void> {
    const line = this.page.locator('details', { hasText: 'Empty fields' });
    await line.waitFor();
    if (!(await line.evaluate((element) => element.hasAttribute('open')))) {
      await line.locator('summary').click();
    }
  }

  /** Fills in the form for a new ticket. */
  async create(
    subject: string,
    more: {
      readonly requestor?: string;
      readonly owner?: string;
      readonly text?: string;
      readonly single?: string;
      readonly file?: string;
    },
  ): Promise<void> {
    const form = this.page.getByRole('form', { name: 'New ticket' });
    await form.getByLabel('Queue').selectOption('General');
    await form.getByLabel('Subject').fill(subject);
    if (more.text) await form.getByLabel('Message').fill(more.text);
    if (more.requestor) await form.getByLabel('Requestor').fill(more.requestor);
    if (more.owner) await form.getByLabel('Owner').fill(more.owner);
    await attach(form, more.file);
    if (more.single) {
      await form.getByText('Custom fields').click();
      await form.getByLabel('Single').fill(more.single);
    }
    await form.getByRole('button', { name: 'Create' }).click();
  }
}

/** A ticket as `evening` reads it. */
interface EveningTicket {
  readonly number: number;
  readonly subject: string;
  readonly dueAt: string | null;
  readonly requestors: readonly { readonly emailAddress: string }[];
  readonly customFields: readonly {
    readonly name: string;
    readonly values: readonly string[];
    readonly dateTimeValue: string | null;
  }[];
  readonly links: readonly unknown[];
  readonly attachments: { readonly nodes: readonly unknown[] };
  readonly history: {
    readonly nodes: readonly { type: string; timeTakenMinutes: number; text: string }[];
  };
}

function messagesOf(ticket: EveningTicket | undefined): readonly string[] {
  const items = ticket?.history.nodes ?? [];
  return items.map(({ type, timeTakenMinutes, text }) => `${type} ${timeTakenMinutes} ${text}`);
}

function fieldsOf(ticket: EveningTicket | undefined): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries((ticket?.customFields ?? []).map(({ name, values }) => [name, values]));
}

/** Adds a file that contains its own name. */
async function attach(form: Locator, name: string | undefined): Promise<void> {
  if (name === undefined) return;
  const file = { name, mimeType: 'text/plain', buffer: Buffer.from(`${name}\n`) };
  await form.getByLabel('Attach files').setInputFiles([file]);
  await form.getByRole('list', { name: 'Files to send' }).getByText(name).waitFor();
}

/** Chooses a value of a Select field, which is a menu where RT lists what the field offers, once it is listed. */
async function choose(field: Locator, value: string): Promise<void> {
  const isMenu = () => field.evaluate((element) => element instanceof HTMLSelectElement);
  const option = field.locator(`option[value="${value}"]`);
  await expect.poll(async () => !(await isMenu()) || (await option.count()) > 0).toBe(true);
  if (await isMenu()) await field.selectOption(value);
  else await field.fill(value);
}
