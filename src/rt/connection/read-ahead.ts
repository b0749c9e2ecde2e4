import { Readable } from 'node:stream';
import { fixedLimits } from '../../limits.js';
import { OverloadedError } from '../errors.js';
import type { Hold } from './slots.js';

/** The bytes that all downloads together hold for readers who are slower than RT. */
let held = 0;

/**
 * An answer of RT's for a reader who may be slow. It is read ahead, so that RT has its worker back although the reader
 * takes long; a reader who takes less than a least rate loses it.
 */
export class ReadAhead extends Readable implements Hold {
  readonly #source: Readable;
  /** Bytes that count in `held`. */
  #held = 0;
  #stalledAt: number | undefined;
  readonly #watch: NodeJS.Timeout;
  #pushed = 0;
  /** What had been taken when the rate was checked last, and whether there was more to take. */
  #before = { taken: 0, hasMore: false };

  constructor(source: Readable) {
    super({ highWaterMark: fixedLimits.maxDownloadAheadBytes });
    this.#source = source;
    source.on('data', (chunk: Buffer) => {
      this.#pushed += chunk.length;
      this.push(chunk);
      this.#account();
      if (!this.#isFull()) return;
      source.pause();
      this.#stalledAt ??= performance.now();
    });
    source.once('end', () => this.push(null));
    source.once('error', (error) => this.destroy(error));
    source.once('close', () => {
      if (!source.readableEnded) this.destroy();
    });
    // A listener for data would set the source flowing before anybody reads.
    source.pause();
    this.#watch = setInterval(() => this.#checkRate(), fixedLimits.minRateMs).unref();
  }

  override read(size?: number): Buffer | null {
    const chunk: Buffer | null = super.read(size);
    this.#account();
    if (!this.#isFull()) {
      this.#stalledAt = undefined;
      this.#source.resume();
    }
    return chunk;
  }

  override _read(): void {
    // The source pushes; `read` lets it.
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearInterval(this.#watch);
    held -= this.#held;
    this.#held = 0;
    this.#source.destroy();
    done(error);
  }

  idleMs(): number {
    return this.#stalledAt === undefined ? 0 : performance.now() - this.#stalledAt;
  }

  giveUp(): void {
    this.destroy(
      new OverloadedError(
        'The download was read too slowly. Request the rest with a Range header.',
        {
          retryAfterSeconds: 1,
        },
      ),
    );
  }

  /** A reader who had something to take all the time, and took too little. */
  #checkRate(): void {
    const { taken, hasMore } = this.#before;
    this.#before = { taken: this.#pushed - this.readableLength, hasMore: this.readableLength > 0 };
    const least = (fixedLimits.minReaderRate * fixedLimits.minRateMs) / 1000;
    if (hasMore && this.#before.hasMore && this.#before.taken - taken < least) this.giveUp();
  }

  #account(): void {
    held += this.readableLength - this.#held;
    this.#held = this.readableLength;
  }

  /** All may read a little ahead; much, only as long as not too many do. */
  #isFull(): boolean {
    const { minReadAheadBytes, maxDownloadAheadBytes, maxAllAheadBytes } = fixedLimits;
    const most = held > maxAllAheadBytes ? minReadAheadBytes : maxDownloadAheadBytes;
    return this.readableLength >= most;
  }
}
