import { readConfig } from '../../../src/config.js';
import { type App, createApp } from '../../../src/server/app.js';
import { settingsFor } from '../backends/shared-backends.js';
import { isReplicated, replicatedApp } from '../replicas/replicated.js';
import { testWorld } from '../world/world.js';

/** What the server did at RT for one operation, as `x-rt-trace: 1` makes it tell. */
export interface RtReport {
  readonly requests: number;
  readonly logins: number;
  readonly ms: number;
  readonly bytes: number;
  readonly calls: readonly {
    readonly rest: 1 | 2;
    readonly operation: string;
    readonly objects: number;
    readonly ms: number;
    readonly columns?: readonly string[];
    readonly sharers?: number;
  }[];
}

/** A GraphQL error, as clients read it. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** A GraphQL answer. Its data have the shape of the query, which only the test knows. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's own.
  readonly data: any;
  readonly errors: readonly AnswerError[] | undefined;
  readonly rt: RtReport;
  /** What the operation counted; undefined where it was refused. */
  readonly cost: CostReport | undefined;
}

/** What an operation counted, as `x-rt-trace: 1` makes the server tell. */
export interface CostReport {
  readonly asked: number;
  readonly limit: number;
  readonly leftThisMinute: number;
}

/** One GraphQL request. */
export interface Question {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Whose rights it has; `null` sends no credentials. `root` when absent. */
  readonly as?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An app on a Request Tracker, silent unless told otherwise. Close it with `app.close()`. */
export function appFor(url: string, env: Readonly<Record<string, string>> = {}): App {
  const settings = { RT_URL: url, LOG_LEVEL: 'silent', ...settingsFor(url), ...env };
  return isReplicated() ? replicatedApp(settings) : createApp(readConfig(settings));
}

const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** The Authorization header of somebody in the test world, root included. */
export function credentialsOf(user: string): string {
  if (user === 'root') return basic('root', 'password');
  const password = testWorld.users.find(({ name }) => name === user)?.password;
  if (password === undefined) throw new Error(`the test world has no password of ${user}`);
  return basic(user, password);
}

/** An Authorization header with a password of the test's own choosing. */
export const basicAuth = basic;

/** Sends one operation and reads its answer; `rt` tells what RT was asked. */
export async function ask(app: App, question: Question): Promise<Answer> {
  const { query, variables, as = 'root', headers } = question;
  const response = await app.fetch(
    new Request('http://localhost/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'x-rt-trace': '1',
        ...(as !== null && { authorization: credentialsOf(as) }),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    }),
  );
  // The shape is GraphQL's.
  const body = (await response.json()) as Pick<Answer, 'data' | 'errors'> & {
    readonly extensions?: { readonly rt?: RtReport; readonly cost?: CostReport };
  };
  return {
    status: response.status,
    headers: response.headers,
    data: body.data,
    errors: body.errors,
    rt: body.extensions?.rt ?? { requests: 0, logins: 0, ms: 0, bytes: 0, calls: [] },
    cost: body.extensions?.cost,
  };
}

/** The data of an operation that has to succeed. Throws its errors. */
// biome-ignore lint/suspicious/noExplicitAny: the shape is the query's own.
export async function dataOf(app: App, question: Question): Promise<any> {
  const { data, errors } = await ask(app, question);
  if (errors !== undefined) throw new Error(JSON.stringify(errors, undefined, 1));
  return data;
}

/** The codes of an answer's errors, in order. */
export function codesOf({ errors }: Answer): readonly unknown[] {
  return (errors ?? []).map(({ extensions }) => extensions['code']);
}

/** What was asked of RT: operation, number of objects and columns, one line each, sorted. */
export function callsOf({ rt }: Answer): readonly string[] {
  return rt.calls
    .map(({ operation, objects, columns = [] }) => [operation, objects, ...columns].join(' '))
    .sort();
}
