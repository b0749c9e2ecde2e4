import type { Readable } from 'node:stream';
import { fixedLimits } from '../../limits.js';
import { CallerZone } from '../dates/caller-zone.js';
import { knownZone } from '../dates/time-zone.js';
import { CredentialsError, ForbiddenError, RtBadReplyError, RtError } from '../errors.js';
import { parseForms } from '../rest1/form.js';
import { endOfShow, readWhole } from '../rest1/whole-answer.js';
import { asObject, asText } from '../rest2/json.js';
import type { Credentials } from './credentials.js';
import type { Errand } from './errand.js';
import { numberNamed, ownUser } from './own-user.js';
import { readBody } from './read-body.js';
import type { Reply } from './reply.js';
import { Secret } from './secret.js';
import {
  isSelfService,
  onlyPrivileged,
  type Transport,
  type WireAnswer,
  wireError,
} from './transport.js';

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

/** What an account is counted by, however its user logged in. A name may consist of digits and is not a user's number. */
export function accountOf({ name, number }: Pick<Identity, 'name' | 'number'>): string {
  return number === undefined ? `user named ${name.toLowerCase()}` : `user/${number}`;
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
  {
    privilegedOnly = true,
    errand,
  }: { readonly privilegedOnly?: boolean; readonly errand?: Errand | undefined } = {},
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
    operation: 'login',
    path,
    write: false,
    headers:
      credentials.scheme === 'token'
        ? { ...formType, authorization: `token ${credentials.token.reveal()}` }
        : formType,
    body: new URLSearchParams(params).toString(),
    takesSelfService: !privilegedOnly,
    errand,
  });
  if (isSelfService(answer.statusCode, answer.headers)) {
    await readWire(answer.body);
    const opened = sessionCookie(answer.headers['set-cookie']);
    if (!opened) throw new ForbiddenError(onlyPrivileged);
    return { cookie: new Secret(opened), isPrivileged: false };
  }
  const { payload } = await readReply(path, answer);
  if (specs.length > 0) range?.learn(specs, parseForms(payload, { keys: ['Status'] }));
  const cookie = sessionCookie(answer.headers['set-cookie']);
  if (!cookie) throw new RtBadReplyError('RT accepted the login, but did not start a session.');
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
    errand,
  }: {
    readonly configuredZone: string | undefined;
    readonly withRest2: boolean;
    readonly errand?: Errand | undefined;
  },
): Promise<Identity> {
  const answer = await transport.send({
    operation: 'whoami',
    path: 'show',
    write: false,
    headers: { ...formType, cookie: cookie.reveal() },
    body: new URLSearchParams([['id', 'ticket/new'], [...endOfShow]]).toString(),
    errand,
  });
  const reply = await readReply('show', answer);
  const form = parseForms(reply.payload)[0];
  const name = form?.fields.get('Requestor');
  if (!form || !name)
    throw new CredentialsError('RT does not report which user these credentials belong to.');
  const now = Date.parse(String(answer.headers['date'] ?? '')) || Date.now();
  // REST 2.0 names the zone that REST 1.0 only reckons with.
  const shown = withRest2
    ? await ownUser(transport, cookie, name, errand).catch(() => undefined)
    : undefined;
  // REST 2.0 takes a name of digits for somebody's number.
  const own = shown?.name.toLowerCase() === name.toLowerCase() ? shown : undefined;
  return {
    name,
    number: own?.number ?? (await numberNamed(transport, cookie, name, errand)),
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
    errand,
  }: {
    readonly user: string | undefined;
    readonly configuredZone: string | undefined;
    readonly errand?: Errand | undefined;
  },
): Promise<Identity> {
  const own = user === undefined ? undefined : await ownUser(transport, cookie, user, errand);
  if (!own) throw new ForbiddenError(onlyPrivileged);
  return {
    name: own.name,
    number: own.number,
    version: await versionByRest2(transport, cookie, errand),
    rtName: rtNameIn(cookie),
    zone: new CallerZone({
      now: Date.now(),
      minutes: undefined,
      configured: configuredZone,
      chosen: own.timeZone,
    }),
  };
}

async function versionByRest2(
  transport: Transport,
  cookie: Secret,
  errand: Errand | undefined,
): Promise<string> {
  const { body } = await transport.send({
    rest: 2,
    method: 'GET',
    operation: 'whoami',
    path: 'rt',
    write: false,
    headers: { cookie: cookie.reveal() },
    errand,
  });
  try {
    return asText(asObject(JSON.parse(await readWire(body)))?.['Version']);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new RtBadReplyError("RT's REST 2.0 does not report RT's version.");
  }
}

/** RT's own name, which stands in the name of its session cookie. */
function rtNameIn(cookie: Secret): string {
  return /^RT_SID_(.*)\.\d+=/.exec(cookie.reveal())?.[1] ?? '';
}

const minuteMs = 60_000;
/** Offsets from UTC in minutes, as far as any zone's. */
const offsets = { least: -12 * 60, most: 14 * 60 };
/** Editions of the time zone database differ by an hour or two, where a country has changed its rules. */
const editionsApartMs = 2 * 60 * minuteMs;

/** The zone of a caller for whom the new-ticket form showed this time. `now` is the instant of the answer's `Date`. */
export function callerZone(
  localNow: string,
  now: number,
  configured: string | undefined,
  chosen?: string,
): CallerZone {
  const seen = Date.parse(`${localNow.replace(' ', 'T')}Z`);
  if (Number.isNaN(seen)) return new CallerZone({ now, minutes: undefined, configured, chosen });
  // Adding zero turns -0, which Math.round makes, into 0.
  const minutes = Math.round((seen - now) / minuteMs / 15) * 15 + 0;
  const isOffset =
    minutes >= offsets.least && minutes <= offsets.most && isNear(chosen, now, minutes);
  return new CallerZone({
    now,
    minutes: isOffset ? minutes : undefined,
    shown: seen,
    configured,
    chosen,
  });
}

/** Whether the caller's own zone agrees with RT's clock, or nearly so. */
function isNear(chosen: string | undefined, now: number, minutes: number): boolean {
  const zone = knownZone(chosen);
  return !zone || Math.abs(zone.offsetAt(now) - minutes * minuteMs) <= editionsApartMs;
}

/** @throws what {@link readWhole} throws */
async function readReply(path: string, { body, sight }: WireAnswer): Promise<Reply> {
  const text = await readWire(body);
  try {
    return readWhole(path, text, { isWrite: false });
  } catch (error) {
    sight.error = error;
    throw error;
  }
}

async function readWire(body: Readable): Promise<string> {
  try {
    return (await readBody(body, fixedLimits.maxLoginReplyBytes)).toString('utf8');
  } catch (error) {
    throw error instanceof RtError ? error : wireError(error);
  }
}
