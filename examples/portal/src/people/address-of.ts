import type { Client } from 'urql';
import { findPeople } from './use-people.js';

/** What the API takes as one address. */
const address = /^[^\s,;:<>"()[\]\\@\p{Cc}]+@[^\s,;:<>"()[\]\\@'\p{Cc}]+$/u;

/**
 * The address that somebody typed: alone, behind a name as in `Bob <bob@example.com>`, or by the whole login or name of a
 * user who has one. Empty for nothing; undefined if it is not clear who is meant.
 */
export async function addressOf(client: Client, typed: string): Promise<string | undefined> {
  const text = (/^[^@<>]*<([^<>]+)>$/.exec(typed)?.[1] ?? typed).trim();
  if (text === '' || (text.length <= 254 && address.test(text))) return text;
  const people = await findPeople(client, text);
  const isText = (name: string | null) => name?.toLowerCase() === text.toLowerCase();
  const logins = people.filter(({ name }) => isText(name));
  const meant = logins.length > 0 ? logins : people.filter(({ realName }) => isText(realName));
  return meant.length === 1 ? (meant[0]?.emailAddress ?? undefined) : undefined;
}

/**
 * `addressOf` what stands in a PersonInput of a form. If that is undefined, the field says what to enter.
 */
export async function addressIn(
  client: Client,
  form: HTMLFormElement,
  name: string,
): Promise<string | undefined> {
  const found = await addressOf(client, String(new FormData(form).get(name)));
  if (found !== undefined) return found;
  const field = form.querySelector<HTMLInputElement>(`[data-person=${name}]`);
  field?.setCustomValidity('Choose somebody from the list, or enter one email address.');
  field?.reportValidity();
  return undefined;
}
