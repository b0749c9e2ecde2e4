import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fixedLimits } from '../../limits.js';
import type { SharedState } from '../state/state.js';

/** The answer, or 1 for whoever is to ask for it now, or 0 while another one does. */
const take = `
local answer = redis.call('GET', KEYS[1])
if answer then return answer end
if redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2], 'NX') then return 1 end
return 0`;

/** Goes on asking. */
const keep = `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end`;

/** Lets another one ask. */
const letGo = `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end`;

/** How much longer each pause is, up to eight times the first. */
const growth = 1.5;

/**
 * Answers to questions that several replicas have: the first to come asks RT, and the others read what it was told, sealed,
 * from Redis. Another one takes over from one that fails or dies. Without Redis each asks for itself.
 */
export class SharedAnswers {
  readonly #state: SharedState;
  /** Until when a Redis that does not answer is not asked. */
  #restUntil = 0;

  constructor(state: SharedState) {
    this.#state = state;
  }

  /** The answer to the question of that name. */
  async once(
    name: string,
    ask: () => Promise<readonly number[]>,
    signal: AbortSignal,
  ): Promise<readonly number[]> {
    const { link, sealer } = this.#state;
    const { sharedAnswerTurnMs, sharedAnswerMs, sharedAnswerPollMs } = fixedLimits;
    const turn = `${name}:turn`;
    const me = randomUUID();
    const look = () =>
      this.#ask(() => link.redis.eval(take, 2, name, turn, me, sharedAnswerTurnMs));
    let found = await look();
    for (let pause: number = sharedAnswerPollMs; found === 0; ) {
      await sleep(pause, undefined, { signal });
      pause = Math.min(growth * pause, 8 * sharedAnswerPollMs);
      found = await look();
    }
    if (typeof found === 'string') {
      const text = sealer.open(found, name);
      if (text !== undefined) return JSON.parse(text);
    }
    if (found !== 1) return ask();
    const renewal = setInterval(() => {
      void this.#ask(() => link.redis.eval(keep, 1, turn, me, sharedAnswerTurnMs));
    }, sharedAnswerTurnMs / 3);
    try {
      const answer = await ask();
      const sealed = sealer.seal(JSON.stringify(answer), name);
      await this.#ask(() => link.redis.set(name, sealed, 'PX', sharedAnswerMs));
      return answer;
    } finally {
      clearInterval(renewal);
      void this.#ask(() => link.redis.eval(letGo, 1, turn, me));
    }
  }

  /** What Redis says; undefined where it does not answer, which costs the time to find out only now and then. */
  async #ask(command: () => Promise<unknown>): Promise<unknown> {
    if (Date.now() < this.#restUntil) return undefined;
    try {
      return await command();
    } catch {
      this.#restUntil = Date.now() + fixedLimits.sharedAnswerTurnMs;
      return undefined;
    }
  }
}
