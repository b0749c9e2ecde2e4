import type { Readable } from 'node:stream';
import { fixedLimits } from '../../limits.js';
import { CallerZone } from '../dates/caller-zone.js';
import { CredentialsError, ForbiddenError, RtBadReplyError, RtError } from '../errors.js';
import { parseForms } from '../rest1/form.js';
import { endOfShow, readWhole } from '../rest1/whole-answer.js';
import { asObject, asText } from '../rest2/json.js';
import type { Credentials } from './credentials.js';
import { numberNamed, ownUser } from './own-user.js';
import { readBody } from './read-body.js';
import { Secret } from './secret.js';
import { isSelfService, onlyPrivileged, type Transport, wireError } from './transport.js';

/** What RT says about a caller when they log in. */
export interface Identity {
  /** The login name as RT spells it, whatever the credentials said. */
  readonly name: string;
  /** RT's number of the user; undefined where RT does not show it. */
  readonly number: number | undefined;
  readonly zone: CallerZone;
  /** RT's version from its status line. */
  readonly version: string;
  /** RT's own name, `$rtname`, which is in the name of its session cookie. */
  readonly rtName: string;
}

/** What an account is counted by, however its user logged in. */
export function accountOf({ name, number }: Pick<Identity, 'name' | 'number'>): string {
  return number === undefined ? `user/${name.toLowerCase()}` : `user/${number}`;
}

const formType = { 'content-type': 'application/x-www-form-urlencoded' };

/** What a login opens. */
export interface Login {
  readonly cookie: Secret;
  /** False for users whom RT leads away from REST 1.0; their cookie opens REST 2.0 all the same. */
  readonly isPrivileged: boolean;
}

/**
 * Logs in and returns RT's session cookie. RT checks a password with bcrypt (about 220 ms) and ignores
 * Basic headers, so a login is one request and every later one carries only the cookie. RT logs in on any
 * path, so the first login of all brings along how far ticket numbers go.
 * @throws CredentialsError; ForbiddenError for unprivileged users where `privilegedOnly`
 */
export async function login(
  transport: Transport,
  credentials: Exclude<Credentials, { readonly scheme: 'cookie' }>,
  { privilegedOnly = true }: { readonly privilegedOnly?: boolean } = {},
): Promise<Login> {
  const { range } = transport;
  const specs = range?.probe() ?? [];
  const path = specs.length > 0 ? 'show' : '';
  const params = [
    ...specs.map((spec) => ['id', spec]),
    ...(specs.length > 0 ? [[...endOfShow], ['fields', 'Status']] : []),
    ...(credentials.scheme === 'password'
      ? [
          ['user', credentials.user],
          ['pass', credentials.password.reveal()],
        ]
      : []),
  ];
  const answer = await transport.send({
    path,
    write: false,
    headers:
      credentials.scheme === 'token'
        ? { ...formType, authorization: `token ${credentials.token.reveal()}` }
        : formType,
    body: new URLSearchParams(params).toString(),
    takesSelfService: !privilegedOnly,
  });
  if (isSelfService(answer.statusCode, answer.headers)) {
    await readWire(answer.body);
    const opened = sessionCookie(answer.headers['set-cookie']);
    if (!opened) throw new ForbiddenError(onlyPrivileged);
    return { cookie: new Secret(opened), isPrivileged: false };
  }
  const { payload } = readWhole(path, await readWire(answer.body), { isWrite: false });
  if (specs.length > 0) range?.learn(specs, parseForms(payload, { keys: ['Status'] }));
  const cookie = sessionCookie(answer.headers['set-cookie']);
  if (!cookie) throw new RtBadReplyError('RT accepted the login but gave no session.');
  return { cookie: new Secret(cookie), isPrivileged: true };
}

/** The `RT_SID_…=…` pair of an answer. RT names it after itself and its port, so the name is learnt, not guessed. */
export function sessionCookie(header: string | readonly string[] | undefined): string | undefined {
  for (const line of typeof header === 'string' ? [header] : (header ?? [])) {
    const pair = /^(RT_SID_[^=;\s]+=[0-9a-f]{32,64})(?:;|$)/.exec(line)?.[1];
    if (pair) return pair;
  }
  return undefined;
}

/**
 * Asks RT who the session's user is and what time it is there: the new-ticket form names the current
 * user as requestor and prints now, without a zone, in the user's own zone.
 */
export async function identify(
  transport: Transport,
  cookie: Secret,
  {
    configuredZone,
    withRest2,
  }: { readonly configuredZone: string | undefined; readonly withRest2: boolean },
): Promise<Identity> {
  const answer = await transport.send({
    path: 'show',
    write: false,
    headers: { ...formType, cookie: cookie.reveal() },
    body: new URLSearchParams([['id', 'ticket/new'], [...endOfShow]]).toString(),
  });
  const reply = readWhole('show', await readWire(answer.body), { isWrite: false });
  const form = parseForms(reply.payload)[0];
  const name = form?.fields.get('Requestor');
  if (!form || !name)
    throw new CredentialsError('RT does not say who these credentials belong to.');
  const now = Date.parse(String(answer.headers['date'] ?? '')) || Date.now();
  // REST 2.0 names the zone that REST 1.0 only reckons with.
  const own = withRest2 ? await ownUser(transport, cookie, name).catch(() => undefined) : undefined;
  return {
    name,
    number: own?.number ?? (await numberNamed(transport, cookie, name)),
    version: reply.version,
    rtName: rtNameIn(cookie),
    zone: callerZone(form.fields.get('Starts') ?? '', now, configuredZone, own?.timeZone),
  };
}

/**
 * Who an unprivileged user is, whom REST 1.0 turns away.
 * @throws ForbiddenError where REST 2.0 does not tell
 */
export async function identifyUnprivileged(
  transport: Transport,
  cookie: Secret,
  {
    user,
    configuredZone,
  }: { readonly user: string | undefined; configuredZone: string | undefined },
): Promise<Identity> {
  const own = user === undefined ? undefined : await ownUser(transport, cookie, user);
  if (!own) throw new ForbiddenError(onlyPrivileged);
  return {
    name: own.name,
    number: own.number,
    version: await versionByRest2(transport, cookie),
    rtName: rtNameIn(cookie),
    zone: new CallerZone({
      now: Date.now(),
      minutes: undefined,
      configured: configuredZone,
      chosen: own.timeZone,
    }),
  };
}

async function versionByRest2(transport: Transport, cookie: Secret): Promise<string> {
  const { body } = await transport.send({
    rest: 2,
    method: 'GET',
    path: 'rt',
    write: false,
    headers: { cookie: cookie.reveal() },
  });
  try {
    return asText(asObject(JSON.parse(await readWire(body)))?.['Version']);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new RtBadReplyError("RT's REST 2.0 does not tell RT's version.");
  }
}

/** RT's own name, which stands in the name of its session cookie. */
function rtNameIn(cookie: Secret): string {
  return /^RT_SID_(.*)\.\d+=/.exec(cookie.reveal())?.[1] ?? '';
}

/** The zone of a caller for whom the new-ticket form showed this time. */
export function callerZone(
  localNow: string,
  now: number,
  configured: string | undefined,
  chosen?: string,
): CallerZone {
  const seen = Date.parse(`${localNow.replace(' ', 'T')}Z`);
  // Adding zero turns -0, which Math.round makes, into 0.
  const minutes = Math.round((seen - now) / 900_000) * 15 + 0;
  const isOffset = Math.abs(minutes) <= 15 * 60;
  return new CallerZone({ now, minutes: isOffset ? minutes : undefined, configured, chosen });
}

async function readWire(body: Readable): Promise<string> {
  try {
    return (await readBody(body, fixedLimits.maxLoginReplyBytes)).toString('utf8');
  } catch (error) {
    throw error instanceof RtError ? error : wireError(error);
  }
}
