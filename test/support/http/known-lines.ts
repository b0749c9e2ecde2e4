import type { RecordedRequest } from './recording-proxy.js';

/** All that RT is ever asked. What REST 2.0 has in its query are names of columns and numbers. */
const known = [
  /^POST \/REST\/1\.0\/(?:|show|edit|logout|search\/(?:ticket|user|queue|group)|(?:ticket|user|queue|group)\/(?:new|[1-9]\d*(?:\/(?:edit|comment|take|links|merge\/[1-9]\d*))?|link))$/,
  // The one name is that of a user who logged in.
  /^GET \/REST\/2\.0\/(?:rt|user\/[\w.~!*'()%-]+|queue\/[1-9]\d*\/customfields\?fields=Name,LookupType&per_page=\d+|customfield\/[1-9]\d*\/values\?per_page=\d+&page=\d+)$/,
  /^POST \/REST\/2\.0\/(?:tickets|(?:users|queues|transactions|attachments)\?(?:(?:fields(?:%5B\w+%5D)?=(?:\w|%2C)*|(?:per_page|page|find_disabled_rows)=\d+|orderby=\w+|order=(?:ASC|DESC))&?)+)$/,
  /^POST \/REST\/2\.0\/ticket(?:\/[1-9]\d*\/(?:comment|correspond))?$/,
  /^PUT \/REST\/2\.0\/ticket\/[1-9]\d*$/,
];

/** A request's method, path and query. */
export const lineOf = ({ method, url }: RecordedRequest): string => `${method} ${url}`;

/** Whether a request's line is one of those that RT is sent. */
export const isKnownLine = (line: string): boolean => known.some((one) => one.test(line));
