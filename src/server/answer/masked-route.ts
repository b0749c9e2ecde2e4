import { errorResponse } from './error-response.js';
import type { Mask } from './mask.js';

/** A route's response, or the error that it failed with. Yoga itself would print its stack to the client. */
export async function maskedRoute(
  route: () => Promise<Response | undefined>,
  mask: Mask,
): Promise<Response | undefined> {
  try {
    return await route();
  } catch (error) {
    return errorResponse(mask(error));
  }
}
