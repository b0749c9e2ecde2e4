import { fixedLimits } from '../../limits.js';
import { slicesOf } from '../text-slices.js';

/** Parameters of a request. */
export type Params = readonly (readonly [name: string, value: string])[];

/**
 * Writes parameters as `application/x-www-form-urlencoded`. Of a long one each slice is written by itself: as a whole,
 * its escapes would be a million small strings for the garbage collector to follow.
 */
export function encodeParams(params: Params): string | Buffer {
  const letters = params.reduce((sum, [, value]) => sum + value.length, 0);
  if (letters <= fixedLimits.maxPieceLetters) {
    return new URLSearchParams(params.map(([name, value]) => [name, value])).toString();
  }
  const pieces: Buffer[] = [];
  for (const [at, [name, value]] of params.entries()) {
    pieces.push(Buffer.from(`${at > 0 ? '&' : ''}${encode(name)}=`));
    for (const slice of slicesOf(value)) pieces.push(Buffer.from(encode(slice)));
  }
  return Buffer.concat(pieces);
}

/** What stands behind the `=` of a parameter without a name. */
function encode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}
