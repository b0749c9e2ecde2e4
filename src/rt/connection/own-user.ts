import { fixedLimits } from '../../limits.js';
import { RtError } from '../errors.js';
import { asNumber, asObject, asText } from '../rest2/json.js';
import type { Credentials } from './credentials.js';
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
): Promise<OwnUser | undefined> {
  const segment = encodeURIComponent(user);
  // RT takes a slash for the end of the name, however it is written.
  if (user === '' || segment.includes('%2F') || /^\.+$/.test(user)) return undefined;
  try {
    const { statusCode, body } = await transport.send({
      rest: 2,
      method: 'GET',
      path: `user/${segment}`,
      write: false,
      headers: { cookie: cookie.reveal() },
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

/** Who credentials say that they belong to, as REST 2.0 can be asked for them. */
export function nameIn(credentials: Credentials): string | undefined {
  if (credentials.scheme === 'password') return credentials.user;
  if (credentials.scheme === 'cookie') return undefined;
  return /^\d+-(\d+)-/.exec(credentials.token.reveal())?.[1];
}
