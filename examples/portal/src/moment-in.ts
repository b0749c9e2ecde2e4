/** The moment that RT noted in UTC; null for any other text, and for a date that was not set. */
export function momentIn(text: string | null): string | null {
  const [, day, time] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/.exec(text ?? '') ?? [];
  return day === undefined || day === '1970-01-01' ? null : `${day}T${time}Z`;
}
