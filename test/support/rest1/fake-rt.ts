import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { takeEndOfShow, withEndOfBytes, withEndOfShow } from './end-of-show.js';

/** One request as it reached the fake. */
export interface SeenRequest {
  /** Path below `/REST/1.0/`, empty for a login. */
  readonly path: string;
  readonly cookie: string | undefined;
  readonly authorization: string | undefined;
  readonly params: URLSearchParams;
  /** Whether it asks for the object that shows where the answer to a `show` ends. */
  readonly asksForEnd: boolean;
}

/** What one path answers: a body, or whatever it does with the response itself. */
export type Answer =
  | string
  | ((request: SeenRequest, response: ServerResponse) => string | undefined | Promise<string>);

/** Sessions, logins and answers of RT's REST 1.0 in memory, and a record of all that was asked. */
export interface FakeRt {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** How often a password or token was checked, right or wrong. */
  readonly logins: number;
  readonly sessions: ReadonlySet<string>;
  /** The most requests, and of them logins, that it has had in hand at once. */
  readonly busiest: { all: number; logins: number };
  /** Passwords by user name. */
  readonly passwords: Map<string, string>;
  /** Answers by path, or by the object that is shown for its bytes or as a new one; what has none gets an empty 200. */
  readonly answers: Map<string, Answer>;
  /** Does this to every answer, whatever was asked. */
  fails: ((response: ServerResponse) => void) | undefined;
  /** Logins are taken and their answers lost. */
  losesLogins: boolean;
  /** Restarts as another version, whose sessions have another name: none is left. */
  upgrade(version: string, cookieName: string): void;
  /** Ends all sessions, as RT's session cleaner does. */
  forgetSessions(): void;
  close(): Promise<void>;
}

export const ok = 'RT/5.0.3 200 Ok\n\n';
/** RT's answer to a search that finds nothing. */
export const nothingFound = `${ok}No matching results.\n\n\n`;
const refused = 'RT/5.0.3 401 Credentials required\n\nYour username or password is incorrect\n';

export async function startFakeRt(options: { readonly delayMs?: number } = {}): Promise<FakeRt> {
  const requests: SeenRequest[] = [];
  const sessions = new Map<string, string>();
  const passwords = new Map([['alice', 'secret']]);
  const answers = new Map<string, Answer>();
  const inHand = { all: 0, logins: 0 };
  const busiest = { all: 0, logins: 0 };
  let logins = 0;
  let issued = 0;
  let cookieName = 'RT_SID_help.example.com.8081';
  let version = '5.0.3';

  function newCookie(): string {
    issued++;
    return `${cookieName}=${String(issued).padStart(32, '0')}`;
  }

  function logIn(user: string, correct: boolean, response: ServerResponse): string {
    logins++;
    const cookie = newCookie();
    response.setHeader('set-cookie', `${cookie}; path=/; HttpOnly`);
    if (!correct) return refused;
    sessions.set(cookie, user);
    return `${ok}# Invalid object specification: ''\n\nid: \n\n`;
  }

  function answerTo(
    request: SeenRequest,
    response: ServerResponse,
  ): string | undefined | Promise<string> {
    const user = request.params.get('user');
    const known = sessions.get(request.cookie ?? '');
    if (known === undefined && user !== null && fake.losesLogins) {
      response.destroy();
      return undefined;
    }
    if (known === undefined && user !== null) {
      return logIn(user, passwords.get(user) === request.params.get('pass'), response);
    }
    if (known === undefined && request.authorization?.startsWith('token ')) {
      return logIn('alice', request.authorization === 'token 1-14-secret', response);
    }
    if (known === undefined) {
      response.setHeader('set-cookie', `${newCookie()}; path=/; HttpOnly`);
      return 'RT/5.0.3 401 Credentials required\n';
    }
    response.setHeader('set-cookie', `${request.cookie}; path=/; HttpOnly`);
    if (request.path === 'logout') {
      sessions.delete(request.cookie ?? '');
      return 'RT/5.0.3 200 Ok\n';
    }
    const [id = ''] = request.params.getAll('id');
    const isNewTicket = id === 'ticket/new';
    const answer = answers.get(/\/(?:new|content)$/.test(id) ? id : request.path);
    if (typeof answer === 'function') return answer(request, response);
    if (answer === undefined && isNewTicket) {
      const now = new Date().toISOString().slice(0, 19).replace('T', ' ');
      return `${ok}# Required: id, Queue\n\nid: ticket/new\nRequestor: ${known}\nStarts: ${now}\n\n`;
    }
    return answer ?? ok;
  }

  function count({ params }: SeenRequest, response: ServerResponse): void {
    const isLogin = params.has('user');
    const change = (by: number) => {
      inHand.all += by;
      if (isLogin) inHand.logins += by;
    };
    change(1);
    response.once('close', () => change(-1));
    busiest.all = Math.max(busiest.all, inHand.all);
    busiest.logins = Math.max(busiest.logins, inHand.logins);
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
    const params = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
    const end = takeEndOfShow(params);
    const request: SeenRequest = {
      path: (incoming.url ?? '').replace('/REST/1.0/', ''),
      cookie: incoming.headers.cookie,
      authorization: incoming.headers.authorization,
      params,
      asksForEnd: end !== undefined,
    };
    requests.push(request);
    count(request, response);
    if (options.delayMs) await new Promise((resolve) => setTimeout(resolve, options.delayMs));
    if (fake.fails) {
      fake.fails(response);
      return;
    }
    const told = await answerTo(request, response);
    if (told === undefined) return;
    const body = told.replace(/^RT\/5\.0\.3 /, `RT/${version} `);
    response.setHeader('content-type', 'text/plain; charset=utf-8');
    const isBytes = (request.params.get('id') ?? '').endsWith('/content');
    response.end((isBytes ? withEndOfBytes : withEndOfShow)(body, end));
  }

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The fake has no port.');
  const fake: FakeRt = {
    fails: undefined,
    losesLogins: false,
    busiest,
    url: `http://127.0.0.1:${address.port}`,
    requests,
    get logins() {
      return logins;
    },
    get sessions() {
      return new Set(sessions.keys());
    },
    passwords,
    answers,
    upgrade(to, named) {
      version = to;
      cookieName = named;
      sessions.clear();
    },
    forgetSessions: () => sessions.clear(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}
