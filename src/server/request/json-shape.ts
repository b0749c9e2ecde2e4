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
        checkDepth(this.#depth);
        checkValues(this.#values);
      } else if (closings.has(byte)) this.#depth--;
      else if (byte === comma) {
        this.#values++;
        checkValues(this.#values);
      }
    }
  }
}

function checkDepth(asked: number): void {
  const allowed = fixedLimits.maxJsonDepth;
  if (asked <= allowed) return;
  throw new TooCostlyError(`The JSON is nested deeper than the maximum of ${allowed} levels.`, {
    limit: { name: 'depth of variables', allowed, asked },
  });
}

function checkValues(asked: number): void {
  const allowed = fixedLimits.maxJsonValues;
  if (asked <= allowed) return;
  throw new TooCostlyError(`The JSON has more values than the maximum of ${allowed}.`, {
    limit: { name: 'values in variables', allowed, asked },
  });
}
