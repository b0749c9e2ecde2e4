/** A moment as `<input type="datetime-local">` has it, in the browser's zone; empty for none. */
export function toLocalTime(instant: string | null): string {
  if (instant === null) return '';
  const date = new Date(instant);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** The moment that such a field says; null when it is empty. */
export function fromLocalTime(local: string): string | null {
  return local === '' ? null : new Date(local).toISOString();
}

/** The moment at which a day begins, some days later. */
export function startOfDay(day: string, later = 0): string {
  const date = new Date(`${day}T00:00`);
  date.setDate(date.getDate() + later);
  return date.toISOString();
}
