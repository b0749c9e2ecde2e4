import { attachmentColumns as c } from '../../rt/columns/attachment.js';
import { htmlBodyParts, ownParts } from '../../rt/mail/message-tree.js';
import { contentIdOf } from '../../rt/mail/mime-headers.js';
import { partText } from '../attachment/part-text.js';
import type { Context } from '../context.js';
import type { TransactionObject } from './history-item.js';
import { type PlacedPart, placedParts } from './message-parts.js';

/** The HTML that a message's sender wrote, and the parts that it came with. */
export interface HtmlBody {
  readonly html: string;
  readonly parts: readonly PlacedPart[];
}

const bodies = new WeakMap<Context['load'], Map<number, Promise<HtmlBody | null>>>();

/**
 * The HTML body of a message, as it was sent; several parts, such as the text around a picture, are put together.
 * Null if the message has no HTML, or it is larger than the server's inline limit. Read once in an operation.
 */
export function htmlBody(item: TransactionObject, context: Context): Promise<HtmlBody | null> {
  const known = bodies.get(context.load) ?? new Map<number, Promise<HtmlBody | null>>();
  bodies.set(context.load, known);
  const body = known.get(item.id) ?? readHtmlBody(item, context);
  known.set(item.id, body);
  return body;
}

async function readHtmlBody(item: TransactionObject, context: Context): Promise<HtmlBody | null> {
  const parts = await placedParts(item, context);
  const halves = await Promise.all(htmlBodyParts(parts).map(({ part }) => partText(part, context)));
  if (halves.length === 0 || halves.includes(null)) return null;
  const html = halves.join('\n');
  return html.length > context.limits.maxInlineBytes ? null : { html, parts };
}

/**
 * The HTML body of a message, references to its own parts (`cid:logo@example`) rewritten as addresses that this
 * server answers.
 */
export async function messageHtml(
  item: TransactionObject,
  context: Context,
): Promise<string | null> {
  const body = await htmlBody(item, context);
  if (!body) return null;
  const urls = new Map<string, string>();
  // A mail inside the mail may use the same names; the message's own parts go first.
  for (const { part } of [...ownParts(body.parts), ...body.parts]) {
    const contentId = contentIdOf(part.read(c.headers));
    if (contentId !== undefined && !urls.has(contentId)) {
      urls.set(contentId, context.downloadUrl(part.id, 'inline'));
    }
  }
  return body.html.replace(reference, (found, id: string) => urls.get(unescapeId(id)) ?? found);
}

/** The Content-IDs that an HTML text refers to. */
export function shownContentIds(html: string): ReadonlySet<string> {
  return new Set([...html.matchAll(reference)].map(([, id = '']) => unescapeId(id)));
}

/** Where HTML and CSS refer to something: after a quote, an equals sign or a parenthesis, not in the running text. */
const reference = /(?<=(?:["'(=]|&quot;|&#39;)\s*)cid:([^"'\s>)&]+(?:&amp;[^"'\s>)&]+)*)/gi;

function unescapeId(id: string): string {
  try {
    return decodeURIComponent(id.replace(/&amp;/g, '&'));
  } catch {
    return id;
  }
}
