import { fixedLimits } from '../../limits.js';

/** So many lines a minute of one sort, and then one that says how many were left out. */
export class LineRation {
  readonly #perMinute: number;
  readonly #tell: (left: number) => void;
  #written = 0;
  #left = 0;
  #end: NodeJS.Timeout | undefined;

  constructor(perMinute: number, tell: (left: number) => void) {
    this.#perMinute = perMinute;
    this.#tell = tell;
  }

  /** Whether there may be one more line. */
  take(): boolean {
    this.#end ??= setTimeout(() => this.#turn(), fixedLimits.lineRationMs).unref();
    if (this.#written >= this.#perMinute) {
      this.#left++;
      return false;
    }
    this.#written++;
    return true;
  }

  #turn(): void {
    const left = this.#left;
    this.#end = undefined;
    this.#written = 0;
    this.#left = 0;
    if (left > 0) this.#tell(left);
  }
}
