import { errors, request } from 'undici';
import { fixedLimits } from '../limits.js';

/** Why RT's REST 1.0 does not answer, or why nothing more is to be sent here. */
export interface NotReady {
  readonly cause:
    | 'bad-reply'
    | 'dns'
    | 'login-page'
    | 'path'
    | 'redirect'
    | 'refused'
    | 'stopping'
    | 'timeout'
    | 'tls'
    | 'unreachable';
  readonly message: string;
}

/** Whether RT's REST 1.0 answers: undefined, or why it does not. */
export type Readiness = () => Promise<NotReady | undefined>;

/** What `/ready` says from SIGTERM on. */
export const stopping: NotReady = { cause: 'stopping', message: 'The server is stopping.' };

/**
 * A probe of RT's REST 1.0 that is sent at most every two seconds however often `/ready` is asked. It logs nobody in:
 * RT's answer to a stranger shows that it is there. RT opens a session for every request without one, so each probe
 * brings along the session of the last.
 */
export function createReadiness(rtUrl: string): Readiness {
  let checked = 0;
  let answer: Promise<NotReady | undefined> | undefined;
  let cookie: string | undefined;
  async function probe(): Promise<NotReady | undefined> {
    try {
      const { statusCode, headers, body } = await request(`${rtUrl}/REST/1.0/`, {
        method: 'POST',
        headers: { 'accept-encoding': 'identity', ...(cookie !== undefined && { cookie }) },
        signal: AbortSignal.timeout(fixedLimits.maxProbeMs),
        reset: true,
      });
      const given = [headers['set-cookie'] ?? []].flat();
      cookie = /^RT_SID_[^=;\s]+=[0-9a-f]+/.exec(given.join('\n'))?.[0] ?? cookie;
      return judge(statusCode, await startOf(body));
    } catch (error) {
      return unreachable(error);
    }
  }
  return () => {
    if (!answer || Date.now() - checked > fixedLimits.maxProbeAgeMs) {
      checked = Date.now();
      answer = probe();
    }
    return answer;
  };
}

/** The first bytes of an answer, as text. A login page may be long, and only its start is looked at. */
async function startOf(body: AsyncIterable<Buffer>): Promise<string> {
  let start = '';
  for await (const chunk of body) {
    start += chunk.toString('latin1');
    if (start.length > 1024) break;
  }
  // A proxy may put a byte order mark before it.
  return start.replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
}

function judge(status: number, start: string): NotReady | undefined {
  if (status === 200 && /^RT\/\d\S* \d{3} /.test(start)) return undefined;
  if (status >= 300 && status < 400) {
    return {
      cause: 'redirect',
      message:
        'RT_URL redirects elsewhere, to another address or a single sign-on. REST 1.0 has to answer itself.',
    };
  }
  if (status === 404) {
    return {
      cause: 'path',
      message: 'RT_URL does not lead to RT: REST/1.0 below it is missing (HTTP 404).',
    };
  }
  if (status === 401 || status === 403 || (status === 200 && /^<(?:!|html)/i.test(start))) {
    return {
      cause: 'login-page',
      message: `A web page or login answers instead of REST 1.0 (HTTP ${status}).`,
    };
  }
  return {
    cause: 'bad-reply',
    message: `RT's web server does not answer as REST 1.0 (HTTP ${status}).`,
  };
}

function unreachable(error: unknown): NotReady {
  const code = codeOf(error);
  if (code === 'ECONNREFUSED') {
    return { cause: 'refused', message: 'RT cannot be reached: the connection was refused.' };
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return { cause: 'dns', message: "RT cannot be reached: its host's name is unknown." };
  }
  if (/^(?:CERT_|DEPTH_|ERR_(?:TLS|SSL)_|SELF_|UNABLE_|EPROTO)/.test(code)) {
    return { cause: 'tls', message: `RT cannot be reached: TLS failed (${code}).` };
  }
  const isLate =
    error instanceof errors.ConnectTimeoutError ||
    (error instanceof Error && error.name === 'TimeoutError');
  return isLate
    ? { cause: 'timeout', message: 'RT did not answer in time.' }
    : { cause: 'unreachable', message: 'RT cannot be reached.' };
}

/** An error's code; of several attempts, the first one's. */
function codeOf(error: unknown): string {
  const one: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return one instanceof Error && 'code' in one ? String(one.code) : '';
}
