import { refusal } from './gate.js';
import type { Logger } from './log.js';

/**
 * What a route answers; a fault of this program becomes one constant sentence, the rest going to the log. Yoga
 * itself would print its stack to the client.
 */
export async function answerOrMask(
  route: () => Promise<Response | undefined>,
  log: Pick<Logger, 'error'>,
): Promise<Response | undefined> {
  try {
    return await route();
  } catch (error) {
    log.error({ err: error }, 'unexpected error');
    return refusal(500, 'Unexpected error.', {}, 'INTERNAL_SERVER_ERROR');
  }
}
