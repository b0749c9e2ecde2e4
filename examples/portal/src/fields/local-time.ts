/**
 * A moment as `<input type="datetime-local">` has it, in the browser's zone, with seconds where it has some. What such a
 * field had when it could not be sent is given as it is.
 */
export function toLocalTime(moment: string): string {
  if (!isInstant(moment)) return moment;
  const date = new Date(moment);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString();
  return local.slice(0, local.slice(17, 19) === '00' ? 16 : 19);
}

/**
 * The moment that such a field says, empty for none. A field that says what it began with means that very moment, also in
 * the hour that clocks show twice. A text with a `faultOf` is given as it is.
 */
export function fromLocalTime(local: string, initial: string): string {
  if (local === toLocalTime(initial)) return initial;
  return local === '' || faultOf(local) !== '' ? local : new Date(local).toISOString();
}

/** Why a field's local time cannot be sent, in words; empty if it can. */
export function faultOf(local: string): string {
  if (local === '') return '';
  const date = new Date(local);
  const year = date.getUTCFullYear();
  // RT has no times before 1970, and years in RFC 3339 have four digits.
  if (!(year >= 1970 && year <= 9999)) return 'Enter a year from 1970 to 9999.';
  // JavaScript moves such a time by an hour.
  const isSkipped = toLocalTime(date.toISOString()).slice(0, 16) !== local.slice(0, 16);
  return isSkipped ? 'This time does not exist: clocks go forward then.' : '';
}

/** Whether a text names a moment, and not a local time. */
function isInstant(text: string): boolean {
  return /(?:Z|[+-]\d\d:\d\d)$/.test(text);
}

/** The moment at which a day begins, some days later. */
export function startOfDay(day: string, later = 0): string {
  const date = new Date(`${day}T00:00`);
  date.setDate(date.getDate() + later);
  return date.toISOString();
}
