import { afterEach, expect, test } from 'vitest';
import { fixedLimits } from '../../../src/limits.js';
import { connectRt } from '../../../src/rt/connection/connect.js';
import { Secret } from '../../../src/rt/connection/secret.js';
import type { RtError } from '../../../src/rt/errors.js';
import { startSpoiledRest2 } from '../../support/http/spoiled-rest2.js';
import { startFakeRt } from '../../support/rest1/fake-rt.js';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** An RT whose REST 2.0 can be spoiled. */
async function startRt() {
  const fake = await startFakeRt();
  const between = await startSpoiledRest2(fake.url);
  const settings = { rtConcurrency: 2, rtTimeoutMs: 1000, timeZone: 'UTC' };
  const rt = connectRt({ rtUrl: between.url, ...settings });
  ends.push(rt.close, between.close, fake.close);
  const password = new Secret('secret');
  const session = rt.sessions.for({ scheme: 'password', user: 'alice', password });
  return { upstream: rt.open(session, {}).upstream, between };
}

const none = { body: '{"count":0,"page":1,"pages":0,"per_page":1,"total":0,"items":[]}' };
const reads = 200;

test.each([502, 503, 504])(
  'reads that REST 1.0 would serve because a gateway returned HTTP %i are no more than those that may be repeated',
  async (status) => {
    const { upstream, between } = await startRt();
    const codes = new Set<string>();
    let fallbacks = 0;
    for (let at = 0; at < reads; at++) {
      // Every other one, so that RT is not known to be down.
      between.answer = at % 2 === 0 ? none : { status, body: '{}' };
      try {
        if ((await upstream.countTickets('id > 0')) === undefined) fallbacks++;
      } catch (error) {
        codes.add((error as RtError).code);
      }
    }
    expect(codes).toEqual(new Set(['RT_UNAVAILABLE']));
    expect(fallbacks).toBeGreaterThanOrEqual(fixedLimits.maxSavedRetries);
    // After each fallback REST 2.0 is looked for, which is one request more; some are for the login.
    const sent = between.asked.length + fallbacks + 10;
    expect(fallbacks).toBeLessThanOrEqual(
      fixedLimits.maxSavedRetries + (sent * fixedLimits.retryPercent) / 100,
    );
  },
);

test.each([400, 403, 404, 500])(
  'reads to which REST 2.0 itself says HTTP %i are all served by REST 1.0',
  async (status) => {
    const { upstream, between } = await startRt();
    between.answer = { status, body: '{}' };
    for (let at = 0; at < reads; at++) {
      expect(await upstream.countTickets('id > 0')).toBeUndefined();
    }
    expect(between.asked.length).toBeGreaterThanOrEqual(reads);
  },
);
