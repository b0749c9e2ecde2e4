import type { MultipartBody } from '../rest1/multipart.js';
import type { Reply } from './reply.js';
import type { Read } from './shared-request.js';
import type { WriteProgress } from './transport.js';

/** One request to RT, named for the trace. Parameters go in the body, so that none can end up in a log. */
export interface RtCall extends Read<RtCall, Reply> {
  /** Path below `/REST/1.0/`; the operation itself when absent. */
  readonly path?: string;
  readonly params?: readonly (readonly [name: string, value: string])[];
  /** A ready multipart body instead of parameters. */
  readonly multipart?: MultipartBody;
  /** Changes something in RT, merges included. Such a call is never sent twice. */
  readonly write?: boolean;
  /** Hears how far a write has come. */
  readonly progress?: WriteProgress;
}
