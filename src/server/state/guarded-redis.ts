import { type Command, Redis } from 'ioredis';

/** What a command came to: how Redis replied, or that it did not within its time. */
export type Outcome =
  | { readonly kind: 'answer' }
  | { readonly kind: 'late' }
  | { readonly kind: 'refusal'; readonly cause: string };

/**
 * Replies by which Redis says that it cannot do its work, whatever it is asked. Within a script, older versions put them
 * in the middle of a message of their own.
 */
const cannotServe =
  /(?:^|[\s:]-)(NOREPLICAS|MISCONF|READONLY|OOM|LOADING|BUSY|CLUSTERDOWN|MASTERDOWN|MOVED|NOAUTH|NOPERM)\b/;

/** What the client sends for itself, and what asks about Redis rather than for its work. */
const ownCommands: ReadonlySet<string> = new Set(
  'auth hello select client quit info ping config'.split(' '),
);

/** A connection whose commands fail at once while Redis cannot serve, and which tells what they came to. */
export class GuardedRedis extends Redis {
  /** Whether commands are sent. Those of `unguarded` always are. */
  isOpen = false;
  /** Hears of each command that is not the client's own. */
  onOutcome: ((outcome: Outcome) => void) | undefined;
  #isUnguarded = false;

  /** Sends a command whatever is known of Redis. */
  unguarded<T>(send: () => Promise<T>): Promise<T> {
    this.#isUnguarded = true;
    try {
      return send();
    } finally {
      this.#isUnguarded = false;
    }
  }

  override sendCommand(command: Command, ...more: SendRest): unknown {
    if (this.status !== 'ready' || this.#isUnguarded || ownCommands.has(command.name)) {
      return super.sendCommand(command, ...more);
    }
    if (!this.isOpen) {
      command.reject(new Error('Redis cannot serve.'));
      return command.promise;
    }
    command.promise.then(
      () => this.onOutcome?.({ kind: 'answer' }),
      (error: unknown) => this.onOutcome?.(outcomeOf(error)),
    );
    return super.sendCommand(command, ...more);
  }
}

type SendRest = Parameters<Redis['sendCommand']> extends [unknown, ...infer Rest] ? Rest : never;

/** What the error of a command tells of Redis. Where the connection breaks, that is seen by other means. */
export function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof Error)) return { kind: 'answer' };
  if (error.message === 'Command timed out') return { kind: 'late' };
  const [, cause] = (error.name === 'ReplyError' && cannotServe.exec(error.message)) || [];
  return cause === undefined ? { kind: 'answer' } : { kind: 'refusal', cause };
}
