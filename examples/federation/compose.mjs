import { composeServices as composeByApollo } from '@apollo/composition';
import { composeServices as composeByGuild } from '@theguild/federation-composition';
import { parse } from 'graphql';

/** Two libraries that make one supergraph out of subgraphs. Either gateway takes what either makes. */
export const compositions = { apollo: composeByApollo, guild: composeByGuild };

/**
 * Composes subgraphs. Those whose SDL is not given are asked for it.
 * @param {readonly { name: string, url: string, sdl?: string }[]} subgraphs
 * @param {keyof typeof compositions} library
 * @returns {Promise<string>} the supergraph's SDL
 * @throws Error with everything that does not fit together
 */
export async function compose(subgraphs, library) {
  const services = await Promise.all(
    subgraphs.map(async ({ name, url, sdl }) => ({
      name,
      url,
      typeDefs: parse(sdl ?? (await readSdl(url))),
    })),
  );
  const { supergraphSdl, errors = [] } = compositions[library](services);
  if (supergraphSdl === undefined) throw new Error(errors.map(String).join('\n'));
  return supergraphSdl;
}

async function readSdl(url) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  });
  const { data, errors } = await response.json();
  if (!data) throw new Error(`${url} does not tell its SDL: ${JSON.stringify(errors)}`);
  return data._service.sdl;
}
