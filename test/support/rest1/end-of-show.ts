/** Takes the object off a `show` that RT does not have, and returns it: it only makes RT end its answer. */
export function takeEndOfShow(params: URLSearchParams): string | undefined {
  const ids = params.getAll('id');
  const last = ids.at(-1);
  if (!last?.startsWith('end-')) return undefined;
  params.delete('id', last);
  return last;
}

/** An answer of RT to a `show` as it ends when such an object was asked for. What is no answer stays as it is. */
export function withEndOfShow(answer: string, last: string | undefined): string {
  const [line] = /^RT\/\S+ 200 [^\n]*\n\n/.exec(answer) ?? [];
  if (last === undefined || line === undefined) return answer;
  const forms = answer.slice(line.length).replace(/\n$/, '');
  const end = `# Unknown object type: ${last.split('/')[0]}\n\nid: ${last}\n\n`;
  return forms === '' ? line + end : `${line}${forms}\n--\n\n${end}`;
}

/** The same beside the bytes of an attachment. */
export function withEndOfBytes(answer: string, last: string | undefined): string {
  const [line] = /^RT\/\S+ 200 [^\n]*\n\n/.exec(answer) ?? [];
  if (last === undefined || line === undefined) return answer;
  const end = `# Unknown object type: ${last.split('/')[0]}id: ${last}\n`;
  return answer === line ? line + end : `${answer}\n--\n\n${end}`;
}
