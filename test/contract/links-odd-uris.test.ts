import { afterAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, dataOf } from '../support/graphql/ask.js';
import { newTicket } from '../support/graphql/mutate.js';
import { rawRt } from '../support/rest1/raw-rt.js';

/** What RT stores of a link, though RFC 3986 has no such URI. */
const odd = [
  'http://example.org/a b',
  'https://example.org/straße?q=ü',
  'https://example.org/100%',
  'http://[example]/',
  'http://example.org/{x}|^`\\"',
];

describe.each(sharedBackends())('links of $name to what is no URI', ({ url }) => {
  const app = appFor(url);
  afterAll(() => app.close());

  test('come as RT stores them, and no error with them', async () => {
    const id = await newTicket(app);
    const rt = await rawRt(url, 'root', 'password');
    for (const to of odd) {
      const { text } = await rt.post('ticket/link', { id: String(id), rel: 'RefersTo', to });
      expect(text).toMatch(/^RT\/\S+ 200 /);
    }
    const { ticket } = await dataOf(app, {
      query: `query ($id: ID!) { ticket(id: $id) {
        links { uri target { ... on ExternalResource { uri kind url } } }
      } }`,
      variables: { id },
    });
    expect(ticket.links.toSorted(byUri)).toEqual(
      odd.map((uri) => ({ uri, target: { uri, kind: 'WEB', url: uri } })).toSorted(byUri),
    );
  });
});

function byUri(a: { readonly uri: string }, b: { readonly uri: string }): number {
  return a.uri < b.uri ? -1 : 1;
}
