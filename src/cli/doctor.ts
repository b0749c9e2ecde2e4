import { type Config, ConfigError, readConfig } from '../config.js';
import { connectRt } from '../rt/connection/connect.js';
import type { Credentials } from '../rt/connection/credentials.js';
import { unknownClock } from '../rt/dates/caller-zone.js';
import { RtError } from '../rt/errors.js';
import { checkConnection } from './doctor/check-connection.js';
import {
  attempt,
  checkAuthorization,
  loginFailure,
  unprivilegedByRest2,
} from './doctor/check-login.js';
import { checkRights, checkWriteRights } from './doctor/check-rights.js';
import {
  type Findings,
  failed,
  gap,
  ok,
  printReport,
  type Report,
  reportOf,
} from './doctor/report.js';
import { checkRest2, restUse } from './doctor/rest-use.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `rt-graphql doctor`: check the connection and the rights in RT, and say how to fix problems. Writes nothing to RT. Returns the exit
 * code: 0 all well, 1 something must be mended, 2 it works with gaps.
 */
export async function doctor(env: Environment, { json = false } = {}): Promise<number> {
  const report = await diagnose(env);
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : printReport(report));
  return report.exitCode;
}

/** What doctor finds with these settings. */
export async function diagnose(env: Environment): Promise<Report> {
  return reportOf(await examine(env));
}

async function examine(env: Environment): Promise<Findings> {
  let config: Config;
  try {
    config = readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return {
      checks: error.problems.map((problem) =>
        failed('settings', 'setting', problem, 'docs/settings.md lists all settings.'),
      ),
    };
  }
  const { rtUrl, serviceAccount } = config;
  const { check, version } = await checkConnection(rtUrl);
  const checks = [check];
  if (version === undefined) return { rtUrl, checks };
  if (!serviceAccount) {
    const advice =
      'That is fine if all callers log in. To let doctor check more, set RT_USER and RT_PASSWORD, or RT_TOKEN.';
    checks.push(gap('login', 'no-account', 'No service account is configured.', advice));
    return { rtUrl, version, checks };
  }
  return { rtUrl, version, ...(await examineAs(serviceAccount, version, config, checks)) };
}

async function examineAs(
  account: Credentials,
  version: string,
  config: Config,
  checks: Findings['checks'],
): Promise<Findings> {
  const connection = connectRt(config);
  try {
    const session = connection.sessions.for(account);
    const { upstream: rt } = connection.open(session, {});
    const identity = await attempt(() => rt.identity());
    if (identity instanceof RtError) {
      checks.push(loginFailure(identity, account, version));
      return { checks };
    }
    const isPrivileged = session.isPrivileged();
    checks.push(
      isPrivileged
        ? ok('login', `RT accepts the login of ${identity.name}.`)
        : unprivilegedByRest2(),
    );
    const hasRest2 = await connection.rest2.isThere();
    checks.push(checkRest2(hasRest2, version, config.rtRest));
    const header = hasRest2 ? await checkAuthorization(config.rtUrl, account) : undefined;
    if (header) checks.push(header);
    // REST 1.0 would refuse every one of them.
    if (isPrivileged) checks.push(...(await checkRights(rt)));
    checks.push(...(await checkWriteRights(rt, hasRest2)));
    await identity.zone.prepare();
    if (!identity.zone.isClockKnown) {
      checks.push(gap('clock', 'clocks-disagree', unknownClock.message, unknownClock.advice));
    }
    const { name } = identity.zone;
    return {
      version: identity.version,
      user: identity.name,
      timeZone: { name, source: zoneSource(config.timeZone, name) },
      rest: restUse(hasRest2),
      checks,
    };
  } finally {
    await connection.close();
  }
}

/** How the zone of RT's dates was found. */
function zoneSource(configured: string | undefined, found: string): string {
  if (configured === found) return 'RT_TIMEZONE, and RT agrees';
  const isOffset = /^[+-]\d/.test(found);
  const how = isOffset
    ? 'the current offset; the time zone is detected from the dates that RT prints'
    : 'the time zone that this user has chosen in RT';
  return configured === undefined
    ? how
    : `${how}; RT_TIMEZONE is ${configured}, but this user's RT clock differs`;
}
