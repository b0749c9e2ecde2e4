/** What the server tells its page: whom it talks to, and as whom it asks for callers without a login. */
export interface About {
  /** Host and port of RT; undefined where the server did not say. */
  readonly rt?: string;
  /** The built-in sandbox's logins; absent where a real RT is behind. */
  readonly logins?: readonly DemoLogin[];
  /** The account for requests without a login: its name in the sandbox, true elsewhere, absent if there is none. */
  readonly account?: string | true;
}

/** A login of the sandbox, and what it is good for. */
export interface DemoLogin {
  readonly user: string;
  readonly password: string;
  readonly what: string;
}

/** Reads what the server wrote into the page. */
export function readAbout(page: Pick<Document, 'querySelector'>): About {
  const text = page.querySelector('meta[name="rt-graphql"]')?.getAttribute('content');
  // Of this server's own page; another version's page comes with files of its own.
  return text == null ? {} : (JSON.parse(text) as About);
}

/** Whom the page talks to, in a few words. */
export function targetOf({ rt, logins }: About): string {
  if (logins !== undefined) return 'Sandbox: a made-up help desk, in memory';
  return rt === undefined ? 'Request Tracker' : `RT at ${rt}`;
}

/** Who asks when nobody has signed in. */
export function withoutLogin({ account }: About): string {
  if (account === undefined) return 'Not signed in';
  return account === true ? 'The server’s own account' : account;
}
