/**
 * The pause that a `Retry-After` asks for, in milliseconds: seconds, or a date as HTTP writes it. 0 for a date that is
 * past; undefined for anything else.
 */
export function readRetryAfter(header: unknown, now = Date.now()): number | undefined {
  const text = typeof header === 'string' ? header.trim() : '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  if (!httpDate.test(text)) return undefined;
  const ms = Date.parse(text) - now;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** Without the last form of it, which nobody sends: it names no zone, and would be read in that of this machine. */
const httpDate = /^[A-Z][a-z]{2,8}, \d{2}[- ][A-Z][a-z]{2}[- ]\d{2,4} \d{2}:\d{2}:\d{2} GMT$/;
