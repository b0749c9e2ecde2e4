import { setTimeout as sleep } from 'node:timers/promises';
import { fixedLimits } from '../../limits.js';
import { InvalidInputError } from '../../rt/errors.js';
import type { KeyedWrite } from '../../schema/write-guard.js';
import type { KeyName, KeyRecord, KeyStore } from './key-store.js';
import { Sealer } from './sealer.js';

/** A write of this process under a key. */
interface Running {
  readonly fingerprint: string;
  /** What was known of the key before; undefined where this process does the write. */
  readonly claimed: Promise<KeyRecord | undefined>;
  readonly result: Promise<unknown>;
}

/** Runs a write once for an account's key, in whichever process that shares the store. */
export class WriteOnce {
  readonly #store: KeyStore;
  readonly #sealer: Sealer;
  readonly #running = new Map<string, Running>();

  constructor(store: KeyStore, sealer: Sealer) {
    this.#store = store;
    this.#sealer = sealer;
  }

  /** @throws InvalidInputError when the key was used for another input, and what the store throws */
  async once<T>(write: KeyedWrite<T>): Promise<T> {
    const { account, key, input, unknown, signal } = write;
    const sealer = this.#sealer;
    const name = { account: sealer.hash(account), key: sealer.hash(`${account} ${key}`) };
    const fingerprint = this.#hashOf(input);
    const first = this.#running.get(name.key);
    const own = first ?? this.#start(name, fingerprint, write);
    if (own.fingerprint !== fingerprint) throw otherInput();
    const found = await own.claimed;
    if (found) {
      const known = await this.#replay<T>(name, found, fingerprint, signal);
      // RT has not seen the first one after all.
      if (known === 'not done') return this.once(write);
      return known ?? unknown();
    }
    // The key begins with the mutation's name, so the result is one of its kind.
    const result = own.result as Promise<T>;
    return first ? ((await before(signal, result)) ?? unknown()) : result;
  }

  #start<T>(name: KeyName, fingerprint: string, write: KeyedWrite<T>): Running {
    const claimed = this.#store.begin(name, fingerprint);
    const result = claimed.then((found) =>
      found ? undefined : this.#perform(name, fingerprint, write),
    );
    const running = { fingerprint, claimed, result };
    this.#running.set(name.key, running);
    const over = () => this.#running.delete(name.key);
    result.then(over, over);
    return running;
  }

  async #perform<T>(name: KeyName, fingerprint: string, { run, kept }: KeyedWrite<T>): Promise<T> {
    const since = Date.now();
    let result: T;
    try {
      result = await run();
    } catch (error) {
      // Only what was surely not done throws; anything else is a result, and stays.
      await this.#store.forget(name).catch(() => undefined);
      throw error;
    }
    const room = Sealer.roomIn(fixedLimits.maxKeyedResultBytes);
    const text = JSON.stringify(kept ? kept(result, room) : result);
    // What cannot be kept is unknown to whoever asks again, which is true.
    const record: KeyRecord =
      Buffer.byteLength(text) > room
        ? { fingerprint, since, isLost: true }
        : { fingerprint, since, result: this.#sealer.seal(text, name.key) };
    await this.#store.end(name, record).catch(() => undefined);
    return result;
  }

  /** What a write came to that began before; undefined where that cannot be known, or not in time. */
  async #replay<T>(
    name: KeyName,
    found: KeyRecord,
    fingerprint: string,
    signal: AbortSignal,
  ): Promise<T | 'not done' | undefined> {
    for (let record: KeyRecord | undefined = found; record; record = await this.#store.find(name)) {
      if (record.fingerprint !== fingerprint) throw otherInput();
      if (record.result !== undefined) {
        const text = this.#sealer.open(record.result, name.key);
        return text === undefined ? undefined : (JSON.parse(text) as T);
      }
      const isOver = record.since + fixedLimits.maxKeyedWriteMs < Date.now();
      if (record.isLost || isOver || signal.aborted) return undefined;
      // Another process writes. Redis could tell when it is done, for a connection more of every process.
      await sleep(fixedLimits.maxKeyPollMs);
    }
    return 'not done';
  }

  /** An input's fingerprint; the input itself is not kept. */
  #hashOf(input: unknown): string {
    const hash = (data: string | Buffer) => this.#sealer.hash(data);
    // JSON turns a buffer into a list of its bytes, each a number, before a replacer sees it. So a replacer puts hashes in
    // their place when it sees what holds them.
    const text = JSON.stringify(input, (_, value: unknown) => {
      if (typeof value !== 'object' || value === null) return value;
      const parts = Object.entries(value);
      if (!parts.some(([, part]) => Buffer.isBuffer(part))) return value;
      const hashed = parts.map(([name, part]) => [name, Buffer.isBuffer(part) ? hash(part) : part]);
      return Array.isArray(value) ? hashed.map(([, part]) => part) : Object.fromEntries(hashed);
    });
    return hash(text);
  }
}

/** A result, unless a signal goes off first. */
function before<T>(signal: AbortSignal, result: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const late = () => resolve(undefined);
    if (signal.aborted) late();
    signal.addEventListener('abort', late, { once: true });
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', late));
  });
}

function otherInput(): InvalidInputError {
  return new InvalidInputError(
    'This idempotency key was already used with a different input. Use a new key.',
  );
}
