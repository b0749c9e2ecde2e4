import type { Wanted } from '../loaders/columns.js';
import type { Loaders } from '../loaders/loaders.js';
import type { ByteBudget } from '../rt/byte-budget.js';
import type { RtClient } from '../rt/client.js';
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
  readonly rt: RtClient;
  readonly limits: Limits;
  /** What the answer may still hold of files and texts. */
  readonly answerBytes: ByteBudget;
  readonly guard: WriteGuard;
  /** What a mutation's caller selects of its ticket, so that the read that checks the write brings it along. */
  readonly selected?: Wanted;
  /** A hash that stands for the caller. */
  readonly callerKey: string;
  /** The address of an attachment's bytes at this server. */
  readonly downloadUrl: (attachmentId: number, disposition: 'attachment' | 'inline') => string;
}
