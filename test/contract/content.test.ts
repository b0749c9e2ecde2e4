import { afterAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask, credentialsOf } from '../support/graphql/ask.js';
import { attachedFiles } from '../support/world/attached-files.js';

const files = Object.keys(attachedFiles) as (keyof typeof attachedFiles)[];

describe.each(sharedBackends())('bytes of attachments on $name', ({ url, populated }) => {
  const app = appFor(url);
  const ids = populated.attachments;
  afterAll(() => app.close());

  test.each(files)('%s comes back to the byte by GraphQL and by download', async (file) => {
    const { name, type, body } = attachedFiles[file];
    const { data, errors } = await ask(app, {
      query: 'query ($id: ID!) { attachment(id: $id) { filename size isText text base64 } }',
      variables: { id: `attachment/${ids[file]}` },
      as: 'alice',
    });
    expect(errors).toBeUndefined();
    expect(data.attachment.filename).toBe(name);
    expect(data.attachment.base64).toBe(body.toString('base64'));
    const charset = /charset=(.*)/.exec(type)?.[1] ?? 'utf-8';
    const text = type.startsWith('text/') ? new TextDecoder(charset).decode(body) : null;
    expect(data.attachment.text).toBe(text);
    // RT counts the bytes of text as UTF-8 and sends them in the charset they came in.
    expect(data.attachment.size).toBe(file === 'latin1' ? null : body.length);

    const response = await app.fetch(
      new Request(`http://localhost/attachments/${ids[file]}`, {
        headers: { authorization: credentialsOf('alice') },
      }),
    );
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer()).equals(body)).toBe(true);
    expect(response.headers.get('content-disposition')).toContain(
      encodeURIComponent(name).slice(0, 5),
    );
  });

  test('text can be cut between characters', async () => {
    const { data } = await ask(app, {
      query: `{ attachment(id: ${ids.utf8}) { one: text(maxBytes: 1) four: text(maxBytes: 4) nine: text(maxBytes: 9) } }`,
    });
    expect(data.attachment).toEqual({ one: '', four: '日', nine: '日本語' });
    const { errors } = await ask(app, {
      query: `{ attachment(id: ${ids.utf8}) { text(maxBytes: -1) } }`,
    });
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  test('an inline image is inline, and the HTML that shows it leads to its download', async () => {
    const { data } = await ask(app, {
      query: `{
        attachment(id: ${populated.inlineImage}) { isInline contentId downloadUrl(disposition: INLINE) }
        ticket(id: ${populated.tickets.inlineImage}) {
          history(filter: { types: [COMMENT] }) { nodes { ... on MessageHistoryItem {
            html inline: attachments(filter: { inline: true }) { filename }
          } } }
        }
      }`,
    });
    expect(data.attachment).toMatchObject({ isInline: true, contentId: 'pixel@rt.example' });
    const [comment] = data.ticket.history.nodes;
    expect(comment.inline).toContainEqual({ filename: 'inline.png' });
    expect(comment.html).toContain(`<img src="${data.attachment.downloadUrl}">`);
    expect(comment.html).not.toContain('cid:');
  });
});
