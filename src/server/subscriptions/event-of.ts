import { piecesAround } from '../answer/json-pieces.js';

/** One event of GraphQL over SSE, in pieces. */
export function* eventOf(
  event: 'next' | 'complete',
  data?: unknown,
  id?: string,
): Generator<string> {
  const start = `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: `;
  if (data === undefined) yield `${start}\n\n`;
  else yield* piecesAround(start, data, '\n\n');
}
