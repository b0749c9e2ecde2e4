import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { hasBrowser } from '../support/browser/browser.js';
import { pageBackend, useDesk } from '../support/browser/desk.js';
import { brokenRules, holdMutations } from '../support/browser/portal-visit.js';
import { ask } from '../support/graphql/ask.js';
import { mutate, newTicket } from '../support/graphql/mutate.js';
import { scratchDirectory } from '../support/process/scratch-directory.js';

const { url: rtUrl, name: rtName } = pageBackend();

describe.runIf(hasBrowser())(`the fields of the portal on ${rtName}`, { timeout: 60_000 }, () => {
  const desk = useDesk(rtUrl);
  const { api } = desk;

  const visit = desk.visit;

  async function ticketOf(id: number, fields: string) {
    return (await ask(api, { query: `{ ticket(id: ${id}) { ${fields} } }` })).data.ticket;
  }

  test('a number that cannot be used is refused in a sentence, and what was there stays', async () => {
    const times = { timeWorkedMinutes: 30, timeEstimatedMinutes: 40, timeLeftMinutes: 50 };
    const id = await newTicket(api, { subject: 'numbers', priority: 70, ...times });
    const { page, complaints, context } = await visit(`#/ticket/${id}`);
    await page.getByText('More fields').click();
    for (const name of ['Time worked', 'Estimated', 'Time left']) {
      const form = await edit(page, name);
      for (const typed of ['-10', '1.5', '99999999999', '']) {
        await form.getByRole('spinbutton').fill(typed);
        await form.getByRole('button', { name: 'Save' }).click();
        expect(await refusalOf(form.getByRole('spinbutton'))).not.toBe('');
      }
    }
    const priority = await edit(page, 'Priority');
    await priority.getByRole('spinbutton').fill('-5');
    await priority.getByRole('button', { name: 'Save' }).click();
    await priority
      .getByRole('alert')
      .getByText(/RT 5 stores 0 .+ Use 0 or more\./)
      .waitFor();
    const kept = await ticketOf(id, `priority ${Object.keys(times).join(' ')}`);
    expect(kept).toEqual({ priority: 70, ...times });
    const worked = page.getByRole('form', { name: 'Time worked', exact: true });
    await worked.getByRole('spinbutton').fill('0');
    await worked.getByRole('button', { name: 'Save' }).click();
    await worked.waitFor({ state: 'detached' });
    expect(await ticketOf(id, 'timeWorkedMinutes')).toEqual({ timeWorkedMinutes: 0 });
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a date that nobody changed is saved as it is, to the second and in the hour that clocks show twice', async () => {
    const dueAt = '2031-05-06T01:04:05Z';
    // In Berlin the second of two half past two.
    const startsAt = '2031-10-26T01:30:00Z';
    const id = await newTicket(api, {
      subject: 'dates',
      dueAt,
      startsAt,
      customFields: [{ name: 'When', values: ['2031-10-26T01:30:07Z'] }],
    });
    const { page, complaints, context } = await visit(`#/ticket/${id}`, {
      timezoneId: 'Europe/Berlin',
    });
    await page.getByText('More fields').click();
    const sent: unknown[] = [];
    page.on('request', (request) => {
      const text = request.postData() ?? '';
      if (text.includes('mutation')) sent.push(JSON.parse(text).variables.input.changes);
    });
    for (const name of ['Due', 'Starts', 'When']) {
      await edit(page, name);
      const form = page.getByRole('form', { name, exact: true });
      await form.getByRole('button', { name: 'Save' }).click();
      await form.waitFor({ state: 'detached' });
    }
    expect(
      await ticketOf(id, 'dueAt startsAt customField(name: "When") { dateTimeValue }'),
    ).toEqual({
      dueAt,
      startsAt,
      customField: { dateTimeValue: '2031-10-26T01:30:07Z' },
    });
    expect(sent).toEqual([
      { dueAt },
      { startsAt },
      { customFields: [{ name: 'When', values: ['2031-10-26T01:30:07Z'] }] },
    ]);
    const form = await edit(page, 'Due');
    expect(await form.getByLabel('Due').inputValue()).toBe('2031-05-06T03:04:05');
    await form.getByLabel('Due').fill('2031-05-07T03:04:05');
    await page.reload();
    expect(await form.getByLabel('Due').inputValue()).toBe('2031-05-07T03:04:05');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    expect(await ticketOf(id, 'dueAt')).toEqual({ dueAt: '2031-05-07T01:04:05Z' });
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('saving all the same overrides the change that was told, and no later one', async () => {
    const id = await newTicket(api, { subject: 'three agents', priority: 1 });
    const { page, context } = await visit(`#/ticket/${id}`);
    const form = await edit(page, 'Priority');
    await form.getByRole('spinbutton').fill('11');
    await mutate(api, 'updateTicket', { id, changes: { priority: 2 } });
    await form.getByRole('button', { name: 'Save' }).click();
    const again = form.getByRole('button', { name: 'Save all the same' });
    await again.waitFor();
    await mutate(api, 'updateTicket', { id, changes: { priority: 3 } });
    await again.click();
    await expect.poll(() => again.isEnabled()).toBe(true);
    expect(await ticketOf(id, 'priority')).toEqual({ priority: 3 });
    await again.click();
    await form.waitFor({ state: 'detached' });
    expect(await ticketOf(id, 'priority')).toEqual({ priority: 11 });
    await context.close();
  });

  test('a field that was just saved can be changed again at once, and shows what was saved', async () => {
    const id = await newTicket(api, { subject: 'in a hurry', priority: 1 });
    const { page, context } = await visit(`#/ticket/${id}`);
    await page.getByRole('button', { name: 'Edit Priority' }).waitFor();
    // What the page reads after a change comes later than the next one.
    await page.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes('query TicketPage')) await route.continue();
    });
    for (const [name, role, values] of [
      ['Priority', 'spinbutton', ['2', '3', '4']],
      ['Subject', 'textbox', ['in haste', 'in no time']],
    ] as const) {
      let last: string | undefined;
      for (const value of values) {
        const form = await edit(page, name);
        if (last !== undefined) expect(await form.getByRole(role).inputValue()).toBe(last);
        await form.getByRole(role).fill(value);
        await form.getByRole('button', { name: 'Save' }).click();
        await form.waitFor({ state: 'detached' });
        last = value;
      }
    }
    expect(await ticketOf(id, 'priority subject')).toEqual({ priority: 4, subject: 'in no time' });
    await context.close();
  });

  test('a ticket is stolen from the owner that the button names, and from nobody else', async () => {
    const id = await newTicket(api, { subject: 'wanted', owner: 'bob smith' });
    const { page, context } = await visit(`#/ticket/${id}`);
    // The page learns of no change by itself.
    await page.route('**/graphql', (route) =>
      /subscription|TicketNow/.test(route.request().postData() ?? '')
        ? route.abort()
        : route.continue(),
    );
    await page.reload();
    const steal = page.getByRole('button', { name: /^Steal from / });
    await steal.waitFor();
    const named = await steal.innerText();
    let isOwnerHidden = true;
    await page.route('**/graphql', (route) =>
      isOwnerHidden && route.request().postData()?.includes('query OwnerNow')
        ? route.abort()
        : route.fallback(),
    );
    await steal.click();
    await page.getByText('Nothing was changed. Its owner could not be read.').waitFor();
    isOwnerHidden = false;
    await mutate(api, 'updateTicket', { id, changes: { owner: 'root' } });
    await steal.click();
    await page.getByText('Nothing was changed. Enoch Root owns this ticket now.').waitFor();
    expect(await ticketOf(id, 'owner { name }')).toEqual({ owner: { name: 'root' } });
    expect(named).not.toBe(await steal.innerText());
    await steal.click();
    await page.getByRole('button', { name: 'Give back' }).waitFor();
    expect(await ticketOf(id, 'owner { name }')).toEqual({ owner: { name: 'alice' } });
    await context.close();
  });

  test('nothing can be typed into a form whose change is on its way', async () => {
    const id = await newTicket(api, { subject: 'slow' });
    const { page, context } = await visit(`#/ticket/${id}`);
    const goOn = await holdMutations(page);
    const form = await edit(page, 'Subject');
    const field = form.getByRole('textbox');
    await field.fill('slow and sure');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => field.isDisabled()).toBe(true);
    goOn();
    await form.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'slow and sure' }).waitFor();
    await context.close();
  });

  test('whoever leaves a new ticket while it is made stays where they went', async () => {
    const { page, context } = await visit('#/new?queue=General');
    const goOn = await holdMutations(page);
    await page.getByLabel('Subject').fill('left alone');
    await page.getByRole('button', { name: 'Create' }).click();
    await expect.poll(() => page.getByLabel('Subject').isDisabled()).toBe(true);
    await page.getByRole('link', { name: 'Help desk' }).click();
    await page.getByRole('heading', { name: 'All queues' }).waitFor();
    const answered = page.waitForResponse((response) =>
      Boolean(response.request().postData()?.includes('mutation')),
    );
    goOn();
    await answered;
    await page.waitForTimeout(500);
    expect(page.url()).not.toContain('#/ticket/');
    await context.close();
  });

  test('what is entered stays when what it depends on changes: a queue, the status, another filter', async () => {
    const { page, context } = await visit('#/new?queue=General');
    await page.getByText('Custom fields', { exact: true }).click();
    const single = page.getByRole('textbox', { name: 'Single', exact: true });
    await single.fill('typed before');
    // A queue without the field, and back.
    await page.getByLabel('Queue').selectOption('SLA Queue');
    await page.getByLabel('Subject').fill('in another queue');
    await page.getByLabel('Queue').selectOption('Odd Queue');
    await page.getByLabel('Queue').selectOption('General');
    await expect.poll(() => single.inputValue()).toBe('typed before');
    await page.getByLabel('Subject').fill('');
    await single.fill('');

    const id = await newTicket(api, { subject: 'moves on', status: 'open' });
    await page.goto(`${desk.portal.url}/#/ticket/${id}`);
    const then = page.getByLabel('Then set status');
    await then.selectOption('stalled');
    await mutate(api, 'updateTicket', { id, changes: { status: 'resolved' } });
    await page.getByRole('option', { name: 'leave resolved' }).waitFor({ state: 'attached' });
    expect(await then.inputValue()).toBe('stalled');
    await then.selectOption('');

    await page.goto(`${desk.portal.url}/#/`);
    await page.getByText('More filters').click();
    await page.getByPlaceholder('Told <').fill("Subject = 'moves on'");
    await page
      .getByRole('form', { name: 'Filters' })
      .getByRole('combobox', { name: 'Status', exact: true })
      .selectOption('any');
    await expect
      .poll(() => page.getByPlaceholder('Told <').inputValue())
      .toBe("Subject = 'moves on'");
    await page.getByRole('link', { name: 'moves on' }).first().waitFor();
    await context.close();
  });

  test('the history is told in the words and times of the page', async () => {
    const [id, merged] = [await newTicket(api), await newTicket(api)];
    const when = (time: string) => ({ name: 'When', values: [time] });
    await mutate(api, 'mergeTicket', { id: merged, intoId: id });
    const links = [{ type: 'REFERS_TO', target: { uri: 'http://example.com/' } }];
    await mutate(api, 'addTicketLinks', { id, links });
    const states = [
      { toldAt: '2021-01-02T03:04:05Z', timeWorkedMinutes: 30, finalPriority: 9 },
      { customFields: [{ name: 'Multi', values: ['a'] }, when('2024-07-01T22:30:00Z')] },
      { customFields: [{ name: 'Multi', values: ['a', 'b'] }, when('2025-07-01T22:30:00Z')] },
      { customFields: [{ name: 'Multi', values: ['b'] }] },
    ];
    for (const changes of states) await mutate(api, 'updateTicket', { id, changes });
    const look = { timezoneId: 'Europe/Berlin', locale: 'en-GB' };
    const { page, complaints, context } = await visit(`#/ticket/${id}`, look);
    const events = page.locator('.event > span');
    const told = async () => new Set(await events.allInnerTexts());
    await expect.poll(() => told()).toContain('Enoch Root removed a from Multi');
    const all = [
      'merged another ticket into this one',
      'changed Last contact to 2 Jan 2021',
      'changed Time worked from 0 min to 30 min',
      'changed Final priority from 0 to 9',
      'added a to Multi',
      'added b to Multi',
      'removed a from Multi',
      'changed When to 2 Jul 2024',
      'changed When from 2 Jul 2024 to 2 Jul 2025',
    ];
    expect(await told()).toEqual(
      new Set([
        ...all.map((what) => `Enoch Root ${what}`),
        'Enoch Root: Reference to http://example.com/ added',
      ]),
    );
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a custom field that cannot be written has a reason in place of its pencil', async () => {
    const id = await newTicket(api, { subject: 'fixed fields' });
    const { page, complaints, context } = await visit(`#/ticket/${id}`);
    await page.getByText('Custom fields', { exact: true }).click();
    const fields = page.getByRole('region', { name: 'Custom fields' });
    await fields.getByText('Change it in Request Tracker: its name has a comma.').waitFor();
    expect(await fields.getByRole('button', { name: 'Edit with, comma' }).count()).toBe(0);
    // Each pencil that is there leads to a form that saves.
    for (const name of ['Odd: name', 'brace}x']) {
      const form = await edit(page, name);
      await form.getByRole('textbox').fill('kept');
      await form.getByRole('button', { name: 'Save' }).click();
      await form.waitFor({ state: 'detached' });
      const query =
        'query ($id: ID!, $name: String!) { ticket(id: $id) { customField(name: $name) { values } } }';
      const { data } = await ask(api, { query, variables: { id: String(id), name } });
      expect(data.ticket.customField.values).toEqual(['kept']);
    }
    await page.goto(`${desk.portal.url}/#/new?queue=General`);
    await page.getByText('Custom fields').click();
    await page.getByLabel('Odd: name').waitFor();
    expect(await page.getByLabel('with, comma').count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a file that is too large is named, with its size and the limit in words', async () => {
    const id = await newTicket(api, { subject: 'large files' });
    const said = '“large.bin” (12.0 MB) is too large. A file may have up to 10.5 MB.';
    // Files on the disk: others would go to the browser as text.
    const directory = scratchDirectory('large-files');
    const files = await Promise.all(
      [['small.txt', 1] as const, ['large.bin', 12_000_000] as const].map(async ([name, size]) => {
        const path = join(directory, name);
        await writeFile(path, Buffer.alloc(size, 'a'));
        return path;
      }),
    );
    const { page, context } = await visit(`#/ticket/${id}`);
    await page.getByLabel('Attach files').setInputFiles(files);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('alert').getByText(said).waitFor();
    await page.goto(`${desk.portal.url}/#/new?queue=General`);
    await page.getByLabel('Subject').fill('large files');
    await page.getByLabel('Attach files').setInputFiles(files);
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('alert').getByText(said).waitFor();
    await context.close();
  });

  test('no page is wider than a small window, and nothing scrolls that keys cannot reach', async () => {
    const long = 'x'.repeat(90);
    const id = await newTicket(api, {
      subject: `narrow ${long}${long}`,
      requestors: [`${'y'.repeat(50)}@${'z'.repeat(50)}.example`],
      body: { text: `${long} ${long}` },
      customFields: [
        { name: 'Single', values: [`${long}${long}`] },
        { name: 'Multi', values: ['a', long] },
        { name: 'Body', values: [Array.from({ length: 60 }, () => long).join('\n')] },
      ],
    });
    const { page, context } = await visit('#/?text=narrow', {
      viewport: { width: 320, height: 800 },
    });
    const isNarrow = async () => {
      expect(await brokenRules(page)).toEqual([]);
      for (const width of [360, 320]) {
        await page.setViewportSize({ width, height: 800 });
        const scrolled = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(scrolled).toBe(width);
      }
    };
    await page.locator('.row').first().waitFor();
    await page.getByText('More filters').click();
    await page.getByLabel('Select all on this page').check();
    await isNarrow();
    await page.goto(`${desk.portal.url}/#/new?queue=General`);
    await page.getByText('Custom fields').click();
    await isNarrow();
    await page.goto(`${desk.portal.url}/#/ticket/${id}`);
    await page.getByRole('region', { name: 'Timeline' }).getByText(long).waitFor();
    for (const closed of ['More fields', 'Empty fields']) await page.getByText(closed).click();
    await isNarrow();
    await context.close();
  });

  test('what users write has a direction of its own, whatever is beside it', async () => {
    const [name, subject] = ['דנה (כהן', 'שלום, (עולם!'];
    const [login, value, other] = [`dana${crypto.randomUUID()}`, 'ערך (אחד', 'ערך (שני'];
    const requestors = [`${login}@example.com`];
    const fields = { emailAddress: requestors[0], realName: name };
    await mutate(api, 'createUser', { name: login, fields });
    const customFields = [{ name: 'Single', values: [value] }];
    const start = { subject, requestors, customFields, body: { text: 'הודעה (אחת!' } };
    const [id, linked] = [await newTicket(api, start), await newTicket(api, start)];
    const links = [{ type: 'DEPENDS_ON', target: { ticket: String(linked) } }];
    await mutate(api, 'addTicketLinks', { id, links });
    const changes = { customFields: [{ name: 'Single', values: [other] }], subject: `${subject}!` };
    await mutate(api, 'updateTicket', { id, changes: { ...changes, cc: requestors } });
    await mutate(api, 'commentOnTicket', { id, body: { html: '<p>הודעה (שתיים!</p>' } });
    const file = { filename: 'קובץ (אחד.txt', content: { text: 'a' } };
    await mutate(api, 'commentOnTicket', { id, attachments: [file] });
    const { page, complaints, context } = await visit(`#/?text=${encodeURIComponent(subject)}`);
    await page.locator('.row').first().waitFor();
    expect(await page.locator('.row', { hasText: name }).count()).toBeGreaterThan(0);
    expect(await astray(page)).toEqual([]);
    await page.goto(`${desk.portal.url}/#/ticket/${id}`);
    await page.getByText(file.filename).waitFor();
    await page.getByRole('region', { name: 'Links' }).getByText(subject).waitFor();
    expect(await page.getByText(other).count()).toBe(2);
    expect(await astray(page)).toEqual([]);
    const mail = page.frameLocator('iframe[title=Message]').getByText('הודעה (שתיים!');
    expect(await mail.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
    for (const what of ['Subject', 'Single']) await edit(page, what);
    const inputs = page.locator('input:not([type=hidden]), textarea');
    const kinds = await inputs.evaluateAll((all) =>
      all
        .filter((one) => one.getAttribute('type') === null || one.matches('textarea'))
        .map((one) => getComputedStyle(one).unicodeBidi),
    );
    expect(new Set(kinds)).toEqual(new Set(['plaintext']));
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a search that may surprise has a hint', async () => {
    const none = `&text=${crypto.randomUUID()}`;
    const { page, complaints, context } = await visit(`#/?queue=General&field=Nope&value=a`);
    const hint = (text: string) => page.getByRole('status').getByText(text).waitFor();
    await hint('The queue General has no custom field “Nope”.');
    expect(await brokenRules(page)).toEqual([]);
    await page.goto(`${desk.portal.url}/#/?queue=General&field=When&value=2031${none}`);
    await hint('A field of dates is searched by a whole day, such as 2031-05-06.');
    await page.goto(`${desk.portal.url}/#/?field=Nope&value=a`);
    await hint('Is “Nope” the whole name of a custom field?');
    await page.goto(`${desk.portal.url}/#/?text=%25`);
    await hint('RT takes % for any text and _ for any character.');
    await page.goto(`${desk.portal.url}/#/?queue=General`);
    await page.locator('.row').first().waitFor();
    expect(await page.locator('.note').count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

/** Opens the form behind a pencil. */
async function edit(page: Page, name: string): Promise<Locator> {
  await page.getByRole('button', { name: `Edit ${name}`, exact: true }).click();
  return page.getByRole('form', { name, exact: true });
}

/** What a browser says of a field that it refuses to send. */
function refusalOf(field: Locator): Promise<string> {
  return field.evaluate((element) =>
    element instanceof HTMLInputElement ? element.validationMessage : 'not a field',
  );
}

/** Texts in Hebrew that share a line's direction with other texts: each should be alone in an element of its own direction. */
function astray(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { nodeValue, parentElement: parent } = walker.currentNode;
      if (parent === null || !/\p{Script=Hebrew}/u.test(nodeValue ?? '')) continue;
      const isIsolated = /plaintext|isolate/.test(getComputedStyle(parent).unicodeBidi);
      const others = [...parent.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      if (!isIsolated || others.some((node) => node !== walker.currentNode)) {
        found.push(parent.outerHTML);
      }
    }
    return found;
  });
}
