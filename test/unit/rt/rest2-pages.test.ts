import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planPages } from '../../../src/rt/rest2/page-plan.js';

test('a stretch is on one page where a page can hold it, and on pages that RT allows elsewhere', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 400 }), (offset, count) => {
      const { perPage, pages, skip } = planPages(offset, count);
      expect(perPage).toBeGreaterThan(0);
      expect(perPage).toBeLessThanOrEqual(100);
      const rows = pages.flatMap((page) =>
        Array.from({ length: perPage }, (_, at) => (page - 1) * perPage + at),
      );
      expect(rows.slice(skip, skip + count)).toEqual(
        Array.from({ length: count }, (_, at) => offset + at),
      );
      if (count > 100) return;
      const fits = Array.from({ length: 101 - count }, (_, at) => count + at).some(
        (size) => Math.floor(offset / size) === Math.floor((offset + count - 1) / size),
      );
      expect(pages).toHaveLength(fits ? 1 : 2);
    }),
  );
});

test('the first page, and those behind it, are as large as what is wanted', () => {
  for (const page of [0, 1, 2, 40]) {
    expect(planPages(page * 50, 50)).toEqual({ perPage: 50, pages: [page + 1], skip: 0 });
  }
});
