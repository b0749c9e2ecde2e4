import { median } from './figures.js';
import { basic, graphqlClient } from './graphql-client.js';
import { agent } from './world.js';

/** What a comment with one file costs, its history item and attachment read back. */
export interface FileMessage {
  readonly way: string;
  /** How many transactions the ticket had. */
  readonly history: number;
  readonly ms: number;
  readonly requests: number;
  readonly bytes: number;
  /** RT's operations in the order in which the server reports them. */
  readonly calls: readonly string[];
}

const file = Buffer.from('A file of the bench.\n'.repeat(50)).toString('base64');

const comment = (ticket: number, text: string) => `mutation {
  commentOnTicket(input: {
    id: "${ticket}", body: { text: "${text}" }
    attachments: [{ filename: "bench.bin", contentType: "application/octet-stream",
      content: { base64: "${file}" } }]
  }) {
    outcome
    userErrors { message }
    historyItem { id createdAt attachments(filter: { named: true }) { filename base64 } }
  }
}`;

interface Payload {
  readonly commentOnTicket: {
    readonly outcome: string;
    readonly userErrors: readonly { readonly message: string }[];
    readonly historyItem: {
      readonly attachments: readonly { readonly filename: string; readonly base64: string }[];
    };
  };
}

/** Comments on a ticket a few times and takes the medians of what the server reports. Throws when the file is lost. */
export async function fileMessage(
  server: { readonly url: string; readonly way: string },
  ticket: { readonly number: number; readonly history: number },
  times: number,
): Promise<FileMessage> {
  const headers = { ...basic(agent.name, agent.password), 'x-rt-trace': '1' };
  const client = graphqlClient(server.url, headers);
  const samples = [];
  try {
    await client.ask('{ ticket(id: "1") { number } }');
    for (let at = 0; at < times; at++) {
      const before = performance.now();
      const { data, extensions } = await client.ask<Payload>(comment(ticket.number, `Take ${at}`));
      const ms = performance.now() - before;
      const { outcome, historyItem } = data.commentOnTicket;
      if (outcome !== 'APPLIED' || historyItem.attachments[0]?.base64 !== file) {
        throw new Error(`the comment came back otherwise: ${JSON.stringify(data)}`);
      }
      const { requests = 0, bytes = 0, calls = [] } = extensions?.rt ?? {};
      samples.push({ ms, requests, bytes, calls: calls.map(({ operation }) => operation) });
    }
  } finally {
    await client.close();
  }
  return {
    way: server.way,
    history: ticket.history,
    ms: median(samples.map(({ ms }) => ms)),
    requests: median(samples.map(({ requests }) => requests)),
    bytes: median(samples.map(({ bytes }) => bytes)),
    calls: samples.at(-1)?.calls ?? [],
  };
}
