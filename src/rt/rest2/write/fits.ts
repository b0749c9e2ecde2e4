import type { BodyValue, FileValue } from '../../values.js';

/** A message or a new ticket's. */
interface Message {
  readonly body?: BodyValue | null | undefined;
  readonly attachments?: readonly FileValue[] | null | undefined;
}

/**
 * Whether REST 2.0 keeps a message as it is. It makes `\n` of every `\r\n`, takes `0` for no text and for no name, refuses
 * empty files and drops the Content-IDs of others, and cannot be told a name with a double quote.
 */
export function keepsMessage({ body, attachments }: Message): boolean {
  const text = body?.html ?? body?.text ?? '';
  return text !== '0' && !text.includes('\r') && (attachments ?? []).every(keepsFile);
}

function keepsFile({ filename, contentId, content }: FileValue): boolean {
  const size = content.upload?.size ?? content.base64?.length ?? content.text?.length ?? 0;
  return size > 0 && contentId == null && filename !== '0' && !filename.includes('"');
}
