/** A moment as `<input type="datetime-local">` has it, in the browser's zone; empty for none. */
export function toLocalTime(instant: string | null): string {
  if (instant === null) return '';
  const date = new Date(instant);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** The moment that such a field says; null when it is empty. A time that has a `faultOf` may have none. */
export function fromLocalTime(local: string): string | null {
  return local === '' ? null : new Date(local).toISOString();
}

/** Why a field's local time cannot be sent, in words; empty if it can. */
export function faultOf(local: string): string {
  if (local === '') return '';
  const date = new Date(local);
  const year = date.getUTCFullYear();
  // RT has no times before 1970, and years in RFC 3339 have four digits.
  if (!(year >= 1970 && year <= 9999)) return 'Enter a year from 1970 to 9999.';
  // JavaScript moves such a time by an hour.
  const isSkipped = toLocalTime(date.toISOString()) !== local.slice(0, 16);
  return isSkipped ? 'This time does not exist: clocks go forward then.' : '';
}

/** The moment at which a day begins, some days later. */
export function startOfDay(day: string, later = 0): string {
  const date = new Date(`${day}T00:00`);
  date.setDate(date.getDate() + later);
  return date.toISOString();
}
