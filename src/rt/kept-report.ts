import type { Refusal, WriteReport } from './report.js';

/** How many errors and messages of a report are kept: the first of these numbers that makes it short enough. */
const keptOf = [100, 30, 10, 3, 0];

/**
 * A report as it is kept for a retry, as up to so many bytes of JSON where that is possible. Outcomes and numbers stay.
 * Of errors and messages the first ones stay whole; the others are counted, errors by their code, so that a retry never
 * lacks a kind of failure that the first request was told.
 */
export function keptReport<R extends WriteReport>(report: R, maxBytes: number): R {
  let kept = report;
  for (const most of keptOf) {
    if (Buffer.byteLength(JSON.stringify(kept)) <= maxBytes) break;
    kept = shortened(report, most);
  }
  return kept;
}

function shortened<R extends WriteReport>(report: R, most: number): R {
  const parts = Object.entries(report).filter(
    ([, part]) => Array.isArray(part) && part.length > 0 && part.every(isReport),
  );
  return {
    ...report,
    ...Object.fromEntries(
      parts.map(([name, part]) => [name, part.map((one: WriteReport) => shortened(one, most))]),
    ),
    refusals: shortRefusals(report.refusals, most),
    messages: shortMessages(report.messages, most),
  };
}

/** Whether a part of a report is the report of one object. */
function isReport(part: unknown): part is WriteReport {
  return typeof part === 'object' && part !== null && 'refusals' in part && 'messages' in part;
}

function shortRefusals(refusals: readonly Refusal[], most: number): readonly Refusal[] {
  const left = refusals.slice(most);
  const codes = [...new Set(left.map(({ code }) => code))];
  const counted = codes.map((code) => {
    const alike = left.filter((one) => one.code === code);
    return {
      code,
      message: `Errors with this code that only the first response has in full: ${alike.length}.`,
      path: commonStart(alike.map(({ path }) => path)),
    };
  });
  return [...refusals.slice(0, most), ...counted];
}

function shortMessages(messages: readonly string[], most: number): readonly string[] {
  const left = messages.length - most;
  if (left <= 0) return messages;
  return [...messages.slice(0, most), `Messages that only the first response has: ${left}.`];
}

function commonStart(paths: readonly (readonly string[])[]): readonly string[] {
  const [first = []] = paths;
  const end = first.findIndex((step, at) => paths.some((path) => path[at] !== step));
  return end < 0 ? first : first.slice(0, end);
}
