import { createLogger, type Logger } from '../../../src/server/log.js';

/** A line of the log. */
export type LogLine = Readonly<Record<string, unknown>>;

/** A log that a test can read, as it would stand in a file. */
export function readableLog(level: 'info' | 'warn' = 'info'): {
  readonly log: Logger;
  readonly lines: () => readonly LogLine[];
  readonly text: () => string;
} {
  let text = '';
  const log = createLogger(level, {
    write(line: string) {
      text += line;
    },
  });
  const lines = () =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as LogLine);
  return { log, lines, text: () => text };
}
