import { ForbiddenError, NotFoundError } from './errors.js';

/** What a caller hears of an object that is missing, or that they may not see. */
export function notVisible(): NotFoundError {
  return new NotFoundError('The object does not exist, or you may not see it.');
}

/** The error behind RT's `Permission denied` on a whole request. */
export function permissionDenied(what: string): ForbiddenError {
  return new ForbiddenError(`You do not have the right in RT to ${what}.`, {
    rtMessage: 'Permission denied',
  });
}
