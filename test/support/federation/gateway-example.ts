import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AnswerError } from '../graphql/ask.js';
import { runProgram } from '../process/run-program.js';
import { freePort } from '../real-rt/rt-process.js';

const directory = fileURLToPath(new URL('../../../examples/federation', import.meta.url));

/** What `rt-graphql schema --subgraph` prints. */
const printedSdl = fileURLToPath(
  new URL('../../generated/schema.subgraph.graphql', import.meta.url),
);

/** A customer of the example's second subgraph. */
export interface ExampleCustomer {
  readonly id: string;
  readonly name: string;
  readonly plan: 'BASIC' | 'PREMIUM';
  /** Login name of an RT user, as are the contacts. */
  readonly accountManager: string;
  readonly contacts: readonly string[];
  /** Numbers of RT tickets. */
  readonly tickets: readonly number[];
}

/** Which gateway of the example runs, on a supergraph of which library. */
export interface GatewayChoice {
  readonly gateway: 'apollo' | 'hive';
  readonly composition: 'apollo' | 'guild';
}

/** The example of a federated graph, started as its README says. */
export interface Gateway {
  /** Its GraphQL endpoint. */
  readonly url: string;
  close(): Promise<void>;
}

/** Installs the example's own packages where they are missing. */
export async function installGateways(): Promise<void> {
  if (existsSync(join(directory, 'node_modules'))) return;
  await runProgram('npm', ['--prefix', directory, 'ci', '--no-audit', '--no-fund']);
}

/** What the example runs on, where it does not start that itself. */
export interface GatewaySurroundings {
  /** The subgraph's GraphQL endpoint; absent, the example starts one on the demo help desk. */
  readonly rtGraphql?: string;
  /** Absent: the example's own. */
  readonly customers?: readonly ExampleCustomer[];
  /** The subgraph's SDL; absent, the one that `rt-graphql schema --subgraph` prints. */
  readonly sdl?: string;
  /** What an operation may cost at Hive Gateway, by the subgraphs' `@cost` and `@listSize`. */
  readonly maxCost?: number;
}

/** Starts the example in a process of its own, and waits for its gateway. */
export async function startGateway(
  { gateway, composition }: GatewayChoice,
  { rtGraphql, customers, sdl, maxCost }: GatewaySurroundings = {},
): Promise<Gateway> {
  const port = await freePort();
  const home = await mkdtemp(join(tmpdir(), 'gateway-'));
  const options = ['--gateway', gateway, '--composition', composition];
  if (customers) {
    const file = join(home, 'customers.json');
    await writeFile(file, JSON.stringify(customers));
    options.push('--customers', file);
  }
  if (rtGraphql !== undefined) {
    const file = join(home, 'subgraph.graphql');
    await writeFile(file, sdl ?? readFileSync(printedSdl, 'utf8'));
    options.push('--sdl', file);
  }
  const child = spawn(process.execPath, ['start.mjs', ...options], {
    cwd: directory,
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: String(port),
      ...(maxCost !== undefined && { MAX_COST: String(maxCost) }),
      ...(rtGraphql !== undefined && { RT_GRAPHQL_URL: rtGraphql }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const close = async () => {
    child.kill();
    await ended;
    await rm(home, { recursive: true });
  };
  let printed = '';
  const started = new Promise<boolean>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        printed += chunk;
        if (printed.includes('gateway: http')) resolve(true);
      });
    }
    child.on('close', () => resolve(false));
  });
  if (!(await started)) {
    await close();
    throw new Error(`the gateway does not start:\n${printed}`);
  }
  return { url: `http://127.0.0.1:${port}/graphql`, close };
}

/** What a gateway answers. */
export interface GatewayAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's own.
  readonly data: any;
  readonly errors?: readonly AnswerError[];
}

/** Sends one operation to a gateway. */
export async function askGateway(
  { url }: Pick<Gateway, 'url'>,
  query: string,
  options: { readonly variables?: object; readonly authorization?: string | undefined } = {},
): Promise<GatewayAnswer> {
  const { variables, authorization } = options;
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(authorization !== undefined && { authorization }),
    },
    body: JSON.stringify({ query, variables }),
  });
  // The shape is GraphQL's.
  return (await response.json()) as GatewayAnswer;
}
