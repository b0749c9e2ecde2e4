import { fixedLimits } from '../../limits.js';
import { TooCostlyError } from '../../rt/errors.js';

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openings = new Set([0x5b, 0x7b]);
const closings = new Set([0x5d, 0x7d]);

/**
 * Measures a JSON text as it streams in, before it is parsed: thirteen megabytes of `[` would hold the process for
 * two seconds, and as many numbers take ten times their size. Strings may be of any length. Whether it is JSON at all
 * is left to the parser.
 */
export class JsonShape {
  #depth = 0;
  #values = 0;
  #inString = false;
  #escaped = false;

  /** @throws TooCostlyError as soon as there are too many values, or too many inside each other */
  add(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === backslash) this.#escaped = true;
        else if (byte === quote) this.#inString = false;
      } else if (byte === quote) this.#inString = true;
      else if (openings.has(byte)) {
        this.#depth++;
        this.#values++;
        check('depth of variables', fixedLimits.maxJsonDepth, this.#depth);
        check('values in variables', fixedLimits.maxJsonValues, this.#values);
      } else if (closings.has(byte)) this.#depth--;
      else if (byte === comma) {
        this.#values++;
        check('values in variables', fixedLimits.maxJsonValues, this.#values);
      }
    }
  }
}

function check(name: string, allowed: number, asked: number): void {
  if (asked <= allowed) return;
  throw new TooCostlyError(`The request exceeds a limit: ${name}, at most ${allowed}.`, {
    limit: { name, allowed, asked },
  });
}
