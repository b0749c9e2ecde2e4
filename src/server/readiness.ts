import { request } from 'undici';

/** Whether RT can be reached. */
export type Readiness = () => Promise<boolean>;

const keepMs = 2000;

/**
 * A probe of RT that is asked at most every two seconds however often `/ready` is. It fetches a static file:
 * any other page of RT would create a session there each time.
 */
export function createReadiness(rtUrl: string): Readiness {
  let checked = 0;
  let answer: Promise<boolean> | undefined;
  return () => {
    if (!answer || Date.now() - checked > keepMs) {
      checked = Date.now();
      answer = probe(rtUrl);
    }
    return answer;
  };
}

async function probe(rtUrl: string): Promise<boolean> {
  try {
    const { statusCode, body } = await request(`${rtUrl}/static/images/favicon.png`, {
      method: 'GET',
      signal: AbortSignal.timeout(2000),
      reset: true,
    });
    await body.dump();
    return statusCode < 500;
  } catch {
    return false;
  }
}
