/**
 * Whether an `Accept` header names HTML, and names no JSON above it. A wildcard asks for nothing in
 * particular, so tools that send one get the API.
 */
export function prefersHtml(accept: string): boolean {
  const qualities = new Map(accept.toLowerCase().split(',').map(readRange));
  const html = qualities.get('text/html') ?? 0;
  const json = Math.max(
    qualities.get('application/json') ?? 0,
    qualities.get('application/graphql-response+json') ?? 0,
  );
  return html > 0 && html >= json;
}

function readRange(range: string): [type: string, quality: number] {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  const value = quality === undefined ? 1 : Number(quality.slice(2));
  return [type, Number.isFinite(value) ? value : 0];
}
