import type { Fault } from './fault-proxy.js';
import type { Seeded } from './seeded.js';

/** One of each kind of fault, as often as the others. */
export function anyFault(random: Seeded): Fault {
  const reaches = random.below(2) === 0;
  return random.pick<() => Fault>([
    () => ({ kind: 'delay', ms: 20 }),
    () => ({ kind: 'stall' }),
    () => ({ kind: 'late', ms: 2000 }),
    () => ({ kind: 'reset', when: random.pick(['unsent', 'answered', 'within'] as const) }),
    () => ({ kind: 'cut', at: random.next(), sign: random.pick(['length', 'chunk'] as const) }),
    () => ({ kind: 'cut', at: random.next(), sign: random.pick(['corrected', 'close'] as const) }),
    () => ({ kind: 'cut', at: 1 - random.next() * 0.1, sign: 'corrected' }),
    () => ({ kind: 'drip', ms: 5 }),
    () => ({ kind: 'html', reaches }),
    () => ({ kind: 'garbage', reaches }),
    () => ({ kind: 'not-http', reaches }),
    () => ({ kind: 'empty', reaches }),
    () => ({ kind: 'unavailable', reaches }),
    () => ({ kind: 'unauthorized' }),
    () => ({ kind: 'redirect' }),
    () => ({ kind: 'idle' }),
  ])();
}
