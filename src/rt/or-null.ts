import { NotFoundError } from './errors.js';

/** An object, or null without an error where RT has none or hides it: for fields that say so. */
export async function orNull<T>(object: Promise<T>): Promise<T | null> {
  try {
    return await object;
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}
