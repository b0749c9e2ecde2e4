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
 */
export class Breaker {
  readonly #policy = circuitBreaker(
    handleWhen((error) => error instanceof Down),
    {
      halfOpenAfter: fixedLimits.breakerOpenMs,
      breaker: new ConsecutiveBreaker(fixedLimits.breakerFailures),
    },
  );
  readonly #probe: () => Promise<unknown>;
  #opened = 0;
  #doubts = 0;
  #probing = false;

  /** `probe` asks RT for something harmless; `onChange` is called when RT is found to be down, and when it is back. */
  constructor(probe: () => Promise<unknown>, onChange: (isOpen: boolean) => void) {
    this.#probe = probe;
    this.#policy.onBreak(() => {
      this.#opened = Date.now();
      onChange(true);
    });
    this.#policy.onReset(() => onChange(false));
  }

  /** Why nothing is sent to RT at the moment; undefined when it may be tried. */
  refusal(): RtUnavailableError | undefined {
    const left = this.#opened + fixedLimits.breakerOpenMs - Date.now();
    // While RT is tried, whoever comes waits for the verdict.
    if (this.#policy.state !== CircuitState.Open || left <= 0) return undefined;
    return new RtUnavailableError('RT is unreachable. The server will try again shortly.', {
      sent: false,
      retryAfterSeconds: Math.max(1, Math.ceil(left / 1000)),
    });
  }

  /** Whether it has to be tried first if RT is back. */
  get isOnTrial(): boolean {
    return this.#policy.state !== CircuitState.Closed;
  }

  /**
   * Call when a request is sent; the function that it returns takes its end. Undefined stands for an answer.
   * @throws RtUnavailableError when RT is down
   */
  begin(): (end: unknown, isCallersEnd?: boolean) => void {
    const refusal = this.refusal();
    if (refusal) throw refusal;
    let settle: (sign: Sign) => void = () => undefined;
    const sign = new Promise<Sign>((resolve) => {
      settle = resolve;
    });
    this.#policy
      .execute(async () => {
        const seen = await sign;
        if (seen === 'down') throw new Down();
        if (seen !== 'well') throw new Nothing();
      })
      .catch(() => undefined);
    return (end, isCallersEnd = false) => {
      const seen = isCallersEnd ? 'nothing' : signOf(end);
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

function signOf(end: unknown): Sign {
  if (end === undefined) return 'well';
  if (end instanceof RtUnavailableError) return end.sent ? 'doubtful' : 'down';
  if (end instanceof RtTimeoutError) return 'doubtful';
  // A web server turned the request away, or refused who sent it: it is there, and says nothing of RT.
  if (end instanceof RtNotReachedError) return 'nothing';
  return end instanceof RtBadReplyError ? 'doubtful' : 'nothing';
}
