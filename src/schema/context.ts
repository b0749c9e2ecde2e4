import type { Loaders } from '../loaders/loaders.js';
import type { ByteBudget } from '../rt/byte-budget.js';
import type { RtWrites } from '../rt/writes.js';
import type { WriteGuard } from './mutation/guard.js';

/** What this server allows, as operators set it; `rtServer.limits` shows it to clients. */
export interface Limits {
  readonly maxPageSize: number;
  readonly maxCost: number;
  readonly maxUploadBytes: number;
  /** Bytes of files and texts in one answer. */
  readonly maxAnswerBytes: number;
  /** Largest attachment that goes out inside a GraphQL answer, in bytes. */
  readonly maxInlineBytes: number;
}

/** One caller's means during one GraphQL operation. Nothing in it outlives the operation. */
export interface Context {
  readonly load: Loaders;
  /** What can be written to RT as the caller. */
  readonly writes: RtWrites;
  readonly limits: Limits;
  /** What the answer may still hold of files and texts. */
  readonly answerBytes: ByteBudget;
  readonly guard: WriteGuard;
  /** A hash that stands for the caller. */
  readonly callerKey: string;
  /** The address of an attachment's bytes at this server. */
  readonly downloadUrl: (attachmentId: number, disposition: 'attachment' | 'inline') => string;
}
