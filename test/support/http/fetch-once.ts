import { Agent, fetch } from 'undici';

const oneRequest = new Agent({ pipelining: 0 });

/**
 * Fetches over a connection of its own. Starman closes one that is idle for a second, which may be just when a proxy sends
 * the next request over it: then the proxy fails, and the server behind it waits for nothing.
 */
export const fetchOnce: typeof fetch = (input, init) =>
  fetch(input, { ...init, dispatcher: oneRequest });
