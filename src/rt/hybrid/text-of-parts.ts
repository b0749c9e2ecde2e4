import { htmlToText } from '../mail/html-to-text.js';
import type { ListedPart } from '../rest2/read/attachments.js';

/**
 * The text of a message, from its parts in the order of their numbers; empty where no part is text. It is the part that
 * RT would take: of alternatives the plain one, and otherwise the first. HTML becomes text.
 */
export function textOfParts(parts: readonly ListedPart[]): string {
  const readable = parts.filter(isBody);
  const hasAlternatives = parts.some(({ contentType }) =>
    /^multipart\/(?!mixed)/i.test(contentType),
  );
  const plain = readable.find((part) => !isHtml(part) && part.content !== '');
  const chosen = (hasAlternatives ? plain : undefined) ?? readable[0];
  if (!chosen) return '';
  return isHtml(chosen) ? htmlToText(chosen.content) : chosen.content;
}

function isBody({ contentType, filename, disposition }: ListedPart): boolean {
  const isText = /^text\/(?:plain|html)$/i.test(contentType);
  // Perl takes a file named 0 for one without a name.
  return isText && (filename === '' || filename === '0') && disposition !== 'attachment';
}

function isHtml({ contentType }: ListedPart): boolean {
  return contentType.toLowerCase() === 'text/html';
}
