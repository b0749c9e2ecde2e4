/** The requests that errors came up for, while both are there. */
const ids = new WeakMap<object, string>();

/** Notes the ID of the request that an error came up for, where it is not known yet. */
export function noteRequest(error: unknown, requestId: string): void {
  if (typeof error === 'object' && error !== null && !ids.has(error)) ids.set(error, requestId);
}

/** The ID of the request that an error came up for; undefined where nobody has noted it. */
export function requestOfError(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null ? ids.get(error) : undefined;
}
