import type { Rest2Call, Rest2Reply } from '../connection/client.js';
import type { Mass } from '../connection/shared-request.js';
import { RtBadReplyError } from '../errors.js';
import { asList, asObject, asText } from './json.js';

/** A list of what has one of some values in a field. */
export interface ValueSearch {
  readonly field: string;
  readonly values: readonly (string | number)[];
  /** The most values that RT may be asked for, so that all fit on one page. */
  readonly most: number;
  /** The request for these values. */
  ask(values: readonly (string | number)[]): Rest2Call;
}

/** How a list of what has one of some values goes together with others: each takes what has one of its own. */
export function massList(search: ValueSearch): Mass<Rest2Call, Rest2Reply> {
  const { field, values, most } = search;
  const areNumbers = values.every((value) => typeof value === 'number');
  return {
    ids: values.map(String),
    kind() {
      const { operation, path, query, body } = search.ask([]);
      return JSON.stringify([operation, path, query, body, areNumbers]);
    },
    most,
    ask: (texts) => search.ask(areNumbers ? texts.map(Number) : texts),
    pick: (reply, asked) => pick(reply, field, { asked, own: values }),
  };
}

/** RT finds names and addresses in whatever case. */
const fold = (value: unknown) => asText(value).toLowerCase();

function pick(
  reply: Rest2Reply,
  field: string,
  values: { readonly asked: readonly string[]; readonly own: readonly (string | number)[] },
) {
  const answer = reply.status === 200 ? asObject(parse(reply.body)) : undefined;
  const items = asList(answer?.['items']);
  if (!answer || !items || answer['count'] !== items.length) throw notDealtOut();
  const asked = new Set(values.asked.map(fold));
  const wanted = new Set(values.own.map(fold));
  const own = items.filter((item) => {
    const text = fold(asObject(item)?.[field]);
    if (!asked.has(text)) throw notDealtOut();
    return wanted.has(text);
  });
  // How many there are on all pages is told of the whole list only.
  const body = JSON.stringify({ ...answer, items: own, count: own.length, total: null });
  return { reply: { ...reply, body }, bytes: Buffer.byteLength(body) };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw notDealtOut();
  }
}

function notDealtOut(): RtBadReplyError {
  return new RtBadReplyError('RT listed objects that were not requested.');
}
