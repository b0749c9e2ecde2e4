import { describe, expect, test } from 'vitest';
import { keptReport } from '../../../src/rt/kept-report.js';
import type { Refusal, WriteReport } from '../../../src/rt/report.js';

const maxBytes = 100_000;
const bytesOf = (report: WriteReport) => Buffer.byteLength(JSON.stringify(report));

function refusals(count: number, textLength: number, at: readonly string[] = []): Refusal[] {
  return Array.from({ length: count }, (_, nth) => ({
    code: nth === count - 1 ? ('UNKNOWN_OUTCOME' as const) : ('UNKNOWN_FIELD' as const),
    message: 'é'.repeat(textLength),
    path: [...at, 'customFields', String(nth)],
  }));
}

describe('what is kept of a report', () => {
  test('is all of it where it is short enough', () => {
    const report: WriteReport = {
      outcome: 'PARTIAL',
      refusals: refusals(100, 10),
      messages: ['made'],
      id: 17,
    };
    expect(keptReport(report, maxBytes)).toBe(report);
  });

  test.each([
    [3300, 4000],
    [3300, 100],
    [3, 40_000],
    [30_000, 10],
  ])(
    'of %i errors of %i characters has the outcome, the numbers and each code',
    (count, length) => {
      const report = {
        outcome: 'PARTIAL' as const,
        refusals: refusals(count, length, ['changes']),
        messages: ['made', ...Array.from({ length: count }, () => 'y'.repeat(length))],
        id: 17,
        askedId: 12,
        transaction: 300,
      };
      const kept = keptReport(report, maxBytes);
      expect(bytesOf(kept)).toBeLessThanOrEqual(maxBytes);
      expect(kept).toMatchObject({ outcome: 'PARTIAL', id: 17, askedId: 12, transaction: 300 });
      const whole = kept.refusals.filter((one) => one.message.startsWith('é'));
      expect(whole).toEqual(report.refusals.slice(0, whole.length));
      // The others are counted, where they are together.
      const counted = kept.refusals.slice(whole.length);
      const left = count - whole.length;
      const told = counted.map(({ message }) => Number(/: (\d+)\.$/.exec(message)?.[1]));
      expect(told.reduce((sum, one) => sum + one, 0)).toBe(left);
      expect(counted.map(({ code }) => code)).toContain('UNKNOWN_OUTCOME');
      for (const one of counted) expect(one.path.slice(0, 2)).toEqual(['changes', 'customFields']);
      expect(kept.messages.at(-1)).toMatch(/only the first response has: \d+\.$/);
    },
  );

  test('of many tickets has a result for each of them', () => {
    const results = Array.from({ length: 100 }, (_, nth) => ({
      outcome: 'REJECTED' as const,
      refusals: refusals(33, 4000, ['tickets', String(nth), 'changes']),
      messages: [],
      ticketId: `ticket/${nth}`,
    }));
    const report = {
      outcome: 'REJECTED' as const,
      refusals: results.flatMap((one) => one.refusals),
      messages: [],
      results,
    };
    const kept = keptReport(report, maxBytes);
    expect(bytesOf(kept)).toBeLessThanOrEqual(maxBytes);
    expect(kept.results.map(({ ticketId }) => ticketId)).toEqual(
      results.map(({ ticketId }) => ticketId),
    );
    for (const [nth, one] of kept.results.entries()) {
      expect(one.outcome).toBe('REJECTED');
      expect(new Set(one.refusals.map(({ code }) => code))).toEqual(
        new Set(['UNKNOWN_FIELD', 'UNKNOWN_OUTCOME']),
      );
      for (const { path } of one.refusals) expect(path[1]).toBe(String(nth));
    }
  });
});
