import { readFileSync } from 'node:fs';
import { buildSchema, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { ChosenFiles } from '../../../graphiql/chosen-files.js';
import { uploadPlaces, withUpload } from '../../../graphiql/upload-places.js';

const sdl = readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8');
const schema = buildSchema(sdl, { assumeValidSDL: true });
const reply = parse(
  'mutation R($id: ID!, $files: [NewAttachmentInput!]) { replyToTicket(input: { id: $id, body: { text: "x" }, attachments: $files }) { outcome } }',
);
const create = parse(
  'mutation C($input: CreateTicketInput!) { createTicket(input: $input) { outcome } }',
);

const placesOf = (document: typeof reply, variables: Record<string, unknown>) =>
  uploadPlaces(schema, document, undefined, variables).map(({ path }) => path.join('.'));

describe('places for files in the variables', () => {
  test('are what is there and one more', () => {
    expect(placesOf(reply, {})).toEqual(['files.0.content.upload']);
    const one = { files: [{ filename: 'a', content: { text: 'x' } }] };
    expect(placesOf(reply, one)).toEqual(['files.0.content.upload', 'files.1.content.upload']);
    expect(placesOf(create, {})).toEqual(['input.attachments.0.content.upload']);
    expect(placesOf(parse('query Q($id: ID!) { ticket(id: $id) { id } }'), {})).toEqual([]);
    const types = buildSchema(
      'scalar File type Query { a(f: File, g: I): Int } input I { i: [I!], f: File }',
    );
    const query = parse('query ($f: File, $g: I) { a(f: $f, g: $g) }');
    expect(uploadPlaces(types, query, undefined, {}).map(({ path }) => path)).toEqual([
      ['f'],
      ['g', 'f'],
    ]);
  });

  test('get the file with its name and type, in the place of other content', () => {
    const before = {
      id: '1',
      files: [{ filename: 'old', content: { text: 'x' }, contentId: 'c' }],
    };
    const path = ['files', 0, 'content', 'upload'];
    const file = { reference: 'file:a.png', name: 'a.png', type: 'image/png' };
    expect(withUpload(schema, reply, undefined, before, path, file)).toEqual({
      id: '1',
      files: [
        {
          filename: 'a.png',
          contentType: 'image/png',
          contentId: 'c',
          content: { upload: 'file:a.png' },
        },
      ],
    });
  });
});

describe('chosen files', () => {
  const variables = (...names: string[]) => ({
    files: names.map((name) => ({ filename: 'file:x', content: { upload: name } })),
  });

  test('are found where the schema wants them, and nowhere else', () => {
    const chosen = new ChosenFiles();
    const [one, two] = [new File(['a'], 'x'), new File(['bb'], 'x')];
    const names = [chosen.add(one), chosen.add(two), chosen.add(one)];
    expect(names).toEqual(['file:x', 'file:x (2)', 'file:x']);
    const placed = chosen.of(schema, reply, undefined, variables(...names));
    expect(placed.map(({ file }) => file)).toEqual([one, two, one]);
  });

  test('that a reload forgot are asked for again', () => {
    const chosen = new ChosenFiles();
    expect(() => chosen.of(schema, reply, undefined, variables('file:x'))).toThrow(/"x" again/);
    expect(chosen.of(schema, reply, undefined, variables('other text'))).toEqual([]);
  });
});
