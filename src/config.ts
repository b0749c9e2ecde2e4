import type { BlockList } from 'node:net';
import { type Environment, type Reader, reader } from './environment.js';
import type { Credentials } from './rt/connection/credentials.js';
import { Secret } from './rt/connection/secret.js';

/** How the server runs: the environment, checked and frozen. */
export interface Config {
  readonly rtUrl: string;
  /** Serves requests that carry no credentials. Absent: such requests are 401. */
  readonly serviceAccount: Credentials | undefined;
  readonly timeZone: string | undefined;
  /** `auto`: REST 2.0 where RT has it and it is the better one. */
  readonly rtRest: 'auto' | '1';
  readonly host: string;
  readonly port: number;
  /** Where clients reach this server, without a slash at the end. */
  readonly publicUrl: string;
  readonly graphiql: boolean;
  readonly introspection: boolean;
  /** Serves the subgraph of a federated graph; for Hive, with what Apollo's composition drops. */
  readonly federation: 'off' | 'on' | 'hive';
  /** Documents by their hash; set, nothing else is executed. */
  readonly trustedDocuments: ReadonlyMap<string, string> | undefined;
  readonly corsOrigins: readonly string[];
  /** Reverse proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies: BlockList | undefined;
  /** What download links are sealed with; replicas share it. Absent: a random key of the process. */
  readonly signingKey: Secret | undefined;
  /** Where idempotency keys outlast the process; one process has it. */
  readonly stateDir: string | undefined;
  /** The Redis that replicas share; they share `signingKey`, too. */
  readonly redisUrl: Secret | undefined;
  /** Whether browsers may log in at `POST /session` and be known by a cookie of ours. */
  readonly cookieAuth: boolean;
  /** The name of RT's own browser cookie, where it is passed through to RT. */
  readonly rtCookieName: string | undefined;
  readonly gateway: TrustedGateway | undefined;
  readonly maxPageSize: number;
  readonly maxDepth: number;
  readonly maxCost: number;
  /** Cost that one caller may cause in a minute. */
  readonly maxCostPerMinute: number;
  /** Requests to RT in one operation, logins apart. */
  readonly maxRtCalls: number;
  readonly maxUploadBytes: number;
  /** Bytes of files and texts that one operation may hold. */
  readonly maxAnswerBytes: number;
  /** Requests to RT in flight, over all callers. */
  readonly rtConcurrency: number;
  readonly rtTimeoutMs: number;
  readonly operationTimeoutMs: number;
  readonly logLevel: LogLevel;
}

/** A gateway that names the user it acts for, and the RT tokens of those users. */
export interface TrustedGateway {
  readonly addresses: BlockList;
  readonly secret: Secret;
  /** RT tokens by user name. RT has no impersonation, so nobody else can be acted for. */
  readonly tokens: ReadonlyMap<string, Secret>;
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
    rtRest: read.oneOf('RT_REST', ['auto', '1'], 'auto'),
    host,
    port,
    publicUrl:
      read.url('PUBLIC_URL') ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    graphiql: read.onOff('GRAPHIQL', !production),
    introspection: read.onOff('INTROSPECTION', !production),
    federation: read.oneOf('FEDERATION', ['off', 'on', 'hive'], 'off'),
    trustedDocuments: readDocuments(read, problems),
    corsOrigins: read.origins('CORS_ORIGINS'),
    trustedProxies: read.ranges('TRUSTED_PROXIES'),
    signingKey: readKey(read, problems, 'SIGNING_KEY'),
    stateDir: read.text('STATE_DIR'),
    redisUrl: readRedis(read, problems),
    cookieAuth: read.onOff('COOKIE_AUTH', false),
    rtCookieName: readCookieName(read, problems),
    gateway: readGateway(read, problems),
    maxPageSize: read.integer('MAX_PAGE_SIZE', 100, 1, 10_000),
    maxDepth: read.integer('MAX_DEPTH', 12, 1, 100),
    maxCost: read.integer('MAX_COST', 5000, 1, 10_000_000),
    maxCostPerMinute: read.integer('MAX_COST_PER_MINUTE', 1_000_000, 1, 1_000_000_000),
    maxRtCalls: read.integer('MAX_RT_CALLS', 50, 1, 10_000),
    maxUploadBytes: read.integer('MAX_UPLOAD_BYTES', 10 * 1024 * 1024, 1, 1024 ** 3),
    maxAnswerBytes: read.integer('MAX_ANSWER_BYTES', 64 * 1024 * 1024, 1, 1024 ** 4),
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

/** Its URL may hold a password. What Redis holds is sealed with the key that replicas share. */
function readRedis(read: Reader, problems: string[]): Secret | undefined {
  const url = read.secret('REDIS_URL');
  if (url === undefined) return undefined;
  if (!URL.canParse(url) || !/^rediss?:$/.test(new URL(url).protocol)) {
    problems.push('REDIS_URL must be a redis:// or rediss:// URL.');
  }
  if (read.secret('SIGNING_KEY') === undefined) {
    problems.push('REDIS_URL needs SIGNING_KEY: what Redis holds is sealed with it.');
  }
  if (read.text('STATE_DIR') !== undefined) {
    problems.push('REDIS_URL and STATE_DIR exclude each other.');
  }
  return new Secret(url);
}

const shortestKey = 32;

function readKey(read: Reader, problems: string[], name: string): Secret | undefined {
  const key = read.secret(name);
  if (key === undefined) return undefined;
  if (key.length < shortestKey)
    problems.push(`${name} must have at least ${shortestKey} characters.`);
  return new Secret(key);
}

/** RT's cookie is only passed through under a name that the operator has looked up. */
function readCookieName(read: Reader, problems: string[]): string | undefined {
  const name = read.text('RT_COOKIE_NAME');
  if (!read.onOff('RT_COOKIE_PASSTHROUGH', false)) return undefined;
  if (name === undefined || !/^RT_SID_[\w.+-]+$/.test(name)) {
    problems.push('RT_COOKIE_PASSTHROUGH needs RT_COOKIE_NAME, e.g. RT_SID_example.com.443.');
  }
  return name;
}

function readGateway(read: Reader, problems: string[]): TrustedGateway | undefined {
  const addresses = read.ranges('TRUSTED_GATEWAYS');
  const secret = readKey(read, problems, 'GATEWAY_SECRET');
  const tokens = readTexts(read.json('GATEWAY_TOKENS'));
  if (!addresses && !secret && !tokens) return undefined;
  if (!addresses || !secret || !tokens) {
    problems.push('TRUSTED_GATEWAYS, GATEWAY_SECRET and GATEWAY_TOKENS belong together.');
    return undefined;
  }
  return {
    addresses,
    secret,
    tokens: new Map([...tokens].map(([user, token]) => [user, new Secret(token)])),
  };
}

/** A persisted-documents manifest: an object of documents by hash, or the list that Apollo's tool writes. */
function readDocuments(read: Reader, problems: string[]): ReadonlyMap<string, string> | undefined {
  const manifest = read.json('TRUSTED_DOCUMENTS');
  if (manifest === undefined) return undefined;
  const documents = readOperations(manifest) ?? readTexts(manifest);
  if (documents) return documents;
  problems.push('TRUSTED_DOCUMENTS must name a manifest of documents by their hash.');
  return undefined;
}

function readOperations(manifest: unknown): ReadonlyMap<string, string> | undefined {
  if (typeof manifest !== 'object' || manifest === null || !('operations' in manifest)) {
    return undefined;
  }
  const { operations } = manifest;
  if (!Array.isArray(operations)) return undefined;
  return readTexts(
    Object.fromEntries(
      operations.map((operation: unknown) =>
        typeof operation === 'object' && operation !== null
          ? ['id' in operation && operation.id, 'body' in operation && operation.body]
          : [],
      ),
    ),
  );
}

/** An object of texts, none of them empty. */
function readTexts(value: unknown): ReadonlyMap<string, string> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const texts = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  );
  const complete = texts.length > 0 && texts.length === Object.keys(value).length;
  return complete ? new Map(texts) : undefined;
}
