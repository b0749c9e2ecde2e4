import type { App } from '../../../src/server/app.js';
import { type Answer, ask } from './ask.js';

/** What every mutation tells, and whatever else the test asked for. */
export interface Payload {
  readonly outcome: 'APPLIED' | 'PARTIAL' | 'REJECTED' | 'UNCHANGED';
  readonly userErrors: readonly {
    readonly code: string;
    readonly message: string;
    readonly path: readonly string[];
    readonly rtMessage: string | null;
  }[];
  readonly messages: readonly string[];
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's own.
  readonly [field: string]: any;
}

/** How a mutation is asked. */
export interface MutationOptions {
  /** More fields of the payload, `ticket { number }` for example. */
  readonly fields?: string;
  readonly as?: string;
}

/** Sends one mutation. Its payload is `data.payload` of the answer, null where there are GraphQL errors. */
export function sendMutation(
  app: App,
  name: string,
  input: Readonly<Record<string, unknown>>,
  { fields = '', as = 'root' }: MutationOptions = {},
): Promise<Answer> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  return ask(app, {
    query: `mutation ($input: ${type}!) { payload: ${name}(input: $input) {
      outcome messages userErrors { code message path rtMessage } ${fields}
    } }`,
    variables: { input },
    as,
  });
}

/** The payload of a mutation that GraphQL has to let through. Throws its errors. */
export async function mutate(
  app: App,
  name: string,
  input: Readonly<Record<string, unknown>>,
  options: MutationOptions = {},
): Promise<Payload> {
  const { data, errors } = await sendMutation(app, name, input, options);
  if (errors !== undefined) throw new Error(JSON.stringify(errors, undefined, 1));
  return data.payload;
}

/** A ticket of the test's own. Throws when all of it was not created. */
export async function newTicket(
  app: App,
  input: Readonly<Record<string, unknown>> = {},
): Promise<number> {
  const payload = await mutate(
    app,
    'createTicket',
    { queue: 'General', subject: 'a test of its own', ...input },
    { fields: 'ticket { number }' },
  );
  if (payload.outcome !== 'APPLIED') throw new Error(JSON.stringify(payload, undefined, 1));
  return payload['ticket'].number;
}

/** Several such tickets, one after the other: a loaded server lets few requests of a caller wait. */
export async function newTickets(
  app: App,
  inputs: readonly Readonly<Record<string, unknown>>[],
): Promise<readonly number[]> {
  const numbers: number[] = [];
  for (const input of inputs) numbers.push(await newTicket(app, input));
  return numbers;
}

const write = /^(?:edit|ticket|\w+\/(?:new|edit|comment|correspond|link|take|merge))$/;

/** The writes that RT was asked for, by name. */
export function writesOf({ rt }: Answer): readonly string[] {
  return rt.calls.map(({ operation }) => operation).filter((name) => write.test(name));
}

/** What was not done: code and place of each user error. */
export function refusalsOf({ userErrors }: Payload): readonly string[] {
  return userErrors.map(({ code, path }) => `${code} ${path.join('.')}`);
}
