import type { Rest2Call, RtClient } from '../../connection/client.js';
import { scrub } from '../../connection/scrub.js';
import { isTurnedAway, type WriteProgress } from '../../connection/transport.js';
import { RtBadReplyError, RtNotReachedError } from '../../errors.js';
import type { UploadedFile } from '../../rest1/multipart.js';
import { encodeParts } from '../../rest1/multipart.js';
import { type LostAnswer, lostAnswer, type WriteAnswer } from '../../rest1/write/write.js';
import { asList, asNumber, asObject, asText } from '../json.js';

/** What REST 2.0 said to a write. Its words are in the user's language and name no fields. */
export interface Written extends WriteAnswer {
  /** The number of what was made. */
  readonly made: number | undefined;
}

/** What a write tells RT, as JSON. */
export type JsonValues = Readonly<Record<string, unknown>>;

/** A write, before it is sent. */
export interface Rest2Write {
  readonly operation: string;
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly values: JsonValues;
  readonly files?: readonly UploadedFile[];
  readonly ifMatch?: string | undefined;
}

/**
 * Sends a write, once, and never by REST 1.0 in its place. Whatever goes wrong before RT can have seen it is thrown. A
 * failure of RT's may come after half of the write, so it counts as a lost answer.
 */
export async function write2(rt: RtClient, write: Rest2Write): Promise<Written | LostAnswer> {
  const progress: WriteProgress = {};
  const { operation, method, path, ifMatch } = write;
  const call: Rest2Call = {
    operation,
    method,
    path,
    ...bodyOf(write),
    ...(ifMatch !== undefined && { ifMatch }),
    write: true,
    progress,
  };
  try {
    const { status, headers, body } = await rt.call2(call);
    const isJson = /json/.test(String(headers['content-type'] ?? ''));
    const said = `REST 2.0 responded to a write with HTTP ${status}.`;
    if (!isJson && isTurnedAway(status)) throw new RtNotReachedError(said);
    if (status >= 500 || (status >= 300 && status < 400) || !isJson) {
      throw new RtBadReplyError(said);
    }
    const answer = parse(body);
    if (!isProof(method, status, answer)) {
      throw new RtBadReplyError("REST 2.0's response to a write does not come from RT.");
    }
    const made = madeBy(headers['location'], answer);
    if (operation === 'ticket' && status === 201 && made === undefined) {
      throw new RtBadReplyError('REST 2.0 does not say which ticket it created.');
    }
    return {
      status: status < 300 ? 200 : status,
      empty: false,
      messages: messagesIn(answer).map(scrub),
      sentence: '',
      forms: [],
      made,
    };
  } catch (error) {
    return lostAnswer(error, progress);
  }
}

/**
 * The number of what was made. Of a ticket RT tells it twice: a proxy may take the header away.
 * @throws RtBadReplyError where the two differ
 */
function madeBy(location: unknown, answer: unknown): number | undefined {
  const named = /\/(?:ticket|transaction)\/(\d{1,10})$/.exec(String(location ?? ''))?.[1];
  const { type, id } = asObject(answer) ?? {};
  const told = asText(type) === 'ticket' ? asNumber(id) : undefined;
  if (named === undefined) return told;
  if (told !== undefined && told !== Number(named)) {
    throw new RtBadReplyError('REST 2.0 names two tickets for the one that it created.');
  }
  return Number(named);
}

/** Files go in parts of their own, since RT garbles their names in JSON. */
function bodyOf({ values, files = [] }: Rest2Write): Partial<Rest2Call> {
  const text = JSON.stringify(values);
  if (files.length === 0) return { contentType: 'application/json', body: text };
  const parts = files.map((file) => ({
    disposition: `name="Attachments"; filename="${file.filename}"`,
    file,
  }));
  return { multipart: encodeParts('JSON', text, parts) };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new RtBadReplyError("REST 2.0's response to a write is not valid JSON.");
  }
}

/**
 * Whether an answer can be RT's own: what was made comes with 201 and either its number or words about it, a change
 * with 200 and a list, a refusal with words. A proxy's empty 200 says nothing about a write.
 */
function isProof(method: 'POST' | 'PUT', status: number, answer: unknown): boolean {
  if (status >= 400) return asText(asObject(answer)?.['message']) !== '';
  if (method === 'PUT') return status === 200 && asList(answer) !== undefined;
  const words = asList(answer)?.some((word) => asText(word) !== '') ?? false;
  return status === 201 && (words || asNumber(asObject(answer)?.['id']) !== undefined);
}

/** RT's words: a list of them, some of them null, or the one of an error. */
function messagesIn(answer: unknown): readonly string[] {
  const words = asList(answer) ?? [asObject(answer)?.['message']];
  return words.map(asText).filter((text) => text !== '');
}
