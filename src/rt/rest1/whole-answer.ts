import { randomBytes } from 'node:crypto';
import { parseReply, type Reply } from '../connection/reply.js';
import { RtBadReplyError } from '../errors.js';
import { formSeparator } from './form.js';

/**
 * A type of objects that RT does not have, nor anybody can guess. Asked for as the last object of a `show`, it makes RT
 * end its answer with a form that can only be there when everything before it is. Its letter beyond Latin-1 makes Perl
 * treat the whole answer as characters, and so settles how the bytes of an attachment come: see bytes-of-characters.ts.
 */
const noType = `end-${randomBytes(9).toString('hex')}\u03a9`;
const noObject = `${noType}/1`;
const complaint = `# Unknown object type: ${noType}`;

/** The objects to show as they are sent to RT: RT's answer then shows where it ends. */
export const endOfShow: readonly [name: string, value: string] = ['id', noObject];

const end = `${complaint}\n\nid: ${noObject}\n\n`;
/** Beside the bytes of an attachment RT leaves out all line breaks that it would add for looks. */
const rawEnd = `${complaint}id: ${noObject}\n`;

/** What can end the answer to a `show` of an attachment's bytes. */
export const endsOfContent = {
  /** After the bytes as they are stored. */
  raw: Buffer.from(formSeparator + rawEnd),
  /** The whole payload of an empty attachment. */
  none: Buffer.from(rawEnd),
  /** After a form: RT says that the attachment is missing. */
  form: Buffer.from(formSeparator + end),
} as const;

/**
 * Reads one answer of REST 1.0, which has to prove that it is whole: a proxy that lost the rest of it gives no sign.
 * The proof is in RT's own text: the form that ends a `show`, the blank lines that end a search and what a write says.
 *
 * @param path what was asked, below `/REST/1.0/`
 * @throws RtBadReplyError for an answer that may have been cut; whatever {@link parseReply} throws
 */
export function readWhole(path: string, body: string, { isWrite }: { isWrite: boolean }): Reply {
  const reply = parseReply(body);
  if (isWrite) {
    if (!isWholeWrite(path, reply)) throw cutShort();
    return reply;
  }
  if (path === 'show' && reply.status === 200) return { ...reply, payload: shown(reply) };
  if (path.startsWith('search/') && !isWholeSearch(reply)) throw cutShort();
  return reply;
}

/** What a `show` would have answered without the last object. */
function shown({ payload }: Reply): string {
  if (payload === end) return '';
  if (!payload.endsWith(formSeparator + end)) throw cutShort();
  // The separator's first line break ends the answer. Cutting a text, unlike joining one, copies nothing.
  return payload.slice(0, 1 - formSeparator.length - end.length);
}

/** A search ends with two blank lines, and says so when it finds nothing. Its errors end with one. */
function isWholeSearch({ status, payload }: Reply): boolean {
  if (status !== 200) return payload !== '';
  if (payload === '\n\n' || payload.endsWith('\n\n\n')) return true;
  return /^Invalid [^\n]*\n\n$/.test(payload);
}

/** Paths where RT edits one object and answers nothing at all when there is nothing to change. */
const editOfOne = /^\w+\/\d+\/edit$/;

/** RT's words on a write end with a blank line, those on one link with a line break. */
function isWholeWrite(path: string, { payload, status, empty }: Reply): boolean {
  if (empty) return editOfOne.test(path);
  if (path === 'ticket/link' || !payload.startsWith('#')) {
    return /\S\n+$/.test(payload) && (path === 'ticket/link' || status >= 400);
  }
  return payload.endsWith('\n\n');
}

function cutShort(): RtBadReplyError {
  return new RtBadReplyError("RT's response is incomplete.");
}
