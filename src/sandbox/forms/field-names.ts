/** White space as Perl's `\s` sees it. */
export const perlSpace =
  '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';

const plainName = '[a-z][a-z0-9_-]*';
const newStyle = 'cf\\.\\{[^,]+\\}';
const oldStyle = 'c(?:ustom)?f(?:ield)?-[^,]+';

/** The name of a field in a form: a word, `CF.{Name}`, `CF-Name` or `CustomField-Name`. */
export const fieldName = `(?:${plainName}|${newStyle}|${oldStyle})`;

/** The name of the custom field that a form's key speaks of. */
export function customFieldKey(key: string): string | undefined {
  const match = /^(?:cf\.\{([^,]+)\}|c(?:ustom)?f(?:ield)?-([^,]+))/i.exec(key);
  return match?.[1] ?? match?.[2];
}

/**
 * The fields a request asks for, lower case and with `id` first unless it is named, or nothing
 * when RT would refuse the list. `CF-Name` is turned into `cf.{name}`.
 */
export function parseFieldList(given: string): readonly string[] | undefined {
  if (!new RegExp(`^(?:${fieldName},)*${fieldName}$`, 'i').test(given)) {
    return undefined;
  }
  const names = given
    .split(/\s*,\s*/)
    .map((name) => name.toLowerCase().replace(/^c(?:ustom)?f(?:ield)?-(.+)$/, 'cf.{$1}'));
  return names.includes('id') ? names : ['id', ...names];
}
