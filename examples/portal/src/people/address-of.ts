import type { Client } from 'urql';
import { PersonByLoginDocument } from '../generated/documents.js';
import { wordsOf } from '../problem.js';
import { isCode } from '../session.js';

const cached = { requestPolicy: 'cache-first' } as const;

/** What the API takes as one address. */
const address = /^[^\s,;:<>"()[\]\\@\p{Cc}]+@[^\s,;:<>"()[\]\\@'\p{Cc}]+$/u;

/**
 * The address that somebody typed: alone, behind a name as in `Bob <bob@example.com>`, or by the whole login of a user who
 * has one. Not by a name, which others may have too: those are chosen from the list. Undefined if it is none of these.
 * Throws urql's CombinedError where RT cannot be asked.
 */
async function addressOf(client: Client, typed: string): Promise<string | undefined> {
  const text = (/^[^@<>]*<([^<>]+)>$/.exec(typed)?.[1] ?? typed).trim();
  if (text.length <= 254 && address.test(text)) return text;
  if (text === '') return undefined;
  const { data, error } = await client.query(PersonByLoginDocument, { login: text }, cached);
  if (error?.networkError || (error && isCode(error, 'OVERLOADED'))) throw error;
  const found = data?.user;
  return found?.name.toLowerCase() === text.toLowerCase()
    ? (found.emailAddress ?? undefined)
    : undefined;
}

/**
 * The address that a PersonInput of a form means; empty for an empty field. If it is not clear who is meant, the field says
 * what to enter, and this is undefined.
 */
export async function addressIn(
  client: Client,
  form: HTMLFormElement,
  name: string,
): Promise<string | undefined> {
  const typed = String(new FormData(form).get(name)).trim();
  if (typed === '') return '';
  const field = form.querySelector<HTMLInputElement>(`[data-person=${name}]`);
  let problem = 'Choose somebody from the list, or enter one email address.';
  try {
    const found = await addressOf(client, typed);
    if (found !== undefined) return found;
  } catch (error) {
    problem = wordsOf(error);
    // It may be over by the next try, with the same text.
    setTimeout(() => field?.setCustomValidity(''), 4000);
  }
  field?.setCustomValidity(problem);
  field?.reportValidity();
  return undefined;
}
