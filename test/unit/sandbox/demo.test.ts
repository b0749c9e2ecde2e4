import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoLogins, demoWorld, type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.js';

const now = new Date('2026-03-04T10:00:00Z');

const search = async (sandbox: Sandbox, query: string, user: string): Promise<string> => {
  const params = new URLSearchParams({ query, user, pass: 'password', orderby: 'id' });
  return (await fetch(`${sandbox.url}/REST/1.0/search/ticket?${params}`)).text();
};

describe('the demo', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox({ now });
  });

  afterAll(() => sandbox.close());

  test('has about two hundred tickets, the same for the same moment', async () => {
    const again = await startSandbox({ now });
    const all = await search(sandbox, 'id > 0', 'root');
    expect(all.split('\n').length).toBeGreaterThan(180);
    expect(await search(again, 'id > 0', 'root')).toBe(all);
    await again.close();
  });

  test('lets everybody in who is listed, except those who may not use the API', async () => {
    for (const { user, password } of demoLogins) {
      const params = new URLSearchParams({ user, pass: password });
      const answer = await fetch(`${sandbox.url}/REST/1.0/?${params}`, { redirect: 'manual' });
      expect([user, answer.status]).toEqual([user, user === 'sam' ? 302 : 200]);
    }
  });

  test('shows security incidents to few', async () => {
    const incidents = "Queue = 'Security Incidents'";
    expect(await search(sandbox, incidents, 'ben')).toContain('No matching results.');
    expect(await search(sandbox, incidents, 'grace')).not.toContain('No matching results.');
    expect(await search(sandbox, 'id > 0', 'nils')).toContain('No matching results.');
  });

  test('finds what was said', async () => {
    const found = await search(sandbox, "Content LIKE 'repairing the fibre'", 'daisuke');
    expect(found).toContain('Nothing works');
  });

  /** The history of a ticket as root sees it, one map of fields an event. */
  const history = async (ticket: number): Promise<Map<string, string>[]> => {
    const params = new URLSearchParams({ format: 'l', user: 'root', pass: 'password' });
    const url = `${sandbox.url}/REST/1.0/ticket/${ticket}/history?${params}`;
    const text = await (await fetch(url)).text();
    return text
      .split('\n--\n')
      .map(
        (form) =>
          new Map([...form.matchAll(/^(\w+): (.*)$/gm)].map(([, k, v]) => [k ?? '', v ?? ''])),
      );
  };

  const post = async (path: string, user: string, content: string): Promise<string> => {
    const body = new URLSearchParams({ user, pass: 'password', content });
    return (await fetch(`${sandbox.url}/REST/1.0/${path}`, { method: 'POST', body })).text();
  };

  test('has conversations by people who exist, in order, that nobody repeats', async () => {
    const staff = demoWorld.users.filter(({ privileged }) => privileged).map(({ name }) => name);
    const everybody = [...demoWorld.users.map(({ name }) => name), 'root', 'RT_System'];
    for (let ticket = 1; ticket <= 200; ticket += 9) {
      const events = await history(ticket);
      const created = events.map((event) => event.get('Created') ?? '');
      expect([...created].sort()).toEqual(created);
      expect(created.at(-1)?.localeCompare('2026-03-04 10:00:00')).toBeLessThan(1);
      for (const event of events) expect(everybody).toContain(event.get('Creator'));
      const of = (...types: string[]) =>
        events.filter((event) => types.includes(event.get('Type') ?? ''));
      for (const comment of of('Comment')) expect(staff).toContain(comment.get('Creator'));
      const said = of('Comment', 'Correspond').map((event) => event.get('Content'));
      expect(new Set(said).size).toBe(said.length);
    }
  });

  test('has tickets that were opened by who asks', async () => {
    const params = new URLSearchParams({
      query: 'id > 0',
      fields: 'Creator,Requestors',
      format: 'l',
      user: 'root',
      pass: 'password',
    });
    const text = await (await fetch(`${sandbox.url}/REST/1.0/search/ticket?${params}`)).text();
    const pairs = [...text.matchAll(/Creator: (\S+)\nRequestors: (\S+)/g)];
    expect(pairs.length).toBeGreaterThan(180);
    const login = (address: string) =>
      demoWorld.users.find(({ emailAddress }) => emailAddress === address)?.name;
    // The lead opens the project of the office move for somebody else.
    const others = pairs.filter(([, creator, requestor = '']) => creator !== login(requestor));
    expect(others.map(([, creator]) => creator)).toEqual(['ada']);
  });

  test("gives its logins the rights that the banner says, and its zone's and language's answers", async () => {
    const may = async (user: string, path: string, content: string) =>
      /# (?:Ticket \d+ (?:created|updated)\.|Comments added|Correspondence added)/.test(
        await post(path, user, content),
      );
    const [it, network, security] = await Promise.all(
      ["Queue = 'IT Support'", "Queue = 'Network Operations'", "Queue = 'Security Incidents'"].map(
        async (query) =>
          /^(\d+):/m.exec(await search(sandbox, `${query} AND Status = '__Active__'`, 'root'))?.[1],
      ),
    );
    const seen = async (user: string) => (await search(sandbox, 'id > 0', user)).split('\n').length;
    const table: Record<string, unknown> = {};
    const users = ['root', 'ada', 'ben', 'chloe', 'daisuke', 'grace', 'hugo', 'ivy', 'nils'];
    for (const [number, user] of users.entries()) {
      const edits = [it, network, security].map((id) =>
        may(user, `ticket/${id}/edit`, `TimeLeft: ${number + 1}`),
      );
      table[user] = {
        edits: await Promise.all(edits),
        comments: await may(user, `ticket/${it}/comment`, 'Action: comment\nText: mine'),
        creates: await may(user, 'ticket/new', 'id: ticket/new\nQueue: General\nSubject: mine'),
        seesAll: (await seen(user)) >= (await seen('root')),
        seesSome: (await seen(user)) > 20,
      };
    }
    const everything = { comments: true, creates: true, seesAll: true, seesSome: true };
    const agent = { ...everything, seesAll: false };
    expect(table).toEqual({
      root: { edits: [true, true, true], ...everything },
      ada: { edits: [true, true, true], ...everything },
      ben: { edits: [true, false, false], ...agent },
      chloe: { edits: [false, true, false], ...agent },
      daisuke: { edits: [false, true, false], ...agent },
      grace: { edits: [false, false, true], ...agent, seesAll: true },
      hugo: { edits: [true, false, false], ...agent },
      ivy: {
        edits: [false, false, false],
        comments: false,
        creates: false,
        seesAll: true,
        seesSome: true,
      },
      nils: {
        edits: [false, false, false],
        comments: false,
        creates: false,
        seesAll: false,
        seesSome: false,
      },
    });
    const created = async (user: string) =>
      /Created: (.*)/.exec(
        await (
          await fetch(`${sandbox.url}/REST/1.0/ticket/1/show?user=${user}&pass=password`)
        ).text(),
      )?.[1];
    expect(await Promise.all(['root', 'ada', 'chloe', 'daisuke'].map(created))).toEqual([
      'Fri Jan 02 10:00:00 2026',
      'Fri Jan 02 11:00:00 2026',
      'Fri Jan 02 05:00:00 2026',
      'Fri Jan 02 19:00:00 2026',
    ]);
    expect(await created('hugo')).toMatch(/^Ven 02 Jan 2026/);
  });
});

describe('the page of a ticket, where webUrl leads', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox({ now });
  });

  afterAll(() => sandbox.close());

  const page = (id: number, login?: string) =>
    fetch(`${sandbox.url}/Ticket/Display.html?id=${id}`, {
      headers: login === undefined ? {} : { authorization: `Basic ${btoa(`${login}:password`)}` },
    });

  test('shows the ticket as text, and can run or load nothing', async () => {
    const subject = '<script>alert("&")</script>';
    const body = new URLSearchParams({
      user: 'ben',
      pass: 'password',
      content: `id: ticket/new\nQueue: General\nSubject: ${subject}\nText: <img src=x onerror=alert(1)>`,
    });
    const made = await fetch(`${sandbox.url}/REST/1.0/ticket/new`, { method: 'POST', body });
    const id = Number(/# Ticket (\d+) created/.exec(await made.text())?.[1]);
    const answer = await page(id, 'ben');
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(html).toContain('&#60;script&#62;alert(&#34;&#38;&#34;)&#60;/script&#62;');
    expect(html).toContain('&#60;img src=x');
    expect(html).not.toMatch(/<script|<img|<a |<form/);
    const policy = answer.headers.get('content-security-policy');
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; frame-ancestors 'none'/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test("shows everything without a login, and what a login's rights show with one", async () => {
    const stranger = await page(1);
    expect(stranger.status).toBe(200);
    const shown = await stranger.text();
    expect(shown).toContain('Printer on floor 2');
    expect(shown).toContain('As root sees it. To see it as somebody else,');
    const asBen = await fetch(`${sandbox.url}/Ticket/Display.html?id=1&user=ben&pass=password`);
    expect(await asBen.text()).toContain('As ben sees it.');
    const wrong = await page(1, 'nobody-of-that-name');
    expect(wrong.status).toBe(401);
    expect(wrong.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
    expect(await wrong.text()).not.toContain('Printer');
    expect((await page(1, 'nils')).status).toBe(403);
    expect((await page(1, 'sam')).status).toBe(403);
    expect((await page(9999, 'root')).status).toBe(404);
    expect(await (await page(1, 'ivy')).text()).toContain('Printer on floor 2');
  });
});

describe('the page of a search, where webUrl of a list leads', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox({ now });
  });

  afterAll(() => sandbox.close());

  const results = (params: Readonly<Record<string, string>>, login = 'root') =>
    fetch(`${sandbox.url}/Search/Results.html?${new URLSearchParams(params)}`, {
      headers: { authorization: `Basic ${btoa(`${login}:password`)}` },
    });

  test('lists what RT would find, in its order, with links to the tickets', async () => {
    const answer = await results({ Query: 'id < 4', OrderBy: 'id', Order: 'DESC' });
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(html).toContain('<h1>3 tickets</h1>');
    const ids = [...html.matchAll(/href="\.\.(\/Ticket\/Display\.html\?id=(\d+))"/g)];
    expect(ids.map(([, , id]) => id)).toEqual(['3', '2', '1']);
    expect((await fetch(`${sandbox.url}${ids[0]?.[1]}`)).status).toBe(200);
    expect(await (await results({ Query: 'id > 0' })).text()).toContain('the first 50 of them');
  });

  test('shows nobody more than they may see, and says what is wrong with a search', async () => {
    const asNils = await (await results({ Query: 'id < 4' }, 'nils')).text();
    expect(asNils).toContain('<h1>0 tickets</h1>');
    const wrong = await results({ Query: "Subject = '<b>" });
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).not.toContain('<b>');
    expect((await results({ Query: 'id < 4' }, 'nobody-of-that-name')).status).toBe(401);
  });
});
