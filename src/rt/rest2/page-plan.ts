import { fixedLimits } from '../../limits.js';

/** Pages to ask for, and which of their rows are wanted. */
export interface PagePlan {
  readonly perPage: number;
  /** Counted from 1. */
  readonly pages: readonly number[];
  /** Rows to skip on the first page. */
  readonly skip: number;
}

/**
 * RT lists whole pages only, so rows at some place are found on the page of the size that holds them all: the
 * smallest, since every row costs. Where no size does, two pages or more are asked for.
 */
export function planPages(offset: number, count: number): PagePlan {
  const last = offset + Math.max(1, count) - 1;
  for (let perPage = Math.max(1, count); perPage <= fixedLimits.maxListed; perPage++) {
    const page = Math.floor(offset / perPage);
    if (page === Math.floor(last / perPage)) {
      return { perPage, pages: [page + 1], skip: offset - page * perPage };
    }
  }
  const perPage = Math.min(count, fixedLimits.maxListed);
  const [from, to] = [Math.floor(offset / perPage), Math.floor(last / perPage)];
  const pages = Array.from({ length: to - from + 1 }, (_, at) => from + at + 1);
  return { perPage, pages, skip: offset - from * perPage };
}
