import type { IncomingHttpHeaders } from 'node:http';
import { plainText, type Reply, rawReply, statusReply } from '../rest/answer.js';
import type { Store } from '../store/store.js';
import { languageOf, logIn, logInToPage, refusedText } from './log-in.js';
import { type Params, percentDecode } from './params.js';
import { answerCaller } from './route.js';
import { searchPage, searchPagePath } from './search-page.js';
import type { Sessions } from './sessions.js';
import { ticketPage, ticketPagePath } from './ticket-page.js';
import { refuseLogin } from './web-page.js';

/** A request as far as it matters to RT. */
export interface RestRequest {
  /** As it was sent, without the query. */
  readonly urlPath: string;
  readonly headers: IncomingHttpHeaders;
  readonly params: Params;
}

/** An answer, the session it belongs to, and who got it. */
export interface Answered {
  readonly reply: Reply;
  readonly session: string;
  readonly user: string | undefined;
}

const notFound = '<!DOCTYPE html>\n<html><head><title>Page not found</title></head></html>\n';

const restOnly =
  'Error: This login session belongs to a REST client, and cannot be used to\n' +
  'access non-REST interfaces of RT for security reasons.\n\n' +
  'Please log out and back in to obtain a session for normal browsing.  If\n' +
  "you understand the security implications, disabling RT's CSRF protection\n" +
  'will remove this restriction.\n';

/** What comes after `/REST/1.0/`, decoded and without slashes at the ends, or undefined. */
export function restPath(urlPath: string): string | undefined {
  const path = percentDecode(urlPath).replace(/\/+/g, '/');
  const match = /^\/REST\/1\.0(?:\/(.*))?$/s.exec(path);
  return match === null ? undefined : (match[1] ?? '').replace(/\/$/, '');
}

function outsideRest(urlPath: string, isLoggedIn: boolean): Reply {
  if (isLoggedIn && urlPath.endsWith('.html')) {
    return rawReply(restOnly);
  }
  return {
    httpStatus: 404,
    contentType: 'text/html; charset=utf-8',
    body: Buffer.from(notFound),
  };
}

const toSelfService = (host: string): Reply => ({
  httpStatus: 302,
  contentType: 'text/html; charset=utf-8',
  body: Buffer.alloc(0),
  location: `http://${host}/SelfService/`,
});

/** RT's web interface has one page here: what a ticket's URL leads to. */
function answerPage(
  store: Store,
  session: string,
  { urlPath, params, headers }: RestRequest,
): Answered {
  const login = logInToPage(store, params, headers);
  // All that the sandbox has is a sample, and without a login callers are root wherever it is served.
  const user = login ?? [...store.users.values()].find(({ name }) => name === 'root');
  if (typeof user !== 'object') return { reply: refuseLogin(), session, user: undefined };
  const language = languageOf(user, headers['accept-language']);
  const caller = { store, user, language };
  const named = new Map(params.pairs);
  const reply =
    urlPath === searchPagePath
      ? searchPage(caller, named)
      : ticketPage(caller, named.get('id') ?? '');
  return { reply, session, user: user.name };
}

/** Logs the caller in if need be and answers as RT does. */
export function answerRequest(store: Store, sessions: Sessions, request: RestRequest): Answered {
  const { urlPath, headers, params } = request;
  const session = sessions.find(headers.cookie) ?? sessions.create();
  const path = restPath(urlPath);
  if (path === undefined) {
    const known = sessions.userId(session) !== undefined;
    return [ticketPagePath, searchPagePath].includes(urlPath) && !known
      ? answerPage(store, session, request)
      : { reply: outsideRest(urlPath, known), session, user: undefined };
  }
  if (path === 'NoAuth/mail-gateway') {
    const reply = rawReply('not ok - operation unsuccessful\n', plainText);
    return { reply, session, user: undefined };
  }
  const login = logIn(store, sessions, session, params, headers);
  const language = languageOf(
    typeof login === 'object' ? login : undefined,
    headers['accept-language'],
  );
  if (login === undefined || login === 'refused') {
    const problem = refusedText[language] ?? refusedText.en ?? '';
    const payload = login === undefined ? '' : `\n${problem}\n`;
    const reply = statusReply('401 Credentials required', payload);
    return { reply, session, user: undefined };
  }
  if (!login.privileged) {
    const reply = toSelfService(headers.host ?? 'localhost');
    return { reply, session, user: login.name };
  }
  if (path === 'logout') {
    sessions.end(session);
    return { reply: statusReply('200 Ok', ''), session: sessions.create(), user: login.name };
  }
  const reply = answerCaller({ store, user: login, language }, path, params);
  return { reply, session, user: login.name };
}
