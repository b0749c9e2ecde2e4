import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../../support/backends/shared-backends.js';
import { anyFault } from '../../support/faults/all-faults.js';
import {
  type FaultProxy,
  type ProxiedRequest,
  startFaultProxy,
} from '../../support/faults/fault-proxy.js';
import { type Found, writes } from '../../support/faults/faulted-writes.js';
import { faultCount, seeded } from '../../support/faults/seeded.js';
import { type Answer, appFor } from '../../support/graphql/ask.js';
import { refusalsOf, sendMutation } from '../../support/graphql/mutate.js';
import { type RawRt, rawRt } from '../../support/rest1/raw-rt.js';

const wayed = sharedBackends().flatMap((backend) => [
  { ...backend, rest: 'auto' },
  ...(backend.name === 'RT 5' ? [{ ...backend, rest: '1' }] : []),
]);

/** Whether a request is one that RT writes over. */
function isWrite({ method, path }: ProxiedRequest): boolean {
  if (path.startsWith('/REST/2.0/')) {
    return method === 'PUT' || /\/ticket(?:\/\d+\/(?:comment|correspond))?$/.test(path);
  }
  return /\/(?:new|edit|comment|take|link)$|\/merge\/\d+$/.test(path);
}

/** What a verdict says that is not so; undefined for a true one. */
function lie({ data, errors }: Answer, { times, isSpoiled, wasThere }: Found): string | undefined {
  const payload = data?.payload;
  if (times > 1) return 'done twice';
  if (isSpoiled && payload?.outcome !== 'PARTIAL') return 'something was lost';
  if (!payload)
    return times === 0 || wasThere ? undefined : `an error, but done: ${JSON.stringify(errors)}`;
  switch (payload.outcome) {
    case 'APPLIED':
      return times === 1 ? undefined : 'APPLIED, but not done';
    case 'PARTIAL':
      return refusalsOf(payload).some((one) => one.startsWith('UNKNOWN_OUTCOME'))
        ? undefined
        : `PARTIAL, but known: ${refusalsOf(payload)}`;
    default:
      return times === 0 || wasThere ? undefined : `${payload.outcome}, but done`;
  }
}

describe.each(wayed)('writes on $name with RT_REST=$rest', ({ url, rest, name }) => {
  let proxy: FaultProxy;
  let app: ReturnType<typeof appFor>;
  let clean: ReturnType<typeof appFor>;
  let raw: RawRt;
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  beforeAll(async () => {
    process.on('unhandledRejection', note);
    proxy = await startFaultProxy(url);
    app = appFor(proxy.url, { RT_REST: rest, RT_TIMEOUT_MS: '1000' });
    clean = appFor(url, { RT_REST: rest });
    raw = await rawRt(url, 'root', 'password');
  });
  afterAll(async () => {
    await app.close();
    await clean.close();
    await proxy.close();
    process.off('unhandledRejection', note);
  });

  test('whose requests fail in any way are done once or not at all, and told so or as unknown', {
    timeout: 1_800_000,
  }, async () => {
    const random = seeded(16);
    const lies: unknown[] = [];
    const outcomes = new Map<string, number>();
    const count = faultCount(name === 'sandbox' ? 60 : 16);
    for (let at = 0; at < count; at++) {
      const prepare = writes[at % writes.length];
      if (!prepare) throw new Error('no write');
      const { mutation, input, look } = await prepare(clean, raw);
      const fault = anyFault(random);
      // Mostly the write itself, else whatever is asked before or after it.
      const nth = random.below(10) < 7 ? undefined : random.below(5);
      proxy.choose = (request) => {
        const isMeant = nth === undefined ? isWrite(request) : request.nth === nth;
        return isMeant ? fault : undefined;
      };
      const answer = await sendMutation(app, mutation, input);
      const sent = proxy.seen.filter(isWrite);
      proxy.choose = undefined;
      await proxy.settled();
      const wrong = lie(answer, await look());
      const outcome = answer.data?.payload?.outcome ?? 'error';
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (wrong) {
        lies.push({
          wrong,
          mutation,
          fault,
          nth,
          seen: proxy.seen.map(({ path }) => path),
          sent: sent.map(({ path }) => path),
          answer: answer.data,
          errors: answer.errors,
        });
      }
    }
    process.stderr.write(
      `faulted writes on ${name} (${rest}): ${count}, ${[...outcomes].map((one) => one.join(' ')).join(', ')}; wrong ${lies.length}\n`,
    );
    expect(lies).toEqual([]);
    expect(unhandled).toEqual([]);
  });
});
