import { request } from 'undici';
import { fixedLimits } from '../limits.js';
import { failureOfConnection, failureOfStatus, isWebPage } from '../rt/failure.js';
import type { Failure } from '../rt/failures.js';

/** Why RT's REST 1.0 does not answer, or why nothing more is to be sent here. */
export interface NotReady {
  readonly cause: Failure | 'stopping';
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
 *
 * @param tell hears the result of each probe
 */
export function createReadiness(
  rtUrl: string,
  tell?: (answer: NotReady | undefined) => void,
): Readiness {
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
      if (tell) void answer.then(tell);
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
  // Half a line may be the start of anything.
  if (status === 200 && /^RT\/\d\S* \d{3} [^\n]*\n/.test(start)) return undefined;
  const failure = status === 200 && isWebPage(start) ? 'login-page' : failureOfStatus(status);
  return { cause: failure, message: messages[failure](status) };
}

function unreachable(error: unknown): NotReady {
  const isLate = error instanceof Error && error.name === 'TimeoutError';
  const cause = isLate ? 'timeout' : failureOfConnection(error);
  return { cause, message: messages[cause]() };
}

const messages: Readonly<Record<Failure, (status?: number) => string>> = {
  dns: () => 'RT is unreachable: the host name is unknown.',
  refused: () => 'RT is unreachable: the connection was refused.',
  tls: () => 'RT is unreachable: TLS failed. To trust your own CA, set NODE_EXTRA_CA_CERTS.',
  timeout: () => 'RT did not respond in time.',
  unreachable: () => 'RT is unreachable.',
  path: (status) => `RT_URL does not lead to RT: there is no REST/1.0 below it (HTTP ${status}).`,
  redirect: () =>
    'RT_URL redirects to another address or a single sign-on. REST 1.0 must respond without a redirect.',
  'login-page': (status) =>
    `A web page or login form responds instead of REST 1.0 (HTTP ${status}).`,
  'bad-reply': (status) => `RT's web server does not respond as REST 1.0 (HTTP ${status}).`,
};
