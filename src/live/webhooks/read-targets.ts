import { createHash } from 'node:crypto';
import { coerceInputValue, isInputType } from 'graphql';
import { fixedLimits } from '../../limits.js';
import type { Credentials } from '../../rt/connection/credentials.js';
import { nameIn } from '../../rt/connection/own-user.js';
import { Secret } from '../../rt/connection/secret.js';
import { InvalidInputError } from '../../rt/errors.js';
import { checkTicketSql } from '../../rt/ticket-sql.js';
import { buildSchema } from '../../schema/schema.js';
import type { TicketFilterInput } from '../../schema/ticket/filter.js';
import type { WebhookTarget } from './target.js';

const members = ['url', 'secret', 'filter', 'query', 'user', 'password', 'token'];

/** Says what is wrong with a member of a target. */
type Complain = (problem: string) => void;

/**
 * Reads the targets of webhooks from a file's JSON. What is wrong with them goes to `problems`, without a value: most of
 * them are secrets.
 */
export function readTargets(value: unknown, problems: string[]): readonly WebhookTarget[] {
  if (!Array.isArray(value) || value.length > fixedLimits.maxWebhooks) {
    problems.push(`WEBHOOKS must be a list of up to ${fixedLimits.maxWebhooks} targets.`);
    return [];
  }
  const targets: WebhookTarget[] = [];
  for (const [at, given] of value.entries()) {
    const name = `WEBHOOKS[${at + 1}]`;
    const target = readTarget(name, given, (problem) => problems.push(`${name}${problem}`));
    const twin = target && targets.find(({ key }) => key === target.key);
    if (twin) problems.push(`${name} has the same URL, search and account as ${twin.name}.`);
    else if (target) targets.push(target);
  }
  return targets;
}

function readTarget(name: string, given: unknown, complain: Complain): WebhookTarget | undefined {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    complain(' must be an object.');
    return undefined;
  }
  const fields = new Map<string, unknown>(Object.entries(given));
  if ([...fields.keys()].some((field) => !members.includes(field))) {
    complain(` can only have the members ${members.join(', ')}.`);
  }
  const url = readUrl(fields.get('url'), complain);
  const secret = readSecret(fields.get('secret'), complain);
  const credentials = readCredentials(fields, complain);
  const search = readSearch(fields, complain);
  if (!url || !secret || !credentials || !search) return undefined;
  const place = [url, fields.get('filter'), fields.get('query'), accountIn(credentials)];
  return {
    name,
    key: createHash('sha256').update(JSON.stringify(place)).digest('base64url'),
    url: new Secret(url),
    secret: new Secret(secret),
    search,
    credentials,
  };
}

function readUrl(url: unknown, complain: Complain): string | undefined {
  if (typeof url === 'string' && URL.canParse(url)) {
    const { protocol, username, password, hash, href } = new URL(url);
    if (/^https?:$/.test(protocol) && !username && !password && !hash) return href;
  }
  complain('.url must be an http or https URL without credentials and fragment.');
  return undefined;
}

function readSecret(secret: unknown, complain: Complain): string | undefined {
  const encoded = typeof secret === 'string' ? /^whsec_([\w+/]+=*)$/.exec(secret)?.[1] : undefined;
  const bytes = Buffer.from(encoded ?? '', 'base64');
  const isWhole = bytes.toString('base64').replace(/=+$/, '') === encoded?.replace(/=+$/, '');
  if (isWhole && bytes.length >= fixedLimits.minWebhookSecretBytes) return String(secret);
  const least = fixedLimits.minWebhookSecretBytes;
  complain(`.secret must be whsec_ and at least ${least} random bytes in base64.`);
  return undefined;
}

function readCredentials(
  fields: ReadonlyMap<string, unknown>,
  complain: Complain,
): Credentials | undefined {
  const [user, password, token] = ['user', 'password', 'token'].map((field) => fields.get(field));
  const isText = (value: unknown): value is string =>
    typeof value === 'string' && value !== '' && !/\p{Cc}/u.test(value);
  if (isText(token) && user === undefined && password === undefined) {
    return { scheme: 'token', token: new Secret(token) };
  }
  if (isText(user) && isText(password) && token === undefined) {
    return { scheme: 'password', user, password: new Secret(password) };
  }
  complain(' needs the user and password, or the token, of the RT account that reads the changes.');
  return undefined;
}

/** Neither filter nor query is every ticket that the account sees. */
function readSearch(
  fields: ReadonlyMap<string, unknown>,
  complain: Complain,
): WebhookTarget['search'] | undefined {
  const [filter, query] = [fields.get('filter'), fields.get('query')];
  if (filter === undefined && query === undefined) return {};
  if (filter !== undefined && query !== undefined) {
    complain(' can have either filter or query, not both.');
    return undefined;
  }
  return query === undefined ? readFilter(filter, complain) : readQuery(query, complain);
}

function readQuery(query: unknown, complain: Complain): WebhookTarget['search'] | undefined {
  try {
    if (typeof query === 'string' && query.trim() !== '') {
      checkTicketSql(query.trim());
      return { query };
    }
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
  }
  complain('.query must be TicketSQL.');
  return undefined;
}

function readFilter(given: unknown, complain: Complain): WebhookTarget['search'] | undefined {
  const type = buildSchema().getType('TicketFilter');
  if (!isInputType(type)) throw new Error('The schema has no TicketFilter.');
  let isValid = given !== null;
  if (!isValid) complain('.filter must be a TicketFilter of the schema.');
  const filter: unknown = coerceInputValue(given, type, (path) => {
    isValid = false;
    complain(`${['.filter', ...path].join('.')} does not fit TicketFilter.`);
  });
  // What coercion returns without an error is of the type.
  return isValid ? { filter: filter as TicketFilterInput } : undefined;
}

/** Whose changes they are: a cursor outlasts a new password or token of the account. */
function accountIn(credentials: Credentials): string {
  const name = nameIn(credentials);
  if (name !== undefined) return `${credentials.scheme} ${name.toLowerCase()}`;
  const text = credentials.scheme === 'token' ? credentials.token.reveal() : '';
  return createHash('sha256').update(text).digest('base64url');
}
