/** One RT request as `extensions.rt` reports it. */
export interface RtCallRecord {
  /** Which of RT's interfaces was asked. */
  readonly rest: 1 | 2;
  /** RT's operation, e.g. `show`, `search/ticket`, `ticket/comment`; of REST 2.0 its collection, e.g. `tickets`. */
  readonly operation: string;
  /** How many objects the request asked for. */
  readonly objects: number;
  /** Milliseconds from sending to the last byte, a login included where there had to be one. */
  readonly ms: number;
  /** Bytes of RT's answer. */
  readonly bytes: number;
  /** The columns asked for, `*` for all. */
  readonly columns: readonly string[];
  /** How many operations the request was sent for, where it was more than this one. All of it is told to each. */
  readonly sharers?: number;
}

/** What one GraphQL operation asked of RT. Logins are counted apart: they are shared by many operations. */
export class RtTrace {
  readonly calls: RtCallRecord[] = [];
  logins = 0;
  /** Writes that were sent, or were about to be. */
  writes = 0;

  record(call: RtCallRecord): void {
    this.calls.push(call);
  }

  get bytes(): number {
    return this.calls.reduce((sum, call) => sum + call.bytes, 0);
  }

  get ms(): number {
    return this.calls.reduce((sum, call) => sum + call.ms, 0);
  }
}
