import { transactionColumns as c } from '../../rt/columns/transaction.js';
import { hasText } from '../../rt/mail/message-tree.js';
import { wantColumns } from '../../rt/wanted.js';
import type { Context } from '../context.js';
import type { TransactionObject } from './history-item.js';
import { placedParts } from './message-parts.js';

/**
 * RT's text of a message, null where it has none.
 *
 * RT then prints a sentence that says so, in the reader's language, which somebody may also have written. So the
 * parts decide; they are asked for where the text could be that sentence.
 */
export async function messageText(
  item: TransactionObject,
  context: Context,
): Promise<string | null> {
  const text = item.read(c.content);
  if (text === '') return null;
  if (!couldBeSentence(text)) return text;
  const message = await context.load.object.knownTransaction(item.id, wantColumns(c.attachments));
  return hasText(await placedParts(message, context)) ? text : null;
}

/** One line, no figures, and several words, which some scripts do not set apart. */
function couldBeSentence(text: string): boolean {
  return /^[^\n\d]{1,200}$/.test(text) && (/\S \S+ \S/.test(text) || /[^\p{ASCII}]/u.test(text));
}
