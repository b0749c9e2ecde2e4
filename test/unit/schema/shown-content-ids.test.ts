import { expect, test } from 'vitest';
import { shownContentIds } from '../../../src/schema/history/message-html.js';

test.each([
  ['<img src="cid:a@x">', ['a@x']],
  ["<img src='cid:a@x'>", ['a@x']],
  ['<img src=cid:a@x>', ['a@x']],
  ['<p style="background: url(cid:a@x)">', ['a@x']],
  ['<p style="background: url(&quot;cid:a@x&quot;)">', ['a@x']],
  ['<p>see cid:a@x in the docs</p>', []],
  ['<a href="/?acid:a@x">', []],
])('%s shows the parts %j', (html, ids) => {
  expect([...shownContentIds(html)]).toEqual(ids);
});
