const instant =
  /^(\d{4})-(\d\d)-(\d\d)[Tt](?:[01]\d|2[0-3]):\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)$/;

/** Whether the calendar has this day. */
export function isDay(year: string, month: string, day: string): boolean {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.toISOString().startsWith(`${year}-${month}-${day}`);
}

/** An RFC 3339 instant with an offset; undefined for any other text. */
export function readInstant(text: string): Date | undefined {
  const [, year = '', month = '', day = ''] = instant.exec(text) ?? [];
  const date = new Date(text);
  return year !== '' && !Number.isNaN(date.getTime()) && isDay(year, month, day) ? date : undefined;
}
