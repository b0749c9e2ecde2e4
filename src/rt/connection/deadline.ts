import { EventEmitter } from 'node:events';

/**
 * The end of one request: its time is over, or whoever asked is gone. Undici takes an emitter of `abort` for a
 * signal; AbortSignal.timeout and AbortSignal.any would cost a request more than all else this program does
 * to send it.
 */
export class Deadline extends EventEmitter {
  aborted = false;
  #over = false;
  reason: unknown;
  #timer: NodeJS.Timeout;
  readonly #caller: AbortSignal | undefined;

  constructor(ms: number, caller?: AbortSignal) {
    super();
    this.#timer = this.#start(ms);
    this.#caller = caller;
    if (caller?.aborted) this.#abort(caller.reason);
    else caller?.addEventListener('abort', this.#onCallerGone);
  }

  /** There is so much time from now on. */
  restart(ms: number): void {
    if (this.#over) return;
    clearTimeout(this.#timer);
    this.#timer = this.#start(ms);
  }

  #start(ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    }, ms).unref();
  }

  /** The request is over; nothing will abort it any more. */
  readonly clear = (): void => {
    this.#over = true;
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener('abort', this.#onCallerGone);
  };

  readonly #onCallerGone = (): void => this.#abort(this.#caller?.reason);

  #abort(reason: unknown): void {
    this.clear();
    this.aborted = true;
    this.reason = reason;
    this.emit('abort');
  }
}
