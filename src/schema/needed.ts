import { RtBadReplyError } from '../rt/errors.js';

/** A date that every object of RT has. Throws where RT's answer lacks it, rather than making one up. */
export function needed(date: Date | null, column: string): Date {
  if (date === null) throw new RtBadReplyError(`RT's answer has no ${column} date.`);
  return date;
}
