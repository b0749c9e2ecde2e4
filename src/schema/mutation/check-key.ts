import { fixedLimits } from '../../limits.js';
import { InvalidInputError } from '../../rt/errors.js';

/**
 * Checks an idempotency key as a client wrote it.
 * @throws InvalidInputError for one that is empty, too long, or not text: halves of characters would all be one key
 */
export function checkKey(key: string): void {
  if (key === '' || key.length > fixedLimits.maxKeyCharacters) {
    const what = key === '' ? 'is empty' : 'is too long';
    throw new InvalidInputError(
      `The idempotency key ${what}. Omit it, or send a key of 1 to 1,000 characters.`,
    );
  }
  if (/\p{Surrogate}/u.test(key)) {
    throw new InvalidInputError(
      'The idempotency key is not valid Unicode: it contains half of a surrogate pair.',
    );
  }
}
