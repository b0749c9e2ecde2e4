import { setTimeout as sleep } from 'node:timers/promises';
import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import { fixedLimits } from '../../limits.js';
import {
  RtBadReplyError,
  RtNotReachedError,
  RtTimeoutError,
  RtUnavailableError,
} from '../errors.js';

/** What a request's end tells of RT. */
type Sign = 'well' | 'down' | 'doubtful' | 'nothing';

class Down extends Error {}
class Nothing extends Error {}

/**
 * Keeps requests from an RT that is down, so that they fail at once, do not wait for it, and leave it alone while it
 * starts. It opens after some failures in a row of the connection to RT. A broken connection, silence or an error page
 * may also be due to one request, whoever sent it; after as many of these RT is asked for something harmless, and only
 * if that fails too it is down.
 *
 * While it is open and somebody wants RT, RT is asked for something harmless about once a second. Who comes when that
 * begins waits a moment for the verdict; a write is not to be what finds out.
 */
export class Breaker {
  readonly #policy = circuitBreaker(
    handleWhen((error) => error instanceof Down),
    // When RT is tried is decided here.
    { halfOpenAfter: 0, breaker: new ConsecutiveBreaker(fixedLimits.breakerFailures) },
  );
  readonly #probe: () => Promise<unknown>;
  /** When RT may be tried again, in the time of `performance.now()`. */
  #dueAt = 0;
  #trial: { readonly began: number; readonly end: Promise<unknown> } | undefined;
  /** Comes once the last probe has been judged. */
  #verdict: Promise<unknown> = Promise.resolve();
  #doubts = 0;
  #probing = false;

  /**
   * `probe` asks RT for something harmless, and `begin`s as a probe; `onChange` is called when RT is found to be down,
   * and when it is back.
   */
  constructor(probe: () => Promise<unknown>, onChange: (isOpen: boolean) => void) {
    this.#probe = probe;
    this.#policy.onBreak(() => {
      if (!this.#trial) this.#dueAt = performance.now() + fixedLimits.breakerCheckMs;
      onChange(true);
    });
    this.#policy.onReset(() => onChange(false));
  }

  /** Why nothing is sent to RT at the moment; undefined when it may be tried. */
  refusal(): RtUnavailableError | undefined {
    if (!this.isOnTrial) return undefined;
    const now = performance.now();
    const mayWait = this.#trial
      ? now < this.#trial.began + fixedLimits.maxVerdictMs
      : now >= this.#dueAt;
    return mayWait ? undefined : isDown();
  }

  /** Whether RT is down as far as is known, and has to be tried before anything is sent. */
  get isOnTrial(): boolean {
    return this.#policy.state !== CircuitState.Closed;
  }

  /**
   * Finds out whether an RT that was down is back. One request decides for all who come meanwhile. It is not one of
   * theirs.
   * @throws RtUnavailableError when RT is still down, or does not say so in a moment
   */
  async tryRt(): Promise<void> {
    const refusal = this.refusal();
    if (refusal) throw refusal;
    const { began, end } = this.#trial ?? this.#startTrial();
    const leftMs = Math.max(0, began + fixedLimits.maxVerdictMs - performance.now());
    await Promise.race([end, sleep(leftMs, undefined, { ref: false })]);
    if (this.isOnTrial) throw isDown();
  }

  #startTrial() {
    const began = performance.now();
    this.#dueAt = began + fixedLimits.breakerCheckMs;
    const end = this.#probe()
      .catch(() => undefined)
      .then(() => this.#verdict)
      .finally(() => {
        this.#trial = undefined;
      });
    this.#trial = { began, end };
    return this.#trial;
  }

  /**
   * Call when a request is sent; the function that it returns takes its end, and whether its caller ended it. Undefined
   * stands for an answer, or for the part of one that was wanted.
   * @throws RtUnavailableError when RT is down, but for a probe
   */
  begin({
    isProbe = false,
  }: {
    readonly isProbe?: boolean;
  } = {}): (end: unknown, isCallersEnd?: boolean) => void {
    if (this.isOnTrial && !isProbe) throw isDown();
    let settle: (sign: Sign) => void = () => undefined;
    const sign = new Promise<Sign>((resolve) => {
      settle = resolve;
    });
    const verdict = this.#policy
      .execute(async () => {
        const seen = await sign;
        if (seen === 'down') throw new Down();
        if (seen !== 'well') throw new Nothing();
      })
      .catch(() => undefined);
    if (isProbe) this.#verdict = verdict;
    const began = performance.now();
    return (end, isCallersEnd = false) => {
      // Who leaves at once says nothing of RT, and who has waited in vain does.
      const isInVain =
        end !== undefined && performance.now() - began >= fixedLimits.breakerSilenceMs;
      const left: Sign = isInVain ? 'doubtful' : 'nothing';
      const seen = isCallersEnd ? left : signOf(end);
      if (seen === 'well') this.#doubts = 0;
      // What was on trial failed the trial.
      const failed = seen === 'doubtful' && this.isOnTrial;
      settle(failed ? 'down' : seen);
      if (seen === 'doubtful' && !failed) this.#doubt();
    };
  }

  #doubt(): void {
    if (++this.#doubts < fixedLimits.breakerFailures || this.#probing) return;
    this.#probing = true;
    this.#doubts = 0;
    this.#probe()
      .catch(async (error: unknown) => {
        if (signOf(error) === 'nothing') return;
        for (let count = 0; count < fixedLimits.breakerFailures; count++) {
          await this.#policy.execute(() => Promise.reject(new Down())).catch(() => undefined);
        }
      })
      .finally(() => {
        this.#probing = false;
      });
  }
}

function isDown(): RtUnavailableError {
  return new RtUnavailableError('RT is unreachable. The server will try again shortly.', {
    sent: false,
    retryAfterSeconds: Math.ceil(fixedLimits.breakerCheckMs / 1000),
  });
}

function signOf(end: unknown): Sign {
  if (end === undefined) return 'well';
  if (end instanceof RtUnavailableError) return end.sent ? 'doubtful' : 'down';
  if (end instanceof RtTimeoutError) return 'doubtful';
  // A web server turned the request away, or refused who sent it: it is there, and says nothing of RT.
  if (end instanceof RtNotReachedError) return 'nothing';
  return end instanceof RtBadReplyError ? 'doubtful' : 'nothing';
}
