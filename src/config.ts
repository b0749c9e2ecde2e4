import { readFileSync } from 'node:fs';
import type { Credentials } from './rt/credentials.js';
import { Secret } from './rt/secret.js';
import { namedZone } from './rt/time-zone.js';

/** How the server runs: the environment, checked and frozen. */
export interface Config {
  readonly rtUrl: string;
  /** Serves requests that carry no credentials. Absent: such requests are 401. */
  readonly serviceAccount: Credentials | undefined;
  readonly timeZone: string | undefined;
  readonly host: string;
  readonly port: number;
  /** Where clients reach this server, without a slash at the end. */
  readonly publicUrl: string;
  readonly graphiql: boolean;
  readonly introspection: boolean;
  readonly corsOrigins: readonly string[];
  readonly maxPageSize: number;
  readonly maxDepth: number;
  readonly maxCost: number;
  /** Requests to RT in one operation, logins apart. */
  readonly maxRtCalls: number;
  readonly maxUploadBytes: number;
  /** Requests to RT in flight, over all callers. */
  readonly rtConcurrency: number;
  readonly rtTimeoutMs: number;
  readonly operationTimeoutMs: number;
  readonly logLevel: LogLevel;
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Every variable that is wrong, in one message. Values are not repeated: they may be secrets. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The settings are wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment.
 * @throws ConfigError naming every bad variable
 */
export function readConfig(env: Environment): Config {
  const problems: string[] = [];
  const read = reader(env, problems);
  const production = env['NODE_ENV'] === 'production';
  const host = read.text('HOST') ?? '127.0.0.1';
  const port = read.integer('PORT', 4000, 0, 65_535);
  const config: Config = {
    rtUrl: read.url('RT_URL') ?? missing(problems, 'RT_URL is needed: the base URL of RT.'),
    serviceAccount: readServiceAccount(read, problems),
    timeZone: read.timeZone('RT_TIMEZONE'),
    host,
    port,
    publicUrl:
      read.url('PUBLIC_URL') ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    graphiql: read.onOff('GRAPHIQL', !production),
    introspection: read.onOff('INTROSPECTION', !production),
    corsOrigins: read.origins('CORS_ORIGINS'),
    maxPageSize: read.integer('MAX_PAGE_SIZE', 100, 1, 10_000),
    maxDepth: read.integer('MAX_DEPTH', 12, 1, 100),
    maxCost: read.integer('MAX_COST', 5000, 1, 10_000_000),
    maxRtCalls: read.integer('MAX_RT_CALLS', 50, 1, 10_000),
    maxUploadBytes: read.integer('MAX_UPLOAD_BYTES', 10 * 1024 * 1024, 1, 1024 ** 3),
    rtConcurrency: read.integer('RT_CONCURRENCY', 4, 1, 256),
    rtTimeoutMs: read.integer('RT_TIMEOUT_MS', 10_000, 1, 600_000),
    operationTimeoutMs: read.integer('OPERATION_TIMEOUT_MS', 15_000, 1, 600_000),
    logLevel: read.oneOf('LOG_LEVEL', logLevels, 'info'),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(config);
}

function missing(problems: string[], problem: string): string {
  problems.push(problem);
  return '';
}

type Reader = ReturnType<typeof reader>;

function readServiceAccount(read: Reader, problems: string[]): Credentials | undefined {
  const user = read.secret('RT_USER');
  const password = read.secret('RT_PASSWORD');
  const token = read.secret('RT_TOKEN');
  if (token !== undefined && (user !== undefined || password !== undefined)) {
    problems.push('RT_TOKEN and RT_USER with RT_PASSWORD exclude each other.');
  } else if ((user === undefined) !== (password === undefined)) {
    problems.push('RT_USER and RT_PASSWORD belong together.');
  }
  if (token !== undefined) return { scheme: 'token', token: new Secret(token) };
  if (user === undefined || password === undefined) return undefined;
  return { scheme: 'password', user, password: new Secret(password) };
}

function reader(env: Environment, problems: string[]) {
  const text = (name: string) => {
    const value = env[name];
    return value === undefined || value === '' ? undefined : value;
  };
  return {
    text,
    /** A variable, or the file that its `…_FILE` twin names, without the newline at its end. */
    secret(name: string): string | undefined {
      const value = text(name);
      const file = text(`${name}_FILE`);
      if (value !== undefined && file !== undefined) {
        problems.push(`${name} and ${name}_FILE exclude each other.`);
      }
      if (file === undefined) return value;
      try {
        const content = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
        if (content === '') problems.push(`${name}_FILE names an empty file.`);
        return content;
      } catch {
        problems.push(`${name}_FILE names a file that cannot be read.`);
        return undefined;
      }
    },
    url(name: string): string | undefined {
      const value = text(name);
      if (value === undefined) return undefined;
      try {
        const url = new URL(value);
        const plain = !url.username && !url.password && !url.search && !url.hash;
        if (/^https?:$/.test(url.protocol) && plain) return url.href.replace(/\/+$/, '');
      } catch {
        // Falls through to the one message.
      }
      problems.push(`${name} must be an http or https URL without credentials, query or fragment.`);
      return '';
    },
    integer(name: string, fallback: number, least: number, most: number): number {
      const value = text(name);
      if (value === undefined) return fallback;
      const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
      if (number >= least && number <= most) return number;
      problems.push(`${name} must be a whole number from ${least} to ${most}.`);
      return fallback;
    },
    onOff(name: string, fallback: boolean): boolean {
      const value = text(name);
      if (value === undefined) return fallback;
      if (value !== 'on' && value !== 'off') problems.push(`${name} must be on or off.`);
      return value === 'on';
    },
    oneOf<T extends string>(name: string, values: readonly T[], fallback: T): T {
      const value = text(name);
      if (value === undefined) return fallback;
      const known = values.find((candidate) => candidate === value);
      if (known === undefined) problems.push(`${name} must be one of ${values.join(', ')}.`);
      return known ?? fallback;
    },
    timeZone(name: string): string | undefined {
      const value = text(name);
      if (value === undefined) return undefined;
      try {
        namedZone(value);
      } catch {
        problems.push(`${name} must be an IANA time zone, e.g. Europe/Paris.`);
      }
      return value;
    },
    origins(name: string): readonly string[] {
      const origins = (text(name) ?? '').split(',').map((origin) => origin.trim());
      return origins.filter((origin) => {
        if (origin === '') return false;
        if (URL.canParse(origin) && new URL(origin).origin === origin) return true;
        problems.push(
          `${name} must be a comma list of exact origins, e.g. https://help.example.org.`,
        );
        return false;
      });
    },
  };
}
