import { TooCostlyError } from '../errors.js';

/** How many bytes of files and texts one operation may hold. It is used up as they come. */
export class ByteBudget {
  readonly #allowed: number;
  #used = 0;

  constructor(allowed: number) {
    this.#allowed = allowed;
  }

  /** @throws TooCostlyError as soon as more bytes come than are allowed */
  charge(bytes: number): void {
    this.#used += bytes;
    if (this.#used <= this.#allowed) return;
    throw new TooCostlyError(
      `This operation needs more than ${this.#allowed} bytes of files and texts (MAX_ANSWER_BYTES). Request fewer at a time, or download files with downloadUrl.`,
      { limit: { name: 'MAX_ANSWER_BYTES', allowed: this.#allowed, asked: this.#used } },
    );
  }
}
