import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fixedLimits } from '../../../../src/limits.js';
import { Secret } from '../../../../src/rt/connection/secret.js';
import { ForbiddenError } from '../../../../src/rt/errors.js';
import { LinkSealer } from '../../../../src/server/downloads/sealed-links.js';

const key = () => new Secret('a key that replicas share, of 32 letters');
const link = {
  attachment: 7,
  disposition: 'inline',
  callerKey: 'caller',
  cookie: new Secret('RT_SID_x.80=0123456789abcdef'),
} as const;

afterEach(() => {
  vi.useRealTimers();
});

describe('a sealed link', () => {
  test('opens where the key is the same, and nowhere else', () => {
    const signature = new LinkSealer(key()).seal(link);
    const opened = new LinkSealer(key()).open(signature, 7);
    expect(opened).toMatchObject({ attachment: 7, disposition: 'inline', callerKey: 'caller' });
    expect(opened.cookie?.reveal()).toBe('RT_SID_x.80=0123456789abcdef');
    expect(() => new LinkSealer(undefined).open(signature, 7)).toThrow(ForbiddenError);
    expect(() => new LinkSealer(key()).open(signature, 8)).toThrow(ForbiddenError);
  });

  test('without a session says so', () => {
    const sealer = new LinkSealer(undefined);
    const signature = sealer.seal({ ...link, cookie: undefined });
    expect(sealer.open(signature, 7).cookie).toBeUndefined();
  });

  test('shows nothing of what is in it', () => {
    const bytes = Buffer.from(new LinkSealer(key()).seal(link), 'base64url').toString('latin1');
    expect(bytes).not.toMatch(/RT_SID|0123456789abcdef|caller|inline/);
  });

  test('works for five minutes, and for no more than six', () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 0, 1, 12, 0, 30) });
    const sealer = new LinkSealer(key());
    const signature = sealer.seal(link);
    vi.advanceTimersByTime(fixedLimits.minLinkMs);
    expect(sealer.open(signature, 7).attachment).toBe(7);
    vi.advanceTimersByTime(60_000);
    expect(() => sealer.open(signature, 7)).toThrow(/expired/);
  });

  test('stays the same for its minute, and differs by all that it says', () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 0, 1, 12, 0, 30) });
    const sealer = new LinkSealer(key());
    const seals = [
      link,
      { ...link, attachment: 8 },
      { ...link, disposition: 'attachment' as const },
      { ...link, callerKey: 'other' },
      { ...link, cookie: undefined },
    ].map((one) => sealer.seal(one));
    expect(sealer.seal(link)).toBe(seals[0]);
    expect(new Set(seals).size).toBe(seals.length);
    // A nonce that stood for two contents would give away their difference.
    expect(new Set(seals.map((seal) => seal.slice(0, 16))).size).toBe(seals.length);
  });

  test('that was changed anywhere opens nothing', () => {
    const sealer = new LinkSealer(key());
    const bytes = Buffer.from(sealer.seal(link), 'base64url');
    fc.assert(
      fc.property(
        fc.nat({ max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, flip) => {
          const changed = Buffer.from(bytes);
          changed[at] = (changed[at] ?? 0) ^ flip;
          expect(() => sealer.open(changed.toString('base64url'), 7)).toThrow(ForbiddenError);
        },
      ),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => sealer.open(text, 7)).toThrow(ForbiddenError);
      }),
    );
  });
});
