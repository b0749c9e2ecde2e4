import { Client } from 'undici';

/** A GraphQL server on one connection that is kept open. */
export interface GraphqlClient {
  /** Sends an operation and returns the whole answer. Throws when it has errors. */
  ask<T>(query: string): Promise<GraphqlAnswer<T>>;
  close(): Promise<void>;
}

export interface GraphqlAnswer<T> {
  readonly data: T;
  /** What the operation cost RT; absent from servers that do not tell. */
  readonly extensions?: {
    readonly rt?: {
      readonly requests: number;
      readonly bytes: number;
      readonly logins: number;
      readonly calls: readonly {
        readonly operation: string;
        readonly objects: number;
        readonly ms: number;
      }[];
    };
  };
}

export function graphqlClient(
  url: string,
  headers: Readonly<Record<string, string>>,
): GraphqlClient {
  const client = new Client(url, { keepAliveTimeout: 2000 });
  return {
    async ask<T>(query: string) {
      const { body } = await client.request({
        method: 'POST',
        path: '/graphql',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      });
      const text = await body.text();
      // The data have the shape of the query, which only the caller knows.
      const answer = JSON.parse(text) as GraphqlAnswer<T> & { readonly errors?: unknown };
      if (answer.errors !== undefined) throw new Error(`GraphQL errors: ${text.slice(0, 500)}`);
      return answer;
    },
    close: () => client.close(),
  };
}

/** The header of a login with a password. */
export function basic(user: string, password: string): Readonly<Record<string, string>> {
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}
