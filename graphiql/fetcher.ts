import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import {
  type DocumentNode,
  type GraphQLSchema,
  getIntrospectionQuery,
  getOperationAST,
} from 'graphql';
import { createClient } from 'graphql-sse';
import { chosenFiles } from './chosen-files.js';
import { multipartBody } from './multipart.js';
import { timedRun } from './timed-run.js';

/** Where a request of this page goes, and what it needs besides its own headers. */
export interface Endpoint {
  readonly url: string;
  /** The schema that was loaded last, if any. */
  readonly schema: () => GraphQLSchema | null | undefined;
  /** Called when an answer is 401: the request's login is missing or RT refuses it. */
  readonly onUnauthenticated: () => void;
}

/** The header that lets a multipart request or a GET query pass the server's CSRF gate. */
const csrfHeader = 'x-graphql-yoga-csrf';

/** The header that asks for what an operation asked of RT, and what it cost. */
const traceHeader = 'x-rt-trace';

type Params = Parameters<Fetcher>[0];
type Options = Parameters<Fetcher>[1];
type Sent = ReturnType<Fetcher>;

/** What GraphiQL runs operations with. Deferred parts and the events of a subscription are shown as they come. */
export function createFetcher({ url, schema, onUnauthenticated }: Endpoint): Fetcher {
  const fetchFn = async (input: RequestInfo | URL, init?: RequestInit) => {
    const response = await fetchAnswer(input, init);
    if (response.status === 401) onUnauthenticated();
    return response;
  };

  function send(params: Params, options: Options): Sent {
    const document = options?.documentAST;
    const operation = document && getOperationAST(document, params.operationName);
    if (operation?.operation === 'subscription') return listen(params, options);
    const form = document && formOf(params, document, schema());
    // The body is a form where there are files; the browser says where its parts begin.
    const fetchForm = (input: RequestInfo | URL, init: RequestInit = {}) => {
      const headers = new Headers(init.headers);
      headers.delete('content-type');
      return fetchFn(input, { ...init, headers, ...(form && { body: form }) });
    };
    return createGraphiQLFetcher({ url, fetch: form ? fetchForm : fetchFn })(params, options);
  }

  function listen({ query, variables, operationName }: Params, options: Options) {
    const client = createClient({
      url,
      fetchFn,
      headers: options?.headers ?? {},
      retryAttempts: 0,
    });
    // The two packages differ in what they call extensions.
    return client.iterate({
      query,
      variables,
      ...(operationName != null && { operationName }),
    }) as Sent;
  }

  return (params, options) => {
    // GraphiQL's own request for the schema is no run.
    if (options?.documentAST === undefined) return send(withOneOf(params), options);
    const typed = Object.keys(options.headers ?? {}).some(
      (name) => name.toLowerCase() === traceHeader,
    );
    const headers = { [traceHeader]: '1', ...options.headers };
    return timedRun(async () => send(params, { ...options, headers }), { keepExtensions: typed });
  };
}

/** GraphiQL does not ask which inputs take exactly one field. */
function withOneOf(params: Params): Params {
  if (params.operationName !== 'IntrospectionQuery') return params;
  const query = getIntrospectionQuery({
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
  });
  return { ...params, query };
}

/** The multipart request's body, where the variables name files. */
function formOf(
  { query, variables, operationName }: Params,
  document: DocumentNode,
  schema: GraphQLSchema | null | undefined,
): FormData | undefined {
  if (!schema) return undefined;
  const files = chosenFiles.of(schema, document, operationName ?? undefined, variables ?? {});
  if (files.length === 0) return undefined;
  return multipartBody(
    { query, variables, ...(operationName != null && { operationName }) },
    files,
  );
}

/**
 * `fetch` for this page's requests, whatever the HTTP status of their answer.
 *
 * @throws Error when the answer is not JSON, as from a proxy in between.
 */
export async function fetchAnswer(
  input: RequestInfo | URL,
  init: RequestInit = {},
): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set(csrfHeader, '1');
  // With credentials, a browser answers a 401 by its own password window, and remembers what
  // was typed there for every later request. Only the headers that are visible here may count.
  const response = await fetch(input, { ...init, headers, credentials: 'omit' });
  if (/json|multipart|event-stream/.test(response.headers.get('content-type') ?? ''))
    return response;
  const start = (await response.text()).trim().slice(0, 200);
  throw new Error(`The server answered ${response.status} without JSON: ${start || '(nothing)'}`);
}
