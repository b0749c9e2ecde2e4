/** Why RT could not be asked, or what answered instead of it: for `/ready`, the log and metrics. */
export const failures = [
  'dns',
  'refused',
  'tls',
  'timeout',
  'path',
  'redirect',
  'login-page',
  'bad-reply',
  'unreachable',
] as const;
export type Failure = (typeof failures)[number];
