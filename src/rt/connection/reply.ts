import { CredentialsError, RtBadReplyError, RtCrashError } from '../errors.js';
import { isWebPage } from '../failure.js';
import { scrub } from './scrub.js';

/** One answer of RT, its status line taken off. */
export interface Reply {
  /** RT's version as the status line prints it, e.g. `5.0.3+dfsg-3~deb12u6`. Empty for an empty body. */
  readonly version: string;
  /** The number in RT's status line. HTTP's own status is nearly always 200 and means nothing. */
  readonly status: number;
  readonly statusText: string;
  /** What follows the status line and its blank line, decoded as UTF-8. */
  readonly payload: string;
  /** RT sent nothing at all: a no-op edit, an empty or hidden list. */
  readonly empty: boolean;
}

const statusLine = /^RT\/(\S+) (\d{3}) ([^\n]*)\n\n?/;

/**
 * Reads RT's status line, the only real status there is.
 *
 * An empty body is an answer too ("nothing to say"). A body without a status line is a Perl error
 * ({@link RtCrashError}), or a page of some proxy, and becomes {@link RtBadReplyError}; `401` becomes
 * {@link CredentialsError}.
 */
export function parseReply(answer: string): Reply {
  // Some proxies put a byte order mark before every text.
  const body = answer.replace(/^\uFEFF/, '');
  if (body === '') return { version: '', status: 200, statusText: 'Ok', payload: '', empty: true };
  const match = statusLine.exec(body);
  if (!match) throw badReply(body);
  const [line, version = '', status = '', statusText = ''] = match;
  const payload = body.slice(line.length);
  if (status === '401') {
    throw new CredentialsError('RT does not accept these credentials.', {
      ...(payload.trim() && { rtMessage: payload.trim() }),
    });
  }
  return { version, status: Number(status), statusText, payload, empty: false };
}

function badReply(body: string): RtBadReplyError {
  if (isWebPage(body)) {
    return new RtBadReplyError('RT returned a web page instead of a REST 1.0 response.', {
      failure: 'login-page',
    });
  }
  if (!isCrash(body)) {
    return new RtBadReplyError(
      'RT returned something other than a REST 1.0 response, or the response is incomplete.',
    );
  }
  const first = scrub(body.slice(0, 2000)).split('\n')[0] ?? '';
  return new RtCrashError('RT failed while preparing its response.', {
    ...(first && { rtMessage: first.slice(0, 300) }),
  });
}

/** Perl names a line where it died, or lists the calls; RT has a sentence for what dies outside its REST layer. */
function isCrash(body: string): boolean {
  const start = body.slice(0, 4000);
  return / line \d+|^Stack:/m.test(start) || start.startsWith('An internal RT error');
}
