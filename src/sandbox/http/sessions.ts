import { createHash, randomBytes } from 'node:crypto';

/** Who is logged in, by the id in the cookie. */
export interface Sessions {
  /** The name of the cookie. */
  readonly cookie: string;
  /** The session a request brings along, if the sandbox knows it. */
  find(header: string | undefined): string | undefined;
  create(): string;
  userId(session: string): number | undefined;
  logIn(session: string, userId: number): void;
  end(session: string): void;
}

/** Sessions as RT names them: `RT_SID_<rtname>.<port>`. */
export function createSessions(rtName: string, port: () => number): Sessions {
  const users = new Map<string, number | undefined>();
  const cookieName = (): string => `RT_SID_${rtName}.${port()}`;
  return {
    get cookie() {
      return cookieName();
    },
    find: (header) =>
      (header ?? '')
        .split(/;\s*/)
        .filter((pair) => pair.startsWith(`${cookieName()}=`))
        .map((pair) => pair.slice(cookieName().length + 1))
        .find((id) => users.has(id)),
    create: () => {
      const id = randomBytes(16).toString('hex');
      users.set(id, undefined);
      return id;
    },
    userId: (session) => users.get(session),
    logIn: (session, userId) => void users.set(session, userId),
    end: (session) => void users.delete(session),
  };
}

/** The login token of a user of the sandbox, as RT 5 writes tokens: `1-<user id>-<32 hex>`. */
export function sandboxToken(userId: number, name: string): string {
  return `1-${userId}-${createHash('md5').update(name).digest('hex')}`;
}
