import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fixedLimits } from '../../limits.js';
import { OverloadedError } from '../../rt/errors.js';
import type { KeyName, KeyRecord, KeyStore } from './key-store.js';
import { linesOf } from './lines-of.js';
import { lost, MemoryKeys } from './memory-keys.js';

/** The file's name in its directory. */
export const keysFile = 'idempotency-keys.jsonl';

/** One line of the file: a write began, ended, or was surely not done. */
type Line =
  | readonly ['begin', account: string, key: string, fingerprint: string, since: number]
  | readonly ['end', account: string, key: string, fingerprint: string, since: number, string]
  | readonly ['forget', account: string, key: string];

/** About what is written at once when the file is written anew. */
const pieceBytes = 1024 * 1024;

/** Lines that are written together. */
interface Batch {
  readonly lines: string[];
  /** Whether all of them are on the disk. */
  readonly written: Promise<void>;
}

/**
 * Idempotency keys that outlast one process: in memory, and line by line in a file that is only ever added to. A begin
 * is on the disk before RT is sent the write. A key that began and did not end before the process did is lost: what its
 * write came to cannot be known.
 */
export class JournalKeys implements KeyStore {
  readonly #path: string;
  readonly #memory = new MemoryKeys();
  #file: FileHandle;
  #lines = 0;
  #bytes = 0;
  /** What the file had when it was written anew. */
  #bytesAnew = 0;
  #batch: Batch | undefined;
  #flush: Promise<void> | undefined;

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  /** Reads what is there. @throws NodeJS.ErrnoException where the directory cannot be used */
  static async open(directory: string): Promise<JournalKeys> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const path = join(directory, keysFile);
    const journal = new JournalKeys(path, await open(path, 'a', 0o600));
    try {
      const maxBytes = fixedLimits.maxKeyedResultBytes + fixedLimits.maxKeyNamesBytes;
      for await (const line of linesOf(path, maxBytes)) journal.#take(line);
      await journal.#compact();
    } catch (error) {
      await journal.close();
      throw error;
    }
    return journal;
  }

  async begin(name: KeyName, fingerprint: string): Promise<KeyRecord | undefined> {
    const known = await this.#memory.begin(name, fingerprint);
    if (known) return known;
    try {
      await this.#append(['begin', name.account, name.key, fingerprint, Date.now()]);
    } catch (error) {
      await this.#memory.forget(name);
      throw new OverloadedError(
        'The idempotency key cannot be saved in STATE_DIR. Nothing was written.',
        { cause: error, retryAfterSeconds: 10 },
      );
    }
    return undefined;
  }

  async end(name: KeyName, record: KeyRecord): Promise<void> {
    await this.#memory.end(name, record);
    const { fingerprint, since, result } = (await this.#memory.find(name)) ?? record;
    // The line of its begin tells as much of what is lost.
    if (result === undefined) return;
    await this.#append(['end', name.account, name.key, fingerprint, since, result]);
  }

  async forget(name: KeyName): Promise<void> {
    await this.#memory.forget(name);
    await this.#append(['forget', name.account, name.key]);
  }

  find(name: KeyName): Promise<KeyRecord | undefined> {
    return this.#memory.find(name);
  }

  async close(): Promise<void> {
    await this.#flush?.catch(() => undefined);
    await this.#file.close();
  }

  /**
   * Resolves once a line is on the disk. Lines that come while others are being written go together, and all of them
   * share the outcome: a failure leaves none of their callers believing that its line was written.
   */
  #append(line: Line): Promise<void> {
    this.#batch ??= this.#startBatch();
    this.#batch.lines.push(`${JSON.stringify(line)}\n`);
    return this.#batch.written;
  }

  #startBatch(): Batch {
    const lines: string[] = [];
    const before = this.#flush ?? Promise.resolve();
    const written = before
      .catch(() => undefined)
      .then(() => {
        this.#batch = undefined;
        return this.#write(lines);
      });
    this.#flush = written;
    return { lines, written };
  }

  async #write(lines: readonly string[]): Promise<void> {
    // A line that was cut before this one, as the disk was full, must not swallow it.
    await this.#file.appendFile(`\n${lines.join('')}`);
    await this.#file.datasync();
    this.#lines += lines.length;
    // They are ASCII.
    for (const { length } of lines) this.#bytes += length;
    if (
      this.#lines > 2 * this.#memory.size + fixedLimits.maxKeysOfAccount ||
      this.#bytes > 2 * this.#bytesAnew + fixedLimits.maxKeysBytesOfAccount
    ) {
      await this.#compact();
    }
  }

  /**
   * Takes in one line of the file. One that the end of the process cut short says nothing, unless it is of a write that
   * ended: that was done, and its result is lost.
   */
  #take(text: string): void {
    const line = parse(text) ?? parseStart(text);
    if (!line) return;
    const [what, account, key] = line;
    if (what === 'forget') {
      void this.#memory.forget({ account, key });
      return;
    }
    const [, , , fingerprint, since] = line;
    if (since + fixedLimits.maxKeyMs < Date.now()) return;
    this.#memory.put(
      { account, key },
      what === 'end' ? { fingerprint, since, result: line[5] } : lost({ fingerprint, since }),
    );
  }

  /** Writes the file anew with what is still known. */
  async #compact(): Promise<void> {
    // As they are now: what changes while they are written comes in lines of its own.
    const records = [...this.#memory.entries()];
    let bytes = 0;
    const fresh = `${this.#path}.new`;
    const file = await open(fresh, 'w', 0o600);
    try {
      for (const piece of piecesOf(records)) {
        await file.appendFile(piece);
        bytes += piece.length;
      }
      await file.datasync();
      await rename(fresh, this.#path);
    } catch (error) {
      await file.close();
      // Half a file would only help to keep the disk full.
      await rm(fresh, { force: true }).catch(() => undefined);
      throw error;
    }
    const old = this.#file;
    this.#file = file;
    this.#lines = records.length;
    this.#bytes = bytes;
    this.#bytesAnew = bytes;
    await old.close();
  }
}

/** What is known of a key as one line. */
function lineOf([{ account, key }, record]: readonly [KeyName, KeyRecord]): string {
  const { fingerprint, since, result } = record;
  const line: Line =
    result === undefined
      ? ['begin', account, key, fingerprint, since]
      : ['end', account, key, fingerprint, since, result];
  return `${JSON.stringify(line)}\n`;
}

/** The lines of many keys, of which no more than a piece is in memory. */
function* piecesOf(records: readonly (readonly [KeyName, KeyRecord])[]): Generator<string> {
  let piece = '';
  for (const record of records) {
    piece += lineOf(record);
    if (piece.length < pieceBytes) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** What the start of a line tells of a write that ended, and whose result is cut short or too long. */
function parseStart(text: string): Line | undefined {
  const [, account, key, fingerprint, since] =
    /^\["end","([\w-]+)","([\w-]+)","([\w-]+)",(\d+),/.exec(text) ?? [];
  if (account === undefined || key === undefined || fingerprint === undefined) return undefined;
  return ['begin', account, key, fingerprint, Number(since)];
}

function parse(text: string): Line | undefined {
  try {
    const line: unknown = JSON.parse(text);
    if (!Array.isArray(line) || !line.slice(1, 3).every((one) => typeof one === 'string')) return;
    const [what, , , fingerprint, since, result] = line;
    const isWhole = typeof fingerprint === 'string' && typeof since === 'number';
    const fits =
      what === 'forget' ||
      (what === 'begin' && isWhole) ||
      (what === 'end' && isWhole && typeof result === 'string');
    // It has the shape of one of the lines.
    return fits ? (line as unknown as Line) : undefined;
  } catch {
    return undefined;
  }
}
