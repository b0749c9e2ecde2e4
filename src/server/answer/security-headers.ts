/** Headers of every answer, unless the answer set its own. Nothing here may be kept by a cache or shown in a frame. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Adds the headers that an answer lacks. */
export function secure(response: Response, { tls }: { readonly tls: boolean }): void {
  // Only where clients come over TLS anyway: over plain HTTP browsers ignore it.
  if (tls) response.headers.set('strict-transport-security', 'max-age=31536000');
  // Yoga gives its event streams a weaker one.
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    response.headers.set('cache-control', 'no-store');
  }
  for (const [name, value] of Object.entries(securityHeaders)) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  for (const name of ['authorization', 'cookie', 'origin']) response.headers.append('vary', name);
}
