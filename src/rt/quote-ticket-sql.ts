/** A value inside TicketSQL: backslashes first, then quotes, or a value that ends in `\` would open the string. */
export function quoteTicketSql(value: string): string {
  return `'${value.replace(/[\\']/g, '\\$&')}'`;
}
