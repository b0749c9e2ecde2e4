// `npm start`: two subgraphs and a gateway.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compose, compositions } from './compose.mjs';
import { startCustomers } from './customers/start-customers.mjs';
import { startApolloGateway } from './gateways/apollo.mjs';
import { startHiveGateway } from './gateways/hive.mjs';
import { startRtGraphql } from './rt-graphql.mjs';

const gateways = { apollo: startApolloGateway, hive: startHiveGateway };

const { values: options } = parseArgs({
  options: {
    gateway: { type: 'string', default: 'apollo' },
    composition: { type: 'string', default: 'apollo' },
    customers: { type: 'string', default: 'customers/customers.json' },
    sdl: { type: 'string' },
  },
});
const { RT_URL, RT_GRAPHQL_URL } = process.env;
const port = Number(process.env.PORT ?? 4100);

if (!(options.gateway in gateways && options.composition in compositions)) {
  say(
    'npm start -- [--gateway apollo|hive] [--composition apollo|guild] [--customers FILE] [--sdl FILE]',
  );
  process.exit(64);
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit());

const customers = JSON.parse(readFileSync(options.customers, 'utf8'));
const subgraphs = [
  { name: 'rt-graphql', ...(await rtGraphql()) },
  { name: 'customers', url: await startCustomers(customers) },
];
const supergraph = await compose(subgraphs, options.composition);
const url = await gateways[options.gateway](supergraph, port);

for (const subgraph of subgraphs) say(`  subgraph ${subgraph.name}: ${subgraph.url}`);
say(`  gateway: ${url} (${options.gateway}; composition: ${options.composition})`);
// curl asks for the password of a user that is given without one.
const user = RT_URL || RT_GRAPHQL_URL ? 'YOU' : 'ada:password';
say('  Ask it:');
say(`  curl -G -u ${user} -H 'content-type: application/json' \\`);
say(`    --data-urlencode query@example.graphql ${url}`);

function rtGraphql() {
  if (RT_GRAPHQL_URL === undefined) return startRtGraphql(port + 1);
  return { url: RT_GRAPHQL_URL, sdl: options.sdl && readFileSync(options.sdl, 'utf8') };
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
