import { request } from 'node:http';
import { testWorld } from '../../support/world/world.js';

/**
 * The callers of the rights table: everything allowed, a worker in some queues, somebody who may look into
 * one queue, a privileged user without rights, an unprivileged one and a disabled one.
 */
export const callers = ['root', 'alice', 'low', 'norights', 'selfserve', 'gone'] as const;

/** A caller of the table as RT sees them, whether or not RT lets them in. */
export interface RtCaller {
  readonly name: string;
  /** One request of REST 1.0 with the caller's own login; with parameters it is a POST. */
  ask(path: string, params?: RtParams): Promise<RtSays>;
}

type RtParams = Readonly<Record<string, string>> | readonly (readonly [string, string])[];

/** An answer of RT as far as the table needs to read it. */
export interface RtSays {
  readonly http: number;
  /** The number in the status line, undefined where RT wrote none: an empty or crashed answer. */
  readonly code: number | undefined;
  readonly payload: string;
}

/** What a caller gets of something: the thing, or the code that stands for RT's refusal. */
export type Verdict = 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | { readonly shows: unknown };

function passwordOf(name: string): string {
  return testWorld.users.find((user) => user.name === name)?.password ?? 'password';
}

interface Reply {
  readonly http: number;
  readonly cookie: string | undefined;
  readonly text: string;
}

/** A connection per request: one kept alive would keep one of Starman's few workers to itself. */
function send(base: string, path: string, params?: RtParams, cookie?: string): Promise<Reply> {
  const pairs = Symbol.iterator in (params ?? {}) ? params : Object.entries(params ?? {});
  // Both forms of parameters end as pairs.
  const body = new URLSearchParams(pairs as [string, string][]).toString();
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(path, base),
      {
        agent: false,
        method: params ? 'POST' : 'GET',
        headers: {
          'accept-language': 'en',
          ...(cookie && { cookie }),
          ...(params && {
            'content-type': 'application/x-www-form-urlencoded',
            'content-length': String(Buffer.byteLength(body)),
          }),
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            http: response.statusCode ?? 0,
            cookie: response.headers['set-cookie']?.[0]?.split(';')[0],
            text,
          }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(params ? body : undefined);
  });
}

/** Logs in and goes on with whatever RT gave: a session, a redirection, or a refusal of every request. */
export async function callRt(
  url: string,
  name: string,
  password = passwordOf(name),
): Promise<RtCaller> {
  const base = `${url.replace(/\/$/, '')}/REST/1.0/`;
  const { cookie } = await send(base, '', { user: name, pass: password });
  return {
    name,
    async ask(path, params) {
      const { http, text } = await send(base, path, params, cookie);
      const [head, code] = /^RT\/\S+ (\d+) [^\n]*\n\n?/.exec(text) ?? [];
      return {
        http,
        code: code === undefined ? undefined : Number(code),
        payload: head === undefined ? text : text.slice(head.length),
      };
    },
  };
}

/** The refusal of a whole request: of the login, of an unprivileged user, of a search. */
export function refusalOf(said: RtSays): Exclude<Verdict, object> | undefined {
  if (said.code === 401) return 'UNAUTHENTICATED';
  if (said.http === 302 || said.code === 403) return 'FORBIDDEN';
  return undefined;
}

const keyLine = /^(CF\.\{.*\}|CF-[^:]*|[\w-]+):(?: (.*))?$/;

/** The fields of the first form of an answer. Continued lines are joined without their indentation. */
export function fieldsOf({ payload }: RtSays): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  let key: string | undefined;
  for (const line of (payload.split('\n--\n')[0] ?? '').split('\n')) {
    const match = keyLine.exec(line);
    if (match) {
      key = match[1] ?? '';
      fields.set(key, match[2] ?? '');
    } else if (key !== undefined && /^\s/.test(line)) {
      fields.set(key, `${fields.get(key)}\n${line.trim()}`);
    }
  }
  return fields;
}

/**
 * What RT says of one object. It hides in four ways: with a comment and no fields, with a form whose fields
 * are all blank (`sentinel` is one that no visible object leaves empty), by crashing over a name, with nothing.
 */
export function objectVerdict(
  said: RtSays,
  sentinel: string,
  read: (fields: ReadonlyMap<string, string>) => unknown,
): Verdict {
  const refusal = refusalOf(said);
  if (refusal) return refusal;
  const fields = fieldsOf(said);
  if (said.code !== 200 || !fields.get(sentinel)) return 'NOT_FOUND';
  return { shows: read(fields) };
}

/** What RT says of a search: the numbers it names, or a refusal. */
export async function searchVerdict(
  rt: RtCaller,
  kind: string,
  query: string,
  read: (ids: readonly number[]) => unknown,
): Promise<Verdict> {
  const said = await rt.ask(`search/${kind}`, { query, format: 'i' });
  const ids = [...said.payload.matchAll(/^\w+\/(\d+)$/gm)].map(([, id]) => Number(id));
  return refusalOf(said) ?? { shows: read(ids) };
}

/** Goes on to a part of what was shown. */
export async function andThen(
  verdict: Verdict,
  read: (shown: unknown) => unknown,
): Promise<Verdict> {
  return typeof verdict === 'object' ? { shows: await read(verdict.shows) } : verdict;
}

/** A list that RT prints with commas, over as many lines as it needs. */
export function listed(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(/,\s*|\n/)
    .map((one) => one.trim())
    .filter(Boolean);
}
