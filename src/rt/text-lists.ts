/**
 * The members of a list value (people, links, attachments). RT joins them with `, ` and wraps after a
 * comma, so a member that itself holds a comma and a space cannot be told from two.
 */
export function listMembers(value: string): readonly string[] {
  return value.split(/,\s+/).filter((member) => member !== '');
}

/**
 * The values of a multi-value custom field. RT joins them with `,` and quotes only those that hold a
 * comma, so an apostrophe at the start opens a quoted value only when a comma is inside and the closing
 * quote ends the value; anything else is raw text up to the next comma.
 */
export function splitCustomFieldValues(text: string): readonly string[] {
  if (text === '') return [];
  const values: string[] = [];
  let rest = text;
  while (true) {
    const quoted = /^'((?:[^\\']|\\.)*)'(?=,|$)/s.exec(rest);
    if (quoted?.[1]?.includes(',')) {
      values.push(quoted[1].replace(/\\([\\'])/g, '$1'));
      rest = rest.slice(quoted[0].length);
    } else {
      const comma = rest.indexOf(',');
      const end = comma < 0 ? rest.length : comma;
      values.push(rest.slice(0, end));
      rest = rest.slice(end);
    }
    if (rest === '') return values;
    rest = rest.slice(1);
  }
}
