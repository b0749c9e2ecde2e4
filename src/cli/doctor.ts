import { readConfig } from '../config.js';
import { connectRt } from '../rt/connection/connect.js';
import { RtError } from '../rt/errors.js';
import type { Upstream } from '../rt/port.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** One thing to try, and what not being able to means. */
const checks: readonly {
  readonly what: string;
  readonly without: string;
  readonly run: (rt: Upstream) => Promise<unknown>;
}[] = [
  {
    what: 'search tickets',
    without: 'tickets cannot be listed',
    run: (rt) => rt.searchTickets('id = 1'),
  },
  {
    what: 'list queues',
    without: 'queues cannot be listed',
    run: (rt) => rt.searchNames('queue'),
  },
  {
    what: 'search users (right AdminUsers)',
    without: 'users(), and users whose names hold commas, slashes or only digits, are out of reach',
    run: (rt) => rt.searchNames('user', { column: 'Name', operator: '=', value: 'root' }),
  },
];

/** `rt-graphql doctor`: tells whether RT can be reached, which version, as whom, in which zone. Returns the exit code. */
export async function doctor(env: Environment): Promise<number> {
  const config = readConfig(env);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say(`RT             ${config.rtUrl}`);
  if (!config.serviceAccount) {
    say(
      'Login          none: set RT_USER and RT_PASSWORD, or RT_TOKEN, to let doctor look further',
    );
    return 1;
  }
  const connection = connectRt(config);
  const session = connection.sessions.for(config.serviceAccount);
  const { upstream: rt } = connection.open(session, { maxCalls: config.maxRtCalls });
  try {
    const { name, version, zone } = await rt.identity();
    say(`Version        ${version}`);
    say(`Login          ${name}`);
    say(`Time zone      ${zone.name}${zoneNote(config.timeZone, zone.name)}`);
    let missing = 0;
    for (const check of checks) {
      const error = await failure(check.run(rt));
      if (error) missing++;
      say(`${error ? 'no ' : 'yes'}            ${check.what}${error ? `: ${check.without}` : ''}`);
    }
    return missing === 0 ? 0 : 2;
  } catch (error) {
    if (!(error instanceof RtError)) throw error;
    say(`Failed         ${error.code}: ${error.message}`);
    return 1;
  } finally {
    await connection.close();
  }
}

function zoneNote(configured: string | undefined, found: string): string {
  if (configured === undefined) {
    return found === 'UTC'
      ? ' (detected)'
      : ' (the offset now; the zone is detected from the dates that RT prints)';
  }
  return configured === found
    ? ''
    : ` (RT_TIMEZONE is ${configured}, but this user's RT clock differs, so the zone is detected)`;
}

async function failure(run: Promise<unknown>): Promise<RtError | undefined> {
  try {
    await run;
    return undefined;
  } catch (error) {
    if (error instanceof RtError) return error;
    throw error;
  }
}
