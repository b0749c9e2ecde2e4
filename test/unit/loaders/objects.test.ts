import { expect, test } from 'vitest';
import { createLoaders } from '../../../src/loaders/loaders.js';
import { RtBadReplyError } from '../../../src/rt/errors.js';
import type { Upstream } from '../../../src/rt/port.js';
import { ShownForm } from '../../../src/rt/rest1/shown-form.js';
import { nothing } from '../../../src/rt/wanted.js';

test('an object that RT shows without its number is a bad reply, and no fault of the caller', async () => {
  const upstream: Pick<Upstream, 'show'> = {
    show: (wants) =>
      Promise.resolve(
        wants.map(({ columns }) => ({
          shown: new ShownForm({ comments: [], fields: new Map(), repeated: new Set(), raw: '' }),
          columns,
        })),
      ),
  };
  // One object needs no more of RT than this.
  const { object } = createLoaders(upstream as Upstream);
  await expect(object.ticket(1, nothing)).rejects.toThrow(RtBadReplyError);
});
