import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Served, serveSmallWorld } from './small-world.js';

const ok = 'RT/5.0.3 200 Ok\n\n';

describe('changing tickets', () => {
  let rt: Served;
  let id: number;
  const edit = (content: string, user = 'root') => rt.post(`ticket/${id}/edit`, { content }, user);
  const field = async (name: string, user = 'root') =>
    /: (.*)\n\n$/s.exec((await rt.get(`ticket/${id}`, { fields: name }, user)).slice(30))?.[1];

  beforeAll(async () => {
    rt = await serveSmallWorld();
  });

  beforeEach(async () => {
    id = await rt.create('Queue: General\nSubject: base\nPriority: 5\n');
  });

  afterAll(() => rt.close());

  test('a change is confirmed and no change is answered with nothing', async () => {
    expect(await edit('Subject: new')).toBe(`${ok}# Ticket ${id} updated.\n\n`);
    expect(await edit('Subject: new')).toBe('');
    expect(await edit('id: x\nSubject: new')).toBe(`${ok}# Ticket ${id} updated.\n\n`);
  });

  test('a form is applied as far as it goes', async () => {
    expect(await edit('Subject: partial\nSpam: 1\nStatus: nosuch')).toBe(
      'RT/5.0.3 409 Syntax Error\n\n# spam: Unknown field.\n' +
        "# Status: Status 'nosuch' isn't a valid status for this ticket.\n" +
        `# Ticket ${id} updated.\n\nid: \nSubject: partial\nSpam: 1\nStatus: nosuch\n\n`,
    );
    expect(await field('Subject')).toBe('partial');
  });

  test('a newline in a value starts another field', async () => {
    await edit('Subject: hello\nStatus: resolved');
    expect(await field('Status')).toBe('resolved');
    await edit('Subject: hello\n Status: open');
    expect(await field('Subject')).toBe('helloStatus: open');
  });

  test('a subject is cut at 200 bytes', async () => {
    await edit(`Subject: ${'é'.repeat(150)}`);
    expect(await field('Subject')).toBe('é'.repeat(100));
  });

  test('several values are joined by commas and quoted only where they must be', async () => {
    await edit("CF.{Multi}: 'a, b',d\\'e,f");
    expect(await field('CF.{Multi}')).toBe("'a, b',d\\'e,f");
  });

  test('people are removed before it is known that nobody can be added', async () => {
    await edit('Cc: alice');
    expect(await edit('Cc: ###')).toContain("# Cc: Could not find or create user '###'\n");
    expect(await rt.get(`ticket/${id}`, { fields: 'Cc' })).toContain('\nCc:\n');
  });

  test('nobody changes what they may not', async () => {
    expect(await edit('Subject: x', 'low')).toBe(
      `RT/5.0.3 400 Bad Request\n\n# You are not allowed to modify ticket ${id}.\n\n\n`,
    );
    const comment = 'Action: comment\nText: t\nStatus: resolved';
    expect(await rt.post(`ticket/${id}/comment`, { content: comment }, 'low')).toBe(
      `${ok}# Comments added\n# Permission Denied\n\n`,
    );
  });

  test('a date is written in one zone and read in another', async () => {
    await edit('Due: 2024-07-01 12:00:00', 'yorker');
    expect(await field('Due', 'yorker')).toBe('Mon Jul 01 12:00:00 2024');
    expect(await field('Due')).toBe('Mon Jul 01 16:00:00 2024');
  });

  test('mass edits tell what went well first and fail one by one', async () => {
    const content = `id: ticket/${id}\nPriority: 20\n--\nid: ticket/99999\nPriority: 1\n`;
    expect(await rt.post('edit', { content })).toBe(
      `RT/5.0.3 400 Bad Request\n\n# Ticket ${id} updated.\n\n--\n\n# Ticket 99999 does not exist.\n\n\n`,
    );
  });

  test('merging looks like reading', async () => {
    const other = await rt.create('Queue: General\nSubject: target\n');
    expect(await rt.get(`ticket/${id}/merge/${other}`)).toBe(`${ok}# Merge completed.\n\n\n`);
    expect(await rt.get(`ticket/${id}`, { fields: 'Subject' })).toBe(
      `${ok}id: ticket/${other}\nSubject: target\n\n`,
    );
  });

  test('files come back byte for byte in their own charset', async () => {
    const boundary = 'b0undary';
    const part = (head: string, body: Buffer | string) =>
      Buffer.concat([
        Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`),
        Buffer.from(body),
        Buffer.from('\r\n'),
      ]);
    const name = 'Content-Disposition: form-data; name';
    const body = Buffer.concat([
      part(`${name}="user"`, 'root'),
      part(`${name}="pass"`, 'password'),
      part(`${name}="content"`, 'Action: comment\nText: t\nAttachment: "a, b.txt"\n'),
      part(
        `${name}="attachment_1"; filename="x"\r\nContent-Type: text/plain; charset=iso-8859-1`,
        Buffer.from('caf\u00e9\r\n', 'latin1'),
      ),
      Buffer.from(`--${boundary}--\r\n`),
    ]);
    const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
    const target = `${rt.url}/REST/1.0/ticket/${id}/comment`;
    expect(await (await fetch(target, { method: 'POST', body, headers })).text()).toBe(
      `${ok}# Comments added\n\n`,
    );
    const list = await rt.get(`ticket/${id}/attachments`);
    const file = /(\d+): a, b\.txt \(text\/plain \/ 6b\)/.exec(list)?.[1];
    const content = await fetch(
      `${rt.url}/REST/1.0/attachment/${file}/content?user=root&pass=password`,
    );
    const bytes = Buffer.from(await content.arrayBuffer());
    expect(bytes.toString('latin1')).toBe(`${ok}caf\u00e9\r\n`);
  });
});
