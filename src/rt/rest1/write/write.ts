import type { RtCall, RtClient } from '../../connection/client.js';
import { scrub } from '../../connection/scrub.js';
import type { WriteProgress } from '../../connection/transport.js';
import {
  InvalidInputError,
  RtBadReplyError,
  type RtError,
  RtNotReachedError,
  RtTimeoutError,
  RtUnavailableError,
} from '../../errors.js';
import { quoted } from '../../quoted.js';
import { encodeForm, type FormField, hasOnlyCharacters } from '../encode-form.js';
import { type Form, parseForms } from '../form.js';
import { encodeMultipart, type UploadedFile } from '../multipart.js';

/** What RT said to a write. Its words are scrubbed and free of the form that RT echoes, passwords included. */
export interface WriteAnswer {
  /** RT's status: 200 for much that failed, 409 where some fields were refused, 400 where nothing was done. */
  readonly status: number;
  /** RT found nothing to change. */
  readonly empty: boolean;
  /** Not a byte came: RT found nothing to change, or it never got the write and a proxy answered for it. */
  readonly isSilent?: boolean;
  /** RT's `#` lines in order, without the `#`. */
  readonly messages: readonly string[];
  /** RT's whole answer where it is a sentence and not a form, as `ticket/link` gives it. */
  readonly sentence: string;
  /** One per form that RT sent back, with its lines and the id it echoed. */
  readonly forms: readonly { readonly id: string; readonly messages: readonly string[] }[];
}

/** The request may have reached RT, and its answer was lost: nobody knows whether it was done. */
export class LostAnswer {
  readonly error: RtError;

  constructor(error: RtError) {
    this.error = error;
  }
}

/**
 * Sends a write, once. Whatever goes wrong before RT can have seen it is thrown; a lost answer is returned,
 * for the caller to find out by reading.
 */
export async function write(
  rt: RtClient,
  call: Omit<RtCall, 'write' | 'progress'>,
): Promise<WriteAnswer | LostAnswer> {
  const progress: WriteProgress = {};
  try {
    const reply = await rt.call({ ...call, write: true, progress });
    const forms = parseForms(reply.payload);
    return {
      status: reply.status,
      empty: reply.empty,
      isSilent: reply.empty,
      sentence: scrub(reply.payload),
      messages: forms.flatMap(({ comments }) => comments.map(scrub)),
      forms: forms.map((form) => ({ id: idOf(form), messages: form.comments.map(scrub) })),
    };
  } catch (error) {
    return lostAnswer(error, progress);
  }
}

/**
 * What a failure means after which RT may have done the write. Throws it where RT cannot have seen the write.
 */
export function lostAnswer(error: unknown, progress: WriteProgress): LostAnswer {
  if (progress.isSent === false || error instanceof RtNotReachedError) throw error;
  if (error instanceof RtUnavailableError && !error.sent) throw error;
  if (
    error instanceof RtUnavailableError ||
    error instanceof RtTimeoutError ||
    error instanceof RtBadReplyError
  ) {
    return new LostAnswer(error);
  }
  throw error;
}

function idOf(form: Form): string {
  return form.fields.get('id') ?? '';
}

/** A form whose texts RT keeps. Whoever plans a write tells first which value is wrong; this is for all others. */
function storableForm(fields: readonly FormField[]): string {
  const wrong = fields.find(({ value }) => !hasOnlyCharacters(value));
  if (wrong) throw new InvalidInputError(`RT cannot store all characters in ${quoted(wrong.key)}.`);
  return encodeForm(fields);
}

/** Posts one form to one object, with files where there are any. */
export function writeForm(
  rt: RtClient,
  call: { readonly operation: string; readonly path: string },
  fields: readonly FormField[],
  files: readonly UploadedFile[] = [],
): Promise<WriteAnswer | LostAnswer> {
  const content = storableForm(fields);
  if (files.length === 0) return write(rt, { ...call, params: [['content', content]] });
  return write(rt, { ...call, multipart: encodeMultipart(content, files) });
}

/**
 * Posts many forms in one request, each naming its object with an `id` field. RT does them one after the
 * other; a form that makes it crash leaves those before it done.
 */
export function writeForms(
  rt: RtClient,
  forms: readonly (readonly FormField[])[],
): Promise<WriteAnswer | LostAnswer> {
  return write(rt, {
    operation: 'edit',
    params: [['content', forms.map(storableForm).join('\n--\n')]],
    objects: forms.length,
  });
}
