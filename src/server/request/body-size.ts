import { fixedLimits } from '../../limits.js';

/** Whether a request says that its body is small enough to be read, or dropped, for anybody. */
export function isSmall({ method, headers }: Request): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  return (
    !headers.has('transfer-encoding') &&
    Number(headers.get('content-length')) <= fixedLimits.maxStrangerBytes
  );
}
