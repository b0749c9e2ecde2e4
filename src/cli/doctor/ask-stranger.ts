import { request } from 'undici';
import { fixedLimits } from '../../limits.js';
import { refusesStranger } from '../../rt/connection/rest2-presence.js';

/** What the address of RT's REST 1.0 answers to somebody without credentials. */
export interface StrangerAnswer {
  /** RT's own version. Undefined where something else answers. */
  readonly version?: string;
  readonly location?: string;
  /** The system's or TLS's name of what went wrong with the connection. */
  readonly code?: string;
}

/** Asks for nothing, as nobody. */
export async function askStranger(rtUrl: string): Promise<StrangerAnswer> {
  try {
    const { statusCode, headers, body } = await request(`${rtUrl}/REST/1.0/`, {
      method: 'POST',
      headers: { 'accept-encoding': 'identity' },
      signal: AbortSignal.timeout(fixedLimits.maxProbeMs),
      reset: true,
    });
    let start = '';
    for await (const chunk of body) {
      start += String(chunk);
      if (start.length > 1024) break;
    }
    const version = statusCode === 200 ? /^\s*RT\/(\d\S*) \d{3} /.exec(start)?.[1] : undefined;
    const { location } = headers;
    return {
      ...(version !== undefined && { version }),
      ...(typeof location === 'string' && { location }),
    };
  } catch (error) {
    const one: unknown = error instanceof AggregateError ? error.errors[0] : error;
    return one instanceof Error && 'code' in one ? { code: String(one.code) } : {};
  }
}

/** Whether REST 2.0 responds there. */
export async function isRest2There(rtUrl: string): Promise<boolean> {
  try {
    const { statusCode, headers, body } = await request(`${rtUrl}/REST/2.0/rt`, {
      headers: { 'user-agent': 'rt-graphql' },
      signal: AbortSignal.timeout(fixedLimits.maxProbeMs),
      reset: true,
    });
    return refusesStranger(statusCode, headers['content-type'], await body.text());
  } catch {
    return false;
  }
}
