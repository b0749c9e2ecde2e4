import { fixedLimits } from '../../limits.js';
import type { Errand } from './errand.js';
import type { FallbackReason } from './observer.js';
import { readBody } from './read-body.js';
import type { Transport } from './transport.js';

/** Whether one RT has REST 2.0: found out by asking, remembered for all callers, and asked again from time to time. */
export class Rest2Presence {
  readonly #transport: Transport;
  readonly #isAllowed: boolean;
  #answer: Promise<boolean> | undefined;
  #isThere: boolean | undefined;
  #askedAt = 0;

  constructor(transport: Transport, { isAllowed }: { readonly isAllowed: boolean }) {
    this.#transport = transport;
    this.#isAllowed = isAllowed;
  }

  /**
   * Whether REST 2.0 is to be asked. A stranger is refused by it in JSON; all else (RT 4's login page, a proxy's) is
   * taken for its absence. The probe bears no credentials and no cookie, and costs RT 3 ms.
   */
  isThere(errand?: Errand): boolean | Promise<boolean> {
    if (!this.#isAllowed) return false;
    if (this.#isThere === true) return true;
    // Where RT itself was away, nothing was learnt, and it is asked again soon.
    const pause =
      this.#isThere === false ? fixedLimits.maxRest2AbsenceMs : fixedLimits.maxProbeAgeMs;
    if (this.#askedAt > 0 && Date.now() - this.#askedAt < pause && !this.#answer) return false;
    this.#answer ??= this.#ask(errand).finally(() => {
      this.#answer = undefined;
    });
    return this.#answer;
  }

  /** REST 1.0 answers instead. If REST 2.0 failed in a way that may mean that it is gone, it is looked for again. */
  doubt(reason: FallbackReason): void {
    this.#transport.observer.fellBack?.(reason);
    if (reason === 'status' || reason === 'not-json') {
      this.#isThere = undefined;
      this.#askedAt = 0;
    }
  }

  async #ask(errand: Errand | undefined): Promise<boolean> {
    this.#askedAt = Date.now();
    try {
      const { statusCode, headers, body } = await this.#transport.send({
        rest: 2,
        method: 'GET',
        operation: 'probe',
        path: 'rt',
        write: false,
        headers: {},
        errand,
        signal: AbortSignal.timeout(fixedLimits.maxProbeMs),
      });
      const text = (await readBody(body, fixedLimits.maxLoginReplyBytes)).toString('utf8');
      const isThere = refusesStranger(statusCode, headers['content-type'], text);
      this.#isThere = isThere || statusCode < 500 ? isThere : undefined;
    } catch {
      // REST 1.0 tells what is wrong with RT, if anything is.
      this.#isThere = undefined;
    }
    return this.#isThere === true;
  }
}

/**
 * Whether an answer to a request without credentials is REST 2.0's own: HTTP 401 with a message in JSON. Throws where
 * what should be JSON was cut, which shows nothing.
 */
export function refusesStranger(
  status: number,
  type: string | string[] | undefined,
  text: string,
): boolean {
  return status === 401 && /json/.test(String(type ?? '')) && 'message' in JSON.parse(text);
}
