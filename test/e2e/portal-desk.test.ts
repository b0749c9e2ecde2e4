import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../support/browser/browser.js';
import { deskBackend, useDesk } from '../support/browser/desk.js';
import { alice, brokenRules, signIn, visitPortal } from '../support/browser/portal-visit.js';
import { ask } from '../support/graphql/ask.js';
import { mutate, newTicket } from '../support/graphql/mutate.js';

const { url: rtUrl, name: rtName, populated } = deskBackend();

describe.runIf(hasBrowser())(`an agent's desk on ${rtName}`, { timeout: 60_000 }, () => {
  const desk = useDesk(rtUrl);
  const { api } = desk;
  const mark = `desk ${crypto.randomUUID()}`;
  const list = `#/?text=${encodeURIComponent(mark)}&sort=ID&direction=ASC`;
  const numbers: number[] = [];

  beforeAll(async () => {
    for (const name of ['a', 'b', 'c']) {
      numbers.push(await newTicket(api, { subject: `${mark} ${name}` }));
    }
  });

  const visitSignedIn = desk.visit;

  test('a login by cookie and drafts survive a reload, a login that ended keeps drafts, signing out ends both', async () => {
    const address = `${desk.portal.url}/#/ticket/${numbers[0]}`;
    const { page, complaints, context } = await visitPortal(desk.browser, address);
    await signIn(page, alice);
    await page.getByLabel('Internal comment').check();
    await page.getByLabel('Message').fill('half a thought');
    await page.goto(`${desk.portal.url}/#/new`);
    await page.getByLabel('Subject').fill('half a ticket');
    await page.getByLabel('Owner').fill('alice');
    await page.reload();
    await expect.poll(() => page.getByLabel('Subject').inputValue()).toBe('half a ticket');
    expect(await page.getByLabel('Owner').inputValue()).toBe('alice');
    await page.goBack();
    await expect.poll(() => page.getByLabel('Message').inputValue()).toBe('half a thought');
    expect(await page.getByLabel('Internal comment').isChecked()).toBe(true);
    expect(await page.evaluate(() => document.cookie)).toBe('');
    const secrets = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
    );
    expect(secrets).not.toContain(alice.password);

    await context.clearCookies();
    await page.reload();
    await signIn(page, alice);
    await expect.poll(() => page.getByLabel('Message').inputValue()).toBe('half a thought');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Sent.').waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Send' }).waitFor();
    expect(await page.getByLabel('Message').inputValue()).toBe('');

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Password').waitFor();
    const disk = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
    );
    expect(disk).toBe('[{},{}]');
    await page.reload();
    await page.getByLabel('Password').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a half-typed edit outlasts another page and a reload, until it is saved or cancelled', async () => {
    const customFields = [{ name: 'Multi', values: ['first', 'second'] }];
    const dueAt = '2031-05-06T07:08:00Z';
    const id = await newTicket(api, { subject: 'half edited', dueAt, customFields });
    const { page, complaints, context } = await visitSignedIn(`#/ticket/${id}`);
    const form = (name: string) => page.getByRole('form', { name, exact: true });
    const edit = async (name: string) => {
      await page.getByRole('button', { name: `Edit ${name}`, exact: true }).click();
      return form(name);
    };
    await (await edit('Subject')).getByRole('textbox').fill('half a subject');
    await (await edit('Due')).getByLabel('Due').fill('');
    await (await edit('Status')).getByRole('combobox').selectOption('stalled');
    await (await edit('Queue')).getByRole('combobox').selectOption('Odd Queue');
    await (await edit('Owner')).getByRole('combobox').fill('bob');
    await (await edit('Requestors')).getByRole('combobox').fill('half@');
    await page.getByText('More fields').click();
    await (await edit('Final priority')).getByRole('spinbutton').fill('9');
    const multi = await edit('Multi');
    await multi.getByRole('textbox').nth(1).fill('other');
    await multi.getByRole('button', { name: 'Another value of Multi' }).click();
    await multi.getByRole('textbox').nth(2).fill('third');
    await page.getByRole('button', { name: 'Merge…' }).click();
    await page.getByLabel('Merge into').fill('#17');
    await page.getByLabel('Ticket number').fill('12');

    const values = () =>
      Promise.all([
        form('Subject').getByRole('textbox').inputValue(),
        form('Due').getByLabel('Due').inputValue(),
        form('Status').getByRole('combobox').inputValue(),
        form('Queue').locator('option:checked').innerText(),
        form('Owner').getByRole('combobox').inputValue(),
        form('Requestors').getByRole('combobox').inputValue(),
        form('Final priority').getByRole('spinbutton').inputValue(),
        multi
          .getByRole('textbox')
          .evaluateAll((all) =>
            all.map((one) => (one instanceof HTMLInputElement ? one.value : '')),
          ),
        page.getByLabel('Merge into').inputValue(),
        page.getByLabel('Ticket number').inputValue(),
      ]);
    const half = ['half a subject', '', 'stalled', 'Odd Queue', 'bob', 'half@', '9'];
    const all = [...half, ['first', 'other', 'third'], '#17', '12'];
    expect(await values()).toEqual(all);
    await page.getByRole('link', { name: 'Help desk' }).click();
    await page.getByRole('heading', { name: 'All queues' }).waitFor();
    await page.goBack();
    await expect.poll(values).toEqual(all);
    await page.reload();
    await expect.poll(values).toEqual(all);
    // It is there as it was left, and nobody is led to it.
    await page.locator('main').and(page.locator(':focus')).waitFor();
    expect(await form('Final priority').getByRole('spinbutton').isVisible()).toBe(true);

    await form('Due').getByRole('button', { name: 'Cancel' }).click();
    await form('Subject').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'half a subject' }).waitFor();
    // Somebody else was there before the reload, which the form has not seen.
    await mutate(api, 'updateTicket', { id, changes: { finalPriority: 3 } });
    await page.reload();
    await form('Final priority').getByRole('button', { name: 'Save' }).click();
    await form('Final priority').getByRole('button', { name: 'Save all the same' }).click();
    await form('Final priority').waitFor({ state: 'detached' });
    expect([await form('Due').count(), await form('Subject').count()]).toEqual([0, 0]);
    const { data } = await ask(api, {
      query: `{ ticket(id: ${id}) { subject dueAt finalPriority } }`,
    });
    expect(data.ticket).toEqual({ subject: 'half a subject', dueAt, finalPriority: 9 });
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('tickets are named by their numbers and addresses, and those of another RT are refused', async () => {
    const [first, second] = [await newTicket(api), await newTicket(api, { subject: 'survivor' })];
    const { page, complaints, context } = await visitSignedIn(`#/ticket/${first}`);
    const into = page.getByLabel('Merge into');
    await page.getByRole('button', { name: 'Merge…' }).click();
    const sent: string[] = [];
    await page.route('**/graphql', (route) => {
      const { operationName, variables } = route.request().postDataJSON();
      if (operationName !== 'Merge') return route.fallback();
      sent.push(variables.input.intoId);
      return route.abort();
    });
    const merge = page.getByRole('button', { name: 'Merge', exact: true });
    const refused = [
      'abc',
      `https://elsewhere.example/Ticket/Display.html?id=${second}`,
      `${desk.portal.url}/#/new`,
      `${rtUrl}/Ticket/Display.html?id=x`,
    ];
    for (const typed of refused) {
      await into.fill(typed);
      await merge.click();
      expect(await refusalOf(into)).toContain('the address of a ticket');
    }
    const accepted = [
      String(second),
      ` #${second}`,
      `ticket/${second}`,
      `${rtUrl}/Ticket/Display.html?id=${second}#txn-12`,
      `${rtUrl}/Ticket/History.html?id=${second}`,
      `${desk.portal.url}/#/ticket/${second}`,
    ];
    for (const [at, typed] of accepted.entries()) {
      await into.fill(typed);
      await merge.click();
      await expect.poll(() => sent.length).toBe(at + 1);
    }
    expect(new Set(sent)).toEqual(new Set([String(second)]));
    await page.unroute('**/graphql');
    await merge.click();
    await page.getByRole('heading', { name: 'survivor' }).waitFor();
    expect(complaints.filter((text) => !text.includes('ERR_FAILED'))).toEqual([]);
    await context.close();
  });

  test('a malformed date in the address is ignored, and an address that leads nowhere is said so', async () => {
    const address = `${list}&createdFrom=yesterday&dueTo=2026-13-01`;
    const { page, complaints, context } = await visitSignedIn(address);
    await page.getByText('3 tickets').waitFor();
    for (const nowhere of ['#/ticket/abc', '#/nowhere']) {
      await page.goto(`${desk.portal.url}/${nowhere}`);
      await page.getByRole('heading', { name: 'There is no such page.' }).waitFor();
      await page.getByRole('link', { name: 'All tickets' }).click();
      await page.getByRole('heading', { name: 'All queues' }).waitFor();
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a ticket that RT stored in part leads to the new ticket, and says what was entered where', async () => {
    const { page, complaints, context } = await visitSignedIn('#/new?queue=General');
    await page.getByText('Custom fields').click();
    await page.getByLabel('Subject').fill('stored in part');
    await page.getByLabel('IP', { exact: true }).fill('300.1.1.1');
    await page.getByLabel('Digits').fill('abc');
    await page.getByRole('button', { name: 'Create' }).click();
    const open = page.getByRole('link', { name: /Open ticket \d+/ });
    await open.waitFor();
    const said = await page.getByRole('alert').innerText();
    expect(said).toMatch(/IP: .+You entered: 300\.1\.1\.1/s);
    expect(said).toMatch(/Digits: .+You entered: abc/s);
    expect(await page.getByRole('button', { name: 'Create' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Another new ticket' }).click();
    expect(await page.getByLabel('Subject').inputValue()).toBe('');
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('what cannot be sent is refused at its field in words', async () => {
    const { page, complaints, context } = await visitSignedIn('#/new?queue=General', {
      timezoneId: 'Europe/Berlin',
    });
    const sent: Record<string, unknown>[] = [];
    await page.route('**/graphql', (route) => {
      const { variables, operationName } = route.request().postDataJSON();
      if (operationName !== 'CreateTicket') return route.fallback();
      sent.push(variables.input);
      const write = { __typename: 'CreateTicketPayload', outcome: 'REJECTED', userErrors: [] };
      return route.fulfill({ json: { data: { write: { ...write, ticket: null } } } });
    });
    const create = page.getByRole('button', { name: 'Create' });
    const refusals: string[] = [];
    const trial = async (label: string, value: string) => {
      const field = page.getByLabel(label, { exact: true });
      await field.fill(value);
      // What a draft brought back is no better.
      await page.waitForTimeout(50);
      await page.reload();
      await create.click();
      await expect.poll(() => refusalOf(field)).not.toBe('');
      refusals.push(`${value}: ${await refusalOf(field)}`);
      await field.fill('');
    };
    await page.getByLabel('Subject').fill('  ');
    await create.click();
    expect(await refusalOf(page.getByLabel('Subject'))).not.toBe('');
    await page.getByLabel('Subject').fill('refused');
    await page.getByLabel('Message').fill('  ');
    await trial('Due', '20270-03-01T10:00');
    await trial('Due', '0202-03-01T10:00');
    await trial('Due', '2027-03-28T02:30');
    for (const priority of ['1.5', '99999999999']) await trial('Priority', priority);
    const people = [
      'nonsense',
      'a@example.com, b@example.com',
      'x <a@example.com> <b@example.com>',
    ];
    for (const person of people) await trial('Requestor', person);
    const year = 'Enter a year from 1970 to 9999.';
    const choose = 'Choose somebody from the list, or enter one email address.';
    expect(refusals).toEqual([
      `20270-03-01T10:00: ${year}`,
      `0202-03-01T10:00: ${year}`,
      '2027-03-28T02:30: This time does not exist: clocks go forward then.',
      expect.stringMatching(/^1\.5: ./),
      expect.stringMatching(/^99999999999: ./),
      ...people.map((person) => `${person}: ${choose}`),
    ]);
    // A custom field is shown again when it is refused.
    await page.getByText('Custom fields').click();
    await page.getByLabel('When').fill('20270-03-01T10:00');
    await page.getByText('Custom fields').click();
    await create.click();
    await page.getByLabel('When').and(page.locator(':focus')).waitFor();
    expect(await refusalOf(page.getByLabel('When'))).toBe(year);
    await page.getByLabel('When').fill('');
    expect(sent).toEqual([]);

    await page.getByLabel('Requestor').fill('Bob <bob@example.com>');
    await page.getByLabel('Cc').fill('alice');
    await page.getByLabel('Due').fill('2027-03-28T03:30');
    await create.click();
    await expect.poll(() => sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      requestors: ['bob@example.com'],
      cc: ['alice@example.com'],
      dueAt: '2027-03-28T01:30:00.000Z',
    });
    expect(sent[0]).not.toHaveProperty('body');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a blank message and an empty subject are refused, files go without a text', async () => {
    const { page, complaints, context } = await visitSignedIn(`#/ticket/${numbers[1]}`);
    const message = page.getByLabel('Message');
    await message.fill(' \n ');
    await page.getByRole('button', { name: 'Send' }).click();
    expect(await refusalOf(message)).toBe('Write a message.');
    await page
      .getByLabel('Attach files')
      .setInputFiles([{ name: 'alone.txt', mimeType: 'text/plain', buffer: Buffer.from('a') }]);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Sent.').waitFor();
    await page.getByRole('link', { name: 'alone.txt' }).waitFor();
    await page.getByRole('button', { name: 'Edit Subject' }).click();
    const subject = page.getByRole('form', { name: 'Subject' });
    await subject.getByRole('textbox').fill(' ');
    await subject.getByRole('button', { name: 'Save' }).click();
    expect(await refusalOf(subject.getByRole('textbox'))).not.toBe('');
    await page.keyboard.press('Escape');
    // Requestors are added by login.
    await page.getByRole('button', { name: 'Edit Requestors' }).click();
    const people = page.getByRole('form', { name: 'Requestors' });
    await people.getByRole('combobox').fill('alice');
    await people.getByRole('button', { name: 'Add' }).click();
    await page.getByTitle('alice@example.com').waitFor();
    await people.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('keys lead through lists and tickets, and are silent where somebody types', async () => {
    const { page, complaints, context } = await visitSignedIn(list);
    await page.getByText('3 tickets').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('x');
    await page.getByRole('button', { name: 'Change 1' }).waitFor();
    expect(await page.getByLabel(`Select ticket ${numbers[1]}`).isChecked()).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `${mark} b` }).waitFor();
    await page.keyboard.press('j');
    await page.getByRole('heading', { name: `${mark} c` }).waitFor();
    await page.keyboard.press('k');
    await page.getByRole('heading', { name: `${mark} b` }).waitFor();
    // The list is known in this tab, whatever is loaded anew.
    await page.reload();
    await page.getByRole('heading', { name: `${mark} b` }).waitFor();
    await page.keyboard.press('j');
    await page.getByRole('heading', { name: `${mark} c` }).waitFor();
    await page.keyboard.press('k');
    await page.getByRole('heading', { name: `${mark} b` }).waitFor();
    await page.keyboard.press('c');
    await page.keyboard.type('jkrcntguTx/?');
    expect(await page.getByLabel('Message').inputValue()).toBe('jkrcntguTx/?');
    expect(await page.getByLabel('Internal comment').isChecked()).toBe(true);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Sent.').waitFor();
    await page.locator('[data-type=CommentItem]', { hasText: 'jkrcntguTx/?' }).waitFor();
    await page.locator('main').focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.getByLabel('Keys are on').uncheck();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('u');
    await page.getByRole('button', { name: 'Keys' }).click();
    await page.getByLabel('Keys are on').check();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('heading', { name: `${mark} b` }).waitFor();
    await page.locator('main').focus();
    await page.keyboard.press('Escape');
    await page.getByText('3 tickets').waitFor();
    expect(new URL(page.url()).hash).toContain('direction=ASC');
    await page.keyboard.press('n');
    await page.getByRole('heading', { name: 'New ticket' }).waitFor();
    await page.keyboard.type('by keys');
    expect(await page.getByLabel('Subject').inputValue()).toBe('by keys');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a list is found by its fields, kept under a name, and holds still under the pointer', async () => {
    await mutate(api, 'updateTicket', {
      id: numbers[2],
      changes: {
        owner: 'alice',
        requestors: ['customer@example.com'],
        customFields: [{ name: 'Single', values: ['needle 7'] }],
      },
    });
    const { page, complaints, context } = await visitSignedIn(list);
    await page.getByText('3 tickets').waitFor();
    await page.getByText('More filters').click();
    await page.getByLabel('Person').fill('customer@');
    await page.getByLabel('Custom field').fill('Single');
    await page.getByLabel('Value').fill('needle');
    await page.getByLabel('Owned by').fill('alice');
    await page.getByLabel('Created from').fill('2020-01-02');
    const filter = () => page.getByRole('button', { name: 'Filter' }).click();
    await filter();
    await expect.poll(() => subjects(page)).toEqual([`${mark} c`]);
    // Each of these alone would find nothing.
    const misses = [
      () => page.getByLabel('Who is').selectOption({ label: 'AdminCc' }),
      () => page.getByLabel('Priority from').fill('1000'),
      () => page.getByLabel('Resolved from').fill('2020-01-02'),
      () => page.getByLabel('TicketSQL').fill(`id != ${numbers[2]}`),
    ];
    for (const miss of misses) {
      await miss();
      await filter();
      await page.getByText('No tickets match.').waitFor();
      await page.goBack();
      await expect.poll(() => subjects(page)).toEqual([`${mark} c`]);
    }
    await page.getByLabel('Who is').selectOption({ label: 'Any of them' });
    await page.getByLabel('Priority to').fill('1000');
    await page.getByLabel('TicketSQL').fill(`id = ${numbers[2]}`);
    await filter();
    await expect.poll(() => subjects(page)).toEqual([`${mark} c`]);
    expect(new URL(page.url()).hash).toContain('sql=');
    await page.getByLabel('TicketSQL').fill('Nonsense');
    await filter();
    await page
      .getByRole('alert')
      .getByText(/cannot parse this search/)
      .waitFor();
    await page.goBack();
    await expect.poll(() => subjects(page)).toEqual([`${mark} c`]);
    await page.getByLabel('Name of this view').fill('Needles');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Needles' }).waitFor();
    const saved = page.url();
    await page.goto(`${desk.portal.url}/${list}`);
    await page.getByText('3 tickets').waitFor();
    // RT finds messages only with FullTextSearch, so what matters is what it is asked.
    const asked = page.waitForRequest((request) =>
      (request.postData() ?? '').includes('"content":{"contains":'),
    );
    await page.getByLabel('and messages').check();
    await asked;
    await page.getByText('3 tickets').waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'Needles' }).click();
    await expect.poll(() => subjects(page)).toEqual([`${mark} c`]);
    expect(page.url()).toBe(saved);

    await page.goto(`${desk.portal.url}/#/?text=${encodeURIComponent(mark)}`);
    await page.getByText('3 tickets · live').waitFor();
    const before = await subjects(page);
    const last = page.locator('.row').last();
    await last.hover();
    const moved = Number(await last.locator('.number').innerText());
    await mutate(api, 'updateTicket', { id: moved, changes: { status: 'stalled' } });
    await last.getByText('stalled').waitFor();
    expect(await subjects(page)).toEqual(before);
    await page.getByRole('heading', { name: 'All queues' }).hover();
    await expect.poll(() => subjects(page)).toEqual([before[2], before[0], before[1]]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a list is sorted by what is chosen', async () => {
    const kind = `sorted ${crypto.randomUUID()}`;
    for (const name of ['b', 'c', 'a']) await newTicket(api, { subject: `${kind} ${name}` });
    const { page, complaints, context } = await visitSignedIn(
      `#/?text=${encodeURIComponent(kind)}&sort=ID&direction=ASC`,
    );
    const named = (names: readonly string[]) => names.map((name) => `${kind} ${name}`);
    await expect.poll(() => subjects(page)).toEqual(named(['b', 'c', 'a']));
    await page.getByLabel('Sort by').selectOption({ label: 'subject' });
    await expect.poll(() => subjects(page)).toEqual(named(['a', 'b', 'c']));
    expect(new URL(page.url()).hash).toContain('sort=SUBJECT');
    await page.getByLabel('Order').selectOption({ label: 'descending' });
    await expect.poll(() => subjects(page)).toEqual(named(['c', 'b', 'a']));
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a Select field is a menu of what RT offers, and suggests values where RT does not list them', async () => {
    const values = ['green, dark'];
    const customFields = [{ name: 'Select', values }];
    const id = await newTicket(api, { subject: 'choices', customFields });
    const query = '{ queue(name: "General") { ticketCustomFields { name options } } }';
    const { data } = await ask(api, { query, as: 'alice' });
    const offered: readonly string[] | null = data.queue.ticketCustomFields.find(
      ({ name }: { name: string }) => name === 'Select',
    ).options;
    const { page, complaints, context } = await visitSignedIn(`#/ticket/${id}`);
    await page.getByRole('button', { name: 'Edit Select', exact: true }).click();
    const form = page.getByRole('form', { name: 'Select' });
    const options = () =>
      form.locator('option').evaluateAll((all) => all.map((one) => one.getAttribute('value')));
    // Only an RT with REST 2.0 lists them.
    if (offered === null) {
      await expect.poll(options).toContain('green, dark');
      await form.getByRole('combobox').fill('blue');
    } else {
      await expect.poll(options).toEqual(['', ...offered]);
      expect(await form.getByRole('combobox').inputValue()).toBe('green, dark');
      await form.getByRole('combobox').selectOption('blue');
    }
    await page.reload();
    await expect.poll(() => form.getByRole('combobox').inputValue()).toBe('blue');
    expect(await brokenRules(page)).toEqual([]);
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    await page
      .getByRole('region', { name: 'Custom fields' })
      .getByText('blue', { exact: true })
      .waitFor();

    await page.goto(`${desk.portal.url}/#/new?queue=General`);
    await page.getByText('Custom fields').click();
    const fresh = page
      .getByRole('form', { name: 'New ticket' })
      .getByLabel('Select', { exact: true });
    if (offered !== null) {
      await expect.poll(() => fresh.locator('option').count()).toBe(offered.length + 1);
      expect(await fresh.inputValue()).toBe('');
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('the status menus of a ticket begin with what RT offers, and end with what throws it away', async () => {
    const id = await newTicket(api, { subject: 'status menu' });
    const query = `{ ticket(id: ${id}) { status statusChoices { status } } }`;
    const { data } = await ask(api, { query, as: 'alice' });
    const choices: readonly { readonly status: string }[] | null = data.ticket.statusChoices;
    // Only an RT with REST 2.0 tells its menu. Otherwise it is RT's default lifecycle.
    const lifecycle = ['new', 'open', 'stalled', 'resolved', 'rejected', 'deleted'];
    const offered = lifecycle.filter((status) =>
      choices === null
        ? status !== data.ticket.status
        : choices.some((choice) => choice.status === status),
    );
    expect(offered.length).toBeGreaterThan(1);
    const { page, complaints, context } = await visitSignedIn(`#/ticket/${id}`);
    await page.getByRole('button', { name: 'Edit Status' }).click();
    const menu = page.getByRole('form', { name: 'Status' }).getByRole('combobox');
    await expect
      .poll(async () =>
        (await menu.getByRole('option').allInnerTexts()).slice(0, offered.length + 1),
      )
      .toEqual(['…', ...offered]);
    // Nothing is chosen by itself.
    await page.getByRole('form', { name: 'Status' }).getByRole('button', { name: 'Save' }).click();
    expect(await menu.evaluate((element) => element.matches(':invalid'))).toBe(true);
    const after = page.getByLabel('Then set status').getByRole('option');
    expect((await after.allInnerTexts()).slice(0, offered.length + 1)).toEqual([
      `leave ${data.ticket.status}`,
      ...offered,
    ]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('no answer keeps a message and its key, an unknown outcome keeps the message, and the next try has another key', async () => {
    const { page, context } = await visitSignedIn(`#/ticket/${numbers[0]}`);
    const keys: string[] = [];
    const userErrors = [
      { code: 'UNKNOWN_OUTCOME', message: 'The answer was lost.', path: [], rtMessage: null },
    ];
    await page.route('**/graphql', async (route) => {
      const { variables, operationName } = route.request().postDataJSON();
      if (operationName !== 'Reply') return route.fallback();
      keys.push(variables.input.idempotencyKey);
      if (keys.length === 1) return route.abort();
      return route.fulfill({
        json: { data: { write: { outcome: 'PARTIAL', userErrors, ticket: null } } },
      });
    });
    await page.getByLabel('Message').fill('Did you get this?');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('alert').getByText('The help desk cannot be reached.').waitFor();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('alert').getByText('It may have been done.').waitFor();
    expect(keys[1]).toBe(keys[0]);
    expect(await page.getByLabel('Message').inputValue()).toBe('Did you get this?');
    await page.getByRole('button', { name: 'Send' }).click();
    await expect.poll(() => keys.length).toBe(3);
    expect(keys[2]).not.toBe(keys[0]);
    expect(await page.getByLabel('Message').inputValue()).toBe('Did you get this?');
    await context.close();
  });

  test.each([
    { colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
    { colorScheme: 'light', viewport: { width: 390, height: 844 } },
  ] as const)('no form breaks a rule of accessibility, $colorScheme', async (look) => {
    const { page, context } = await visitSignedIn(list, look);
    await page.getByText('3 tickets').waitFor();
    await page.getByText('More filters').click();
    await page.getByLabel('Select all on this page').check();
    await page.getByLabel('Merge into').selectOption({ index: 1 });
    expect(await brokenRules(page)).toEqual([]);
    await page.goto(`${desk.portal.url}/#/new?queue=General`);
    await page.getByText('Custom fields').click();
    expect(await brokenRules(page)).toEqual([]);
    await page.goto(`${desk.portal.url}/#/ticket/${populated.tickets.fields}`);
    await page.getByText('one value, with comma').waitFor();
    for (const closed of ['More fields', 'Empty fields']) await page.getByText(closed).click();
    for (const what of ['Status', 'Owner', 'Requestors', 'Due', 'Sel Many', 'Body', 'Subject']) {
      await page.getByRole('button', { name: `Edit ${what}`, exact: true }).click();
    }
    await page.getByRole('button', { name: 'Merge…' }).click();
    await page
      .getByLabel('Attach files')
      .setInputFiles([{ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') }]);
    await page.getByRole('button', { name: 'Leave out a.txt' }).waitFor();
    expect(await brokenRules(page)).toEqual([]);
    await page.getByRole('button', { name: 'Keys' }).click();
    expect(await brokenRules(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      look.viewport.width,
    );
    await context.close();
  });
});

/** What a browser says of a field that it refuses to send. */
function refusalOf(field: Locator): Promise<string> {
  return field.evaluate((element) =>
    element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
      ? element.validationMessage
      : 'not a field',
  );
}

/** What the list shows, in order. */
function subjects(page: Page): Promise<string[]> {
  return page.locator('.row strong').allInnerTexts();
}
