/**
 * Turns `ticket/1-3,7/links` into the single objects it stands for, sorted by RT's rules: numbers
 * first. Undefined when RT would refuse the whole request because of it.
 */
export function expandIds(given: string, type: string | undefined): readonly string[] | undefined {
  const id = type === undefined || given.startsWith(`${type}/`) ? given : `${type}/${given}`;
  const match =
    /^([\w.\p{L}-]+)\/((?:(?:\d+-)?\d+,)*(?:\d+-)?\d+|(?:[^,/]+,)*[^,/]+)(\/.*)?$/u.exec(id);
  if (match === null) {
    return undefined;
  }
  const [, kind, list = '', extra = ''] = match;
  const transactions = /^\/history\/.*id\/(\d.*)/.exec(extra)?.[1];
  return expandList(list).flatMap((one) =>
    transactions === undefined
      ? [`${kind}/${one}${extra}`]
      : expandList(transactions).map((number) => `${kind}/${one}/history/id/${number}`),
  );
}

/** Items and ranges of a list, numbers in order before names in order. */
function expandList(list: string): readonly string[] {
  const items = list.split(/\s*,\s*/).flatMap((item) => {
    const range = /^(\d+)-(\d+)$/.exec(item);
    if (range === null) {
      return [item];
    }
    const [first, last] = [Number(range[1]), Number(range[2])];
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => String(first + at));
  });
  const isNumber = (text: string): boolean => /^\d+$/.test(text);
  return [...items].sort((a, b) => {
    if (isNumber(a) !== isNumber(b)) {
      return isNumber(a) ? -1 : 1;
    }
    const [left, right] = isNumber(a) ? [Number(a), Number(b)] : [a.toLowerCase(), b.toLowerCase()];
    return left < right ? -1 : left > right ? 1 : 0;
  });
}
