import { fixedLimits } from '../../limits.js';
import { InvalidInputError } from '../../rt/errors.js';
import { refusal } from '../answer/error-response.js';
import { type Connection, peerOf } from '../caller/client-address.js';
import { isSame } from '../caller/same-secret.js';
import { askForBody } from '../request/expect-continue.js';
import { readJson } from '../request/read-json.js';
import type { Shared } from '../request-context.js';
import type { Nudges } from './nudges.js';

/**
 * `POST /nudge` with `{"ticket": 17}` says that a ticket may have changed, so that the next look comes sooner. RT is not
 * asked here, and nothing that is said is believed. Undefined without NUDGE_SECRET.
 * @throws InvalidInputError for a body without a ticket, RateLimitedError for too many wrong secrets
 */
export async function serveNudge(
  request: Request,
  connection: Connection,
  { config, limits }: Pick<Shared, 'config' | 'limits'>,
  nudges: Nudges,
): Promise<Response | undefined> {
  const { nudgeSecret, trustedProxies } = config;
  if (!nudgeSecret) return undefined;
  if (request.method !== 'POST') return refusal(405, 'Use POST.', { allow: 'POST' });
  const authorization = request.headers.get('authorization');
  const [, given = ''] = /^bearer +(.+)$/i.exec(authorization ?? '') ?? [];
  if (!isSame(given, nudgeSecret)) {
    const address = peerOf(connection, request.headers, trustedProxies);
    // A guess counts as a failed login. Without a header there is no guess, and any page can make a browser send that.
    if (authorization !== null) await limits.watch(address, undefined).starts();
    return refusal(
      401,
      'Send "Authorization: Bearer …" with the NUDGE_SECRET.',
      { 'www-authenticate': 'Bearer realm="nudge"' },
      'UNAUTHENTICATED',
    );
  }
  askForBody(connection);
  const limit = { maxBytes: fixedLimits.maxNudgeBytes };
  const body = await readJson(request, limit).catch((error: unknown) => {
    // Its messages are about GraphQL requests.
    throw error instanceof InvalidInputError ? withoutTicket() : error;
  });
  nudges.nudge(readTicket(body));
  return new Response(null, { status: 202 });
}

/** The ticket's number. Perl writes some numbers as texts. */
function readTicket(body: object): number {
  const ticket: unknown = Reflect.get(body, 'ticket');
  const text = typeof ticket === 'number' || typeof ticket === 'string' ? String(ticket) : '';
  if (!/^[1-9]\d{0,9}$/.test(text)) throw withoutTicket();
  return Number(text);
}

function withoutTicket(): InvalidInputError {
  return new InvalidInputError('Send {"ticket": 17}, the number of a ticket.');
}
