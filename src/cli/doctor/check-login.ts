import { request } from 'undici';
import { fixedLimits } from '../../limits.js';
import type { Credentials } from '../../rt/connection/credentials.js';
import { RtError } from '../../rt/errors.js';
import { type Check, failed, gap, ok } from './report.js';

/** Why a login failed, and what to do. */
export function loginFailure(error: RtError, credentials: Credentials, version: string): Check {
  const isToken = credentials.scheme === 'token';
  if (error.code === 'UNAUTHENTICATED') {
    if (isToken && /^[0-4]\./.test(version)) {
      const advice = 'Set RT_USER and RT_PASSWORD instead of RT_TOKEN.';
      return failed('login', 'no-tokens', `RT ${version} has no tokens.`, advice);
    }
    if (isToken) {
      return failed(
        'login',
        'bad-token',
        'RT does not accept RT_TOKEN.',
        `The token is wrong or has expired, or the web server drops the Authorization header (${passAuth}). To see which, set RT_USER and RT_PASSWORD instead and run doctor again.`,
      );
    }
    const advice =
      'Log in to RT in a browser with this name and password; the user may be disabled.';
    return failed('login', 'bad-password', 'RT does not accept RT_USER and RT_PASSWORD.', advice);
  }
  if (error.code === 'FORBIDDEN') {
    return failed(
      'login',
      'unprivileged',
      'RT does not allow this user to use REST 1.0: the user is not privileged.',
      makePrivileged,
    );
  }
  return failed('login', error.code.toLowerCase(), error.message, "Check RT's error log.");
}

/** RT 5 lets a user who is not privileged in to REST 2.0. */
export function unprivilegedByRest2(): Check {
  return gap(
    'login',
    'unprivileged',
    'This user is not privileged, so links, files, groups and other users are not available.',
    makePrivileged,
  );
}

const makePrivileged =
  'In RT: Admin > Users > the user > check "Let this user be granted rights (Privileged)".';

const passAuth = 'Apache with mod_fcgid needs "CGIPassAuth On"';

/**
 * Whether RT's web server hands on `Authorization`, which callers' tokens come in. REST 2.0 takes a password in that header,
 * so one that RT has just accepted shows it. Undefined if that cannot be seen.
 */
export async function checkAuthorization(
  rtUrl: string,
  credentials: Credentials,
): Promise<Check | undefined> {
  if (credentials.scheme !== 'password') return undefined;
  const { user, password } = credentials;
  // Beyond Latin-1, RT takes a password in a form only.
  if (!/^[\x20-\x7e]*$/.test(user + password.reveal()) || user.includes(':')) return undefined;
  const basic = Buffer.from(`${user}:${password.reveal()}`).toString('base64');
  try {
    const { statusCode, body } = await request(`${rtUrl}/REST/2.0/rt`, {
      headers: { authorization: `Basic ${basic}`, 'user-agent': 'rt-graphql' },
      signal: AbortSignal.timeout(fixedLimits.maxProbeMs),
      reset: true,
    });
    await body.dump();
    if (statusCode === 200) return ok('authorization', 'The Authorization header reaches RT.');
    if (statusCode !== 401) return undefined;
  } catch {
    return undefined;
  }
  return gap(
    'authorization',
    'authorization-dropped',
    'The web server drops the Authorization header, so RT never sees a token.',
    `Logins with a password work. For tokens, configure the web server to pass on the header (${passAuth}).`,
  );
}

/** Runs something that asks RT. Its RtError is returned, any other is thrown. */
export async function attempt<T>(run: () => Promise<T>): Promise<T | RtError> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof RtError) return error;
    throw error;
  }
}
