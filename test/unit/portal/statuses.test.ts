import { expect, test } from 'vitest';
import { inOrder } from '../../../examples/portal/src/statuses.js';

test.each([
  [
    ['deleted', 'open', 'rejected', 'resolved', 'stalled'],
    ['open', 'stalled', 'resolved', 'rejected', 'deleted'],
  ],
  [
    ['deleted', 'in progress', 'new', 'rejected', 'approved', 'resolved'],
    ['new', 'resolved', 'in progress', 'approved', 'rejected', 'deleted'],
  ],
  [['deleted'], ['deleted']],
  [[], []],
])('%j is shown as %j', (offered, shown) => {
  expect(inOrder(offered)).toEqual(shown);
});
