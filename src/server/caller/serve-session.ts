import { fixedLimits } from '../../limits.js';
import type { Credentials } from '../../rt/connection/credentials.js';
import { Secret } from '../../rt/connection/secret.js';
import { CredentialsError } from '../../rt/errors.js';
import { refusal } from '../answer/error-response.js';
import { hasCsrfHeader } from '../request/csrf-header.js';
import { errandOf } from '../request/errand-of.js';
import { askForBody } from '../request/expect-continue.js';
import { readJson } from '../request/read-json.js';
import { contextOf, type Shared, sessionOf } from '../request-context.js';
import { readBasicPair } from './authorization.js';
import type { Connection } from './client-address.js';

/**
 * `POST /session` with `{ "user", "password" }` or `{ "token" }` logs a browser in: RT checks the credentials,
 * and a cookie that says nothing of them is set. `DELETE /session` ends it. Only with COOKIE_AUTH on.
 */
export async function serveSession(
  request: Request,
  connection: Connection,
  shared: Shared,
): Promise<Response> {
  if (request.method !== 'POST' && request.method !== 'DELETE') {
    return refusal(405, 'Use POST or DELETE.', { allow: 'POST, DELETE' });
  }
  // No page of another site can set such a header, so none can log somebody in or out.
  if (!hasCsrfHeader(request)) {
    return refusal(403, 'A session needs a non-empty x-graphql-yoga-csrf header.');
  }
  if (request.method === 'DELETE') return answer(204, shared.browsers.close(request.headers));
  askForBody(connection);
  const credentials = readLogin(
    await readJson(request, { maxBytes: fixedLimits.maxSessionBodyBytes }),
  );
  const session = await sessionOf(credentials, request, connection, shared);
  const { account, load } = contextOf(session, request.signal, shared, {
    errand: errandOf(request, connection, shared.config),
  });
  const caller = await account();
  await shared.limits.spend(caller, fixedLimits.loginCost);
  const { name } = await load.identity();
  return answer(200, shared.browsers.open(credentials, caller), { user: name });
}

function readLogin(body: object): Credentials {
  const { user, password, token }: Record<string, unknown> = { ...body };
  if (typeof token === 'string' && user === undefined && password === undefined) {
    const fits = token.length <= fixedLimits.maxSecretCharacters && /^[\x21-\x7e]+$/.test(token);
    if (!fits) throw unreadable();
    return { scheme: 'token', token: new Secret(token) };
  }
  if (typeof user !== 'string' || typeof password !== 'string' || token !== undefined) {
    throw unreadable();
  }
  const pair = readBasicPair(user, password);
  if (!pair) throw unreadable();
  return pair;
}

function unreadable(): CredentialsError {
  return new CredentialsError('Send {"user": "…", "password": "…"} or {"token": "…"}.');
}

function answer(status: number, cookie: string, body?: object): Response {
  return new Response(body && JSON.stringify(body), {
    status,
    headers: { 'set-cookie': cookie, ...(body && { 'content-type': 'application/json' }) },
  });
}
