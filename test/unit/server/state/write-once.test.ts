import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { fixedLimits } from '../../../../src/limits.js';
import type { WriteReport } from '../../../../src/rt/report.js';
import type { KeyedWrite } from '../../../../src/schema/write-guard.js';
import { JournalKeys } from '../../../../src/server/state/journal-keys.js';
import type { KeyStore } from '../../../../src/server/state/key-store.js';
import { MemoryKeys } from '../../../../src/server/state/memory-keys.js';
import { Sealer } from '../../../../src/server/state/sealer.js';
import { WriteOnce } from '../../../../src/server/state/write-once.js';

const applied: WriteReport = { outcome: 'APPLIED', refusals: [], messages: ['made'] };
const unknown: WriteReport = { outcome: 'PARTIAL', refusals: [], messages: ['unknown'] };
const sealer = new Sealer(randomBytes(32), 'tests');

const directories: string[] = [];
function directory(): string {
  const made = mkdtempSync(join(tmpdir(), 'keys-'));
  directories.push(made);
  return made;
}
afterAll(() => {
  for (const one of directories) rmSync(one, { recursive: true });
});

/** A write that counts how often it is sent. */
function counted(more: Partial<KeyedWrite<WriteReport>> = {}) {
  const write = {
    sent: 0,
    account: 'user/14',
    key: 'createTicket k',
    input: { subject: 'secret words' } as unknown,
    run: async () => {
      write.sent++;
      return applied;
    },
    unknown: () => unknown,
    signal: new AbortController().signal,
    ...more,
  };
  return write;
}

const never = () => new Promise<never>(() => undefined);

const stores: readonly (readonly [string, () => Promise<KeyStore>])[] = [
  ['in memory', async () => new MemoryKeys()],
  ['in a directory', () => JournalKeys.open(directory())],
];

describe.each(stores)('writing once by a key that is kept %s', (_, opened) => {
  test('is one write, at the same time and later, for each account and key', async () => {
    const once = new WriteOnce(await opened(), sealer);
    const write = counted();
    const both = await Promise.all([once.once(write), once.once(write)]);
    expect(both).toEqual([applied, applied]);
    expect(await once.once(write)).toEqual(applied);
    expect(write.sent).toBe(1);
    await once.once({ ...write, account: 'user/15' });
    await once.once({ ...write, key: 'createTicket other' });
    expect(write.sent).toBe(3);
  });

  test('refuses another input, bytes counted', async () => {
    const once = new WriteOnce(await opened(), sealer);
    const bytes = (text: string) => counted({ input: { bytes: Buffer.from(text) } });
    await once.once(bytes('one'));
    await expect(once.once(bytes('two'))).rejects.toThrow(/different input/);
    await expect(once.once(bytes('one'))).resolves.toEqual(applied);
  });

  test('forgets what RT cannot have seen', async () => {
    const once = new WriteOnce(await opened(), sealer);
    const failing = counted({ run: () => Promise.reject(new Error('no connection')) });
    await expect(once.once(failing)).rejects.toThrow('no connection');
    await expect(once.once(counted())).resolves.toEqual(applied);
  });

  test('keeps a result only up to a size: a longer one is shortened, or unknown to a retry', async () => {
    const once = new WriteOnce(await opened(), sealer);
    const long = { ...applied, messages: ['x'.repeat(fixedLimits.maxKeyedResultBytes)] };
    const write = counted({ run: async () => long });
    expect(await once.once(write)).toEqual(long);
    expect(await once.once(write)).toEqual(unknown);
    const shortened = counted({ key: 'cut', run: async () => long, kept: () => applied });
    expect(await once.once(shortened)).toEqual(long);
    expect(await once.once(shortened)).toEqual(applied);
  });

  test('gives an account no more keys than there is room for their results, and the others theirs', async () => {
    const once = new WriteOnce(await opened(), sealer);
    const large = { ...applied, messages: ['x'.repeat(180_000)] };
    const write = (key: string, account = 'user/14') =>
      counted({ key, account, run: async () => large });
    let refused: unknown;
    let nth = 0;
    for (; refused === undefined && nth < 1000; nth++) {
      const result = await once.once(write(`k${nth}`)).catch((error) => error);
      if (result instanceof Error) refused = result;
    }
    expect(refused).toMatchObject({ code: 'RATE_LIMITED' });
    expect(nth).toBeGreaterThan(60);
    expect(nth).toBeLessThan(80);
    // None of those before is lost.
    expect(await once.once(counted({ key: 'k0' }))).toEqual(large);
    expect(await once.once(counted({ key: `k${nth - 2}` }))).toEqual(large);
    expect(await once.once(write('k0', 'user/15'))).toEqual(large);
  });

  test('has no room for results of writes that began together either', async () => {
    const store = await opened();
    const once = new WriteOnce(store, sealer);
    const large = { ...applied, messages: ['x'.repeat(180_000)] };
    let finish: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const keys = Array.from({ length: 100 }, (__, at) => `k${at}`);
    const all = keys.map((key) => once.once(counted({ key, run: () => held.then(() => large) })));
    await sleep(50);
    finish();
    expect(await Promise.all(all)).toEqual(keys.map(() => large));
    const told = await Promise.all(keys.map((key) => once.once(counted({ key }))));
    const whole = told.filter((report) => report.outcome === 'APPLIED');
    expect(whole.length * 240_000).toBeLessThan(fixedLimits.maxKeysBytesOfAccount);
    expect(whole.length).toBeGreaterThan(60);
    expect(told.filter((report) => report.outcome !== 'APPLIED')).toEqual(
      Array.from({ length: keys.length - whole.length }, () => unknown),
    );
    await store.close();
  });

  test('waits for the first request no longer than its own time', async () => {
    const once = new WriteOnce(await opened(), sealer);
    let finish: (report: WriteReport) => void = () => undefined;
    const run = () =>
      new Promise<WriteReport>((resolve) => {
        finish = resolve;
      });
    const first = once.once(counted({ run }));
    const late = await once.once(counted({ signal: AbortSignal.timeout(20) }));
    expect(late).toEqual(unknown);
    finish(applied);
    expect(await first).toEqual(applied);
    expect(await once.once(counted({ signal: AbortSignal.abort() }))).toEqual(applied);
  });
});

test('a file of a write counts by its hash, and its bytes never become a list of numbers', async () => {
  const store = new MemoryKeys();
  const begun = vi.spyOn(store, 'begin');
  const listed = vi.spyOn(Buffer.prototype, 'toJSON');
  try {
    const bytes = Buffer.from('a file');
    const input = { at: new Date(0), files: [{ name: 'a', bytes }, bytes, undefined] };
    await new WriteOnce(store, sealer).once(counted({ input }));
    const hash = sealer.hash(bytes);
    const text = JSON.stringify({ ...input, files: [{ name: 'a', bytes: hash }, hash, undefined] });
    expect(begun.mock.calls[0]?.[1]).toBe(sealer.hash(text));
    expect(listed).not.toHaveBeenCalled();
  } finally {
    listed.mockRestore();
  }
});

describe('keys in memory', () => {
  test('of one account push out nobody else’s, and forgets nothing before its day is over', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const once = new WriteOnce(new MemoryKeys(), sealer);
      const first = counted({ account: 'user/15' });
      await once.once(first);
      const keys = Array.from({ length: fixedLimits.maxKeysOfAccount }, (__, at) => `k${at}`);
      await Promise.all(keys.map((key) => once.once(counted({ key }))));
      const refused = await once.once(counted({ key: 'one more' })).catch((error) => error);
      expect(refused).toMatchObject({ code: 'RATE_LIMITED' });
      const repeated = counted({ key: 'k0' });
      await once.once(repeated);
      await once.once(first);
      expect([repeated.sent, first.sent]).toEqual([0, 1]);
      vi.setSystemTime(Date.now() + fixedLimits.maxKeyMs + 1000);
      const later = counted({ key: 'one more' });
      await once.once(later);
      expect(later.sent).toBe(1);
    } finally {
      vi.useRealTimers();
    }
  });

  test('have room over all accounts, and again when a day is over', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const keys = new MemoryKeys();
      const result = 'x'.repeat(fixedLimits.maxKeyedResultBytes);
      const fill = async (account: string) => {
        for (let nth = 0; nth < 50; nth++) {
          const name = { account, key: `${nth}` };
          await keys.begin(name, 'f');
          await keys.end(name, { fingerprint: 'f', since: Date.now(), result });
        }
      };
      let accounts = 0;
      const full = async () => {
        for (; accounts < 100; accounts++) await fill(`${accounts}`);
      };
      await expect(full()).rejects.toMatchObject({ code: 'OVERLOADED' });
      expect(accounts * 50 * result.length).toBeLessThan(fixedLimits.maxKeysBytes);
      expect(accounts).toBeGreaterThan(10);
      vi.setSystemTime(Date.now() + fixedLimits.maxKeyMs + 1000);
      await fill('later');
      expect(keys.size).toBe(50);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('keys in a directory', () => {
  test('outlast the process: what ended is told, and what did not is unknown', async () => {
    const place = directory();
    const before = await JournalKeys.open(place);
    const once = new WriteOnce(before, sealer);
    await once.once(counted());
    void once.once(counted({ key: 'begun', run: never }));
    const failing = counted({ key: 'failed', run: () => Promise.reject(new Error('refused')) });
    await once.once(failing).catch(() => undefined);
    // The process is killed here, in the middle of a line.
    appendFileSync(join(place, 'idempotency-keys.jsonl'), '["begin","x');

    for (let restart = 0; restart < 3; restart++) {
      const after = new WriteOnce(await JournalKeys.open(place), sealer);
      const [ended, begun, failed] = ['createTicket k', 'begun', `failed`].map((key) =>
        counted({ key }),
      );
      if (!ended || !begun || !failed) throw new Error('three writes');
      expect(await after.once(ended)).toEqual(applied);
      expect(await after.once(begun)).toEqual(unknown);
      expect([ended.sent, begun.sent]).toEqual([0, 0]);
      await after.once(failed);
      expect(failed.sent).toBe(restart === 0 ? 1 : 0);
      await expect(after.once(counted({ input: 'other' }))).rejects.toThrow(/different input/);
    }
  });

  test('survive lines that are damaged, cut short or too long: what ended is unknown, never done again', async () => {
    const place = directory();
    const file = join(place, 'idempotency-keys.jsonl');
    const before = await JournalKeys.open(place);
    await new WriteOnce(before, sealer).once(counted());
    await before.close();
    const [whole = ''] = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => /^\["end"/.test(line));
    const named = (key: string) =>
      whole.replace(sealer.hash('user/14 createTicket k'), sealer.hash(`user/14 ${key}`));
    const long = 'x'.repeat(2 * fixedLimits.maxKeyedResultBytes);
    writeFileSync(
      file,
      [
        '[]',
        'null',
        '{"a":1}',
        'x'.repeat(3_000_000),
        named('long').replace(/"\]$/, `${long}"]`),
        '["begin",1,2,3,4]',
        named('cut').slice(0, -20),
        named('damaged').replace(/..$/, '\u0000'),
        '["begin","a',
        whole,
      ].join('\n'),
    );
    for (let restart = 0; restart < 2; restart++) {
      const journal = await JournalKeys.open(place);
      const after = new WriteOnce(journal, sealer);
      for (const key of ['long', 'cut', 'damaged']) {
        const write = counted({ key });
        expect([key, await after.once(write), write.sent]).toEqual([key, unknown, 0]);
      }
      const ended = counted();
      expect([await after.once(ended), ended.sent]).toEqual([applied, 0]);
      await journal.close();
      expect(statSync(file).size).toBeLessThan(10_000);
    }
  });

  test('are read from a file that is larger than any text may be', async () => {
    const place = directory();
    const file = join(place, 'idempotency-keys.jsonl');
    const before = await JournalKeys.open(place);
    await new WriteOnce(before, sealer).once(counted());
    await before.close();
    // Without blocks on the disk, so it takes no room there.
    truncateSync(file, 600 * 1024 * 1024);
    const journal = await JournalKeys.open(place);
    const write = counted();
    expect([await new WriteOnce(journal, sealer).once(write), write.sent]).toEqual([applied, 0]);
    await journal.close();
    expect(statSync(file).size).toBeLessThan(10_000);
  });

  test('are written anew before what is no longer known fills the disk', async () => {
    const place = directory();
    const file = join(place, 'idempotency-keys.jsonl');
    const journal = await JournalKeys.open(place);
    const result = 'x'.repeat(fixedLimits.maxKeyedResultBytes);
    for (let nth = 0; nth < 200; nth++) {
      const name = { account: 'a', key: `${nth}` };
      await journal.begin(name, 'f');
      await journal.end(name, { fingerprint: 'f', since: Date.now(), result });
      await journal.forget(name);
      expect(statSync(file).size).toBeLessThan(1.1 * fixedLimits.maxKeysBytesOfAccount);
    }
    await journal.close();
  });

  test('are not sent to RT before they are kept', async () => {
    const journal = await JournalKeys.open(directory());
    await journal.close();
    const write = counted();
    const refused = await new WriteOnce(journal, sealer).once(write).catch((error) => error);
    expect(refused).toMatchObject({ code: 'OVERLOADED' });
    expect(write.sent).toBe(0);
  });

  test('are refused together where the lines of several cannot be written', async () => {
    const place = directory();
    const journal = await JournalKeys.open(place);
    const handle = await open(join(place, 'probe'), 'w');
    const append = vi.spyOn(Object.getPrototypeOf(handle), 'appendFile');
    await handle.close();
    let fail: (error: Error) => void = () => undefined;
    append.mockImplementationOnce(() => new Promise((_, reject) => (fail = reject)));
    append.mockImplementationOnce(() => Promise.reject(new Error('ENOSPC')));
    try {
      const name = (key: string) => ({ account: 'a', key });
      const first = journal.begin(name('first'), 'f').catch((error) => error);
      while (append.mock.calls.length === 0) await sleep(1);
      const both = ['A', 'B'].map((key) => journal.begin(name(key), 'f').catch((error) => error));
      fail(new Error('EIO'));
      const refused = { code: 'OVERLOADED' };
      expect(await Promise.all([first, ...both])).toMatchObject([refused, refused, refused]);
      expect(await journal.begin(name('A'), 'f')).toBeUndefined();
      expect(readFileSync(join(place, 'idempotency-keys.jsonl'), 'utf8')).toContain('"A"');
    } finally {
      append.mockRestore();
      await journal.close();
    }
  });

  test('leave no file open or behind where they cannot be written anew', async () => {
    const place = directory();
    const handle = await open(join(place, 'probe'), 'w');
    const sync = vi.spyOn(Object.getPrototypeOf(handle), 'datasync');
    await handle.close();
    sync.mockImplementation(() => Promise.reject(new Error('ENOSPC')));
    try {
      await expect(JournalKeys.open(place)).rejects.toThrow('ENOSPC');
      // A file handle that is closed has no number.
      expect(sync.mock.contexts).toMatchObject([{ fd: -1 }]);
      expect(readdirSync(place)).not.toContain('idempotency-keys.jsonl.new');
    } finally {
      sync.mockRestore();
    }
  });

  test('show nothing of what was written', async () => {
    const place = directory();
    const once = new WriteOnce(await JournalKeys.open(place), sealer);
    await once.once(counted());
    const file = readFileSync(join(place, 'idempotency-keys.jsonl'), 'utf8');
    expect(file).not.toMatch(/secret words|made|user\/14|createTicket/);
  });
});
