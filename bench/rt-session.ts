import { Pool } from 'undici';

/** What a contender cost RT's web server. */
export interface Traffic {
  readonly requests: number;
  /** Bytes of RT's answers, without headers. */
  readonly bytes: number;
}

export const noTraffic: Traffic = { requests: 0, bytes: 0 };

/**
 * One login at RT on connections that are kept open. RT's session cookie also opens REST 2.0, so the
 * same session serves both. Requests and bytes are counted here, logins apart.
 */
export class RtSession {
  readonly #pool: Pool;
  /** RT's session cookie, `name=value`. */
  readonly cookie: string;
  #traffic: Traffic = noTraffic;

  private constructor(pool: Pool, cookie: string) {
    this.#pool = pool;
    this.cookie = cookie;
  }

  /**
   * Checks the password once: RT takes about 220 ms for that, which no contender is charged with. RT serves
   * REST 1.0 requests of one session one after the other, so only REST 2.0 gains by more connections.
   */
  static async logIn(
    url: string,
    user: string,
    password: string,
    connections = 1,
  ): Promise<RtSession> {
    // Starman closes connections that were idle for a second; ours go first.
    const pool = new Pool(url, { keepAliveTimeout: 600, connections });
    const { headers, body } = await pool.request({
      method: 'POST',
      path: '/REST/1.0/',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'en' },
      body: new URLSearchParams({ user, pass: password }).toString(),
    });
    const text = await body.text();
    const cookie = /^[^;]+/.exec(String(headers['set-cookie']))?.[0];
    if (cookie === undefined || !/^RT\/\S+ 200 /.test(text)) {
      throw new Error(`RT refuses ${user}: ${text}`);
    }
    return new RtSession(pool, cookie);
  }

  /** A GET below RT's root, e.g. `/REST/1.0/ticket/1/show`. */
  get(path: string): Promise<string> {
    return this.#send(path, undefined);
  }

  /** A form posted to a path below RT's root. A name may come more than once. */
  post(path: string, params: readonly (readonly [string, string])[]): Promise<string> {
    return this.#send(path, {
      type: 'application/x-www-form-urlencoded',
      text: new URLSearchParams(params.map(([k, v]) => [k, v])).toString(),
    });
  }

  /** A value posted as JSON, as the searches of REST 2.0 take it. */
  postJson(path: string, value: unknown): Promise<string> {
    return this.#send(path, { type: 'application/json', text: JSON.stringify(value) });
  }

  async #send(
    path: string,
    sent: { readonly type: string; readonly text: string } | undefined,
  ): Promise<string> {
    const { statusCode, body } = await this.#pool.request({
      method: sent === undefined ? 'GET' : 'POST',
      path,
      headers: {
        cookie: this.cookie,
        'accept-language': 'en',
        ...(sent !== undefined && { 'content-type': sent.type }),
      },
      ...(sent !== undefined && { body: sent.text }),
    });
    const text = Buffer.from(await body.arrayBuffer());
    this.#traffic = {
      requests: this.#traffic.requests + 1,
      bytes: this.#traffic.bytes + text.length,
    };
    if (statusCode !== 200) {
      throw new Error(`RT answered ${statusCode} to ${path}: ${text.toString('utf8', 0, 200)}`);
    }
    return text.toString('utf8');
  }

  /** What was sent since the last call. */
  takeTraffic(): Traffic {
    const traffic = this.#traffic;
    this.#traffic = noTraffic;
    return traffic;
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}

/** The traffic of several sessions, taken together. */
export function takeTraffic(sessions: readonly RtSession[]): Traffic {
  return sessions
    .map((session) => session.takeTraffic())
    .reduce(
      (sum, one) => ({ requests: sum.requests + one.requests, bytes: sum.bytes + one.bytes }),
      noTraffic,
    );
}
