import { scrub } from '../connection/scrub.js';
import { InvalidInputError, type RtError } from '../errors.js';
import { notVisible } from '../not-visible.js';
import type { Form } from './form.js';

const missing =
  /^(?:(?:Ticket|User|Queue|Group|Attachment) \d+ does not exist\.|No \w+ named [\s\S]* exists\.|Invalid attachment id: \d+|Transaction \d+ is not related to Ticket \d+)$/;
const forbidden = /^(?:You are not allowed to |Permission [Dd]enied)/;

/**
 * The error in a form that RT shows instead of an object, or undefined for an object. These texts are
 * made in RT's REST layer and are English whatever the user's language; anything translated is not read.
 *
 * Missing and hidden become the same error, so that an answer never tells that a hidden object exists.
 */
export function readRefusal(form: Form): RtError | undefined {
  const [comment] = form.comments;
  if (comment === undefined) return undefined;
  if (missing.test(comment) || forbidden.test(comment)) return notVisible();
  if (/^(?:Objects of type|Unknown object type|Invalid object specification)/.test(comment)) {
    return new InvalidInputError('RT has no object with this name.', { rtMessage: scrub(comment) });
  }
  return undefined;
}
