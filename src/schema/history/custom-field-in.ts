/**
 * The custom field that RT's sentence about a change names, or null where none or several may be meant. RT tells a
 * field's number in the transaction and its name in the sentence alone, at a place that depends on the reader's
 * language: `Batch S1 added`, `S1 a\u00f1adido a Batch`. What is left of the sentence without the values is searched.
 */
export function customFieldIn(
  sentence: string,
  names: readonly string[],
  values: readonly (string | null)[],
): string | null {
  const rest = withoutValues(sentence, values);
  const mentioned = names.filter((name) => name !== '' && mentions(rest, name));
  // English and most other languages begin with the field.
  const first = longest(mentioned.filter((name) => rest.startsWith(name)));
  if (first !== undefined) return first;
  const candidate = longest(mentioned);
  const covered = mentioned.every((name) => candidate?.includes(name));
  return covered ? (candidate ?? null) : null;
}

function withoutValues(sentence: string, values: readonly (string | null)[]): string {
  const given = values.filter((value): value is string => value !== null && value !== '');
  const byLength = given.sort((a, b) => b.length - a.length);
  return byLength.reduce((text, value) => {
    // The field comes first where both are the same words, so the last mention is the value.
    const at = text.lastIndexOf(value);
    return at < 0 ? text : `${text.slice(0, at)}\0${text.slice(at + value.length)}`;
  }, sentence);
}

/** A name between words: Chinese and Japanese sentences put no spaces around it. */
function mentions(sentence: string, name: string): boolean {
  for (let at = sentence.indexOf(name); at >= 0; at = sentence.indexOf(name, at + 1)) {
    const [before, after] = [sentence.slice(0, at), sentence.slice(at + name.length)];
    const joins = (a: string, b: string) => /[\p{L}\p{N}]$/u.test(a) && /^[\p{L}\p{N}]/u.test(b);
    const spaced = !/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(sentence);
    if (!spaced || !(joins(before, name) || joins(name, after))) return true;
  }
  return false;
}

function longest(names: readonly string[]): string | undefined {
  return names.toSorted((a, b) => b.length - a.length)[0];
}
