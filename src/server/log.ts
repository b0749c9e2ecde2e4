import { type DestinationStream, type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import type { LogLevel } from '../config.js';

export type { Logger };

/** JSON lines on stdout when it is not a terminal, readable lines when it is. */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const readable = process.stdout.isTTY
    ? pretty({ ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss', sync: true })
    : pino.destination({ dest: 1, sync: true });
  return pino({ level, base: null }, destination ?? readable);
}
