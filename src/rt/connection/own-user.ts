import { fixedLimits } from '../../limits.js';
import { RtCrashError, RtError } from '../errors.js';
import { byName } from '../object-spec.js';
import { parseForms } from '../rest1/form.js';
import { endOfShow, readWhole } from '../rest1/whole-answer.js';
import { asNumber, asObject, asText } from '../rest2/json.js';
import type { Credentials } from './credentials.js';
import type { Errand } from './errand.js';
import { isFault } from './forgotten-session.js';
import { readBody } from './read-body.js';
import type { Secret } from './secret.js';
import { type Transport, wireError } from './transport.js';

/** What REST 2.0 tells of a session's own user. */
export interface OwnUser {
  readonly name: string;
  readonly number: number | undefined;
  /** IANA zone; undefined where the user has chosen none, and RT's own counts, which RT tells nowhere. */
  readonly timeZone: string | undefined;
}

/**
 * What REST 2.0 tells of the user whom a session belongs to; undefined where it does not. It knows no "me", so the user
 * is asked for by name, or by the number that stands in a token.
 */
export async function ownUser(
  transport: Transport,
  cookie: Secret,
  user: string,
  errand?: Errand,
): Promise<OwnUser | undefined> {
  const segment = encodeURIComponent(user);
  // RT takes a slash for the end of the name, however it is written.
  if (user === '' || segment.includes('%2F') || /^\.+$/.test(user)) return undefined;
  try {
    const { statusCode, body } = await transport.send({
      rest: 2,
      method: 'GET',
      operation: 'whoami',
      path: `user/${segment}`,
      write: false,
      headers: { cookie: cookie.reveal() },
      errand,
    });
    const text = (await readBody(body, fixedLimits.maxLoginReplyBytes)).toString('utf8');
    if (statusCode !== 200) return undefined;
    const shown = asObject(JSON.parse(text)) ?? {};
    const name = asText(shown['Name']);
    if (name === '') return undefined;
    return {
      name,
      number: asNumber(shown['id']),
      timeZone: asText(shown['Timezone']) || undefined,
    };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error instanceof RtError ? error : wireError(error);
  }
}

/** The number of a session's own user by REST 1.0; undefined where their name cannot be asked for. */
export async function numberNamed(
  transport: Transport,
  cookie: Secret,
  name: string,
  errand?: Errand,
): Promise<number | undefined> {
  const spec = byName('user', name);
  if (!spec) return undefined;
  try {
    const { body } = await transport.send({
      operation: 'whoami',
      path: 'show',
      write: false,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        cookie: cookie.reveal(),
      },
      errand,
      body: new URLSearchParams([['id', spec], [...endOfShow], ['fields', 'Name']]).toString(),
    });
    const text = (await readBody(body, fixedLimits.maxLoginReplyBytes)).toString('utf8');
    const { payload } = readWhole('show', text, { isWrite: false });
    const fields = parseForms(payload)[0]?.fields;
    // RT takes a name with an @ for an address, which may be somebody else's.
    if (fields?.get('Name')?.toLowerCase() !== name.toLowerCase()) return undefined;
    return Number(/^user\/(\d+)$/.exec(fields.get('id') ?? '')?.[1]) || undefined;
  } catch (error) {
    // A worker whose session is gone says nothing about the name: another number would be another account.
    if (error instanceof RtCrashError && !isFault(error)) return undefined;
    throw error instanceof RtError ? error : wireError(error);
  }
}

/** Who credentials say that they belong to, as REST 2.0 can be asked for them. */
export function nameIn(credentials: Credentials): string | undefined {
  if (credentials.scheme === 'password') return credentials.user;
  if (credentials.scheme === 'cookie') return undefined;
  return /^\d+-(\d+)-/.exec(credentials.token.reveal())?.[1];
}
