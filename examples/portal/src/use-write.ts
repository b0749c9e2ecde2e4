import { useRef } from 'react';
import { type CombinedError, type TypedDocumentNode, useMutation } from 'urql';
import type { WriteResultFragment } from './generated/documents.js';

/** What became of a write. */
export type WriteVerdict = Pick<WriteResultFragment, 'outcome' | 'userErrors'>;

/** A write that was sent, as long as no answer has come. */
type Unanswered =
  | {
      /** Its input, and its idempotency key. */
      readonly text: string;
      readonly key: string;
      /** The ticket that it named, if that was merged into another one since. */
      readonly id?: string;
    }
  | undefined;

/** The last write of a form, for `WriteReport`. */
export interface WriteState {
  readonly isBusy: boolean;
  readonly error: CombinedError | undefined;
  readonly result: WriteVerdict | null | undefined;
  /** What was sent; the paths of errors lead into it. */
  readonly input: unknown;
}

/**
 * A mutation whose document calls its field `write`. Each input gets an idempotency key of its own. The same input sent
 * again after no answer came has the same key, so nothing is done twice. An answer that says the outcome is unknown would
 * be repeated for the same key, so what is sent after it has a new one. A form whose draft survives a reload gives a
 * `place` in sessionStorage where the key survives too.
 */
export function useWrite<Result extends WriteVerdict, Input extends object>(
  document: TypedDocumentNode<{ readonly write: Result | null }, { readonly input: Input }>,
  place?: string,
): [write: (input: Input) => Promise<Result | undefined>, state: WriteState] {
  const [{ data, error, fetching, operation }, run] = useMutation(document);
  const unanswered = useRef<Unanswered>(undefined);
  // It moves when the ticket is merged, which may be while the write runs.
  const latestPlace = useRef(place);
  latestPlace.current = place;

  async function write(input: Input): Promise<Result | undefined> {
    const last = read(place) ?? unanswered.current;
    const asLast = last?.id === undefined ? input : Object.assign({}, input, { id: last.id });
    const isAgain = last?.text === JSON.stringify(asLast, fileAsText);
    const key = isAgain ? last.key : newKey();
    const sent = isAgain ? asLast : input;
    unanswered.current = { text: JSON.stringify(sent, fileAsText), key };
    keep(place, isAgain ? last : unanswered.current);
    const answer = await run({ input: { ...sent, idempotencyKey: key } });
    const result = answer.data?.write ?? undefined;
    if (!result) return undefined;
    unanswered.current = undefined;
    keep(latestPlace.current, undefined);
    return result;
  }

  const input = operation?.variables?.input;
  return [write, { isBusy: fetching, error, result: data?.write, input }];
}

function read(place: string | undefined): Unanswered {
  const kept = place === undefined ? null : sessionStorage.getItem(place);
  return kept === null ? undefined : JSON.parse(kept);
}

function keep(place: string | undefined, write: Unanswered): void {
  if (place === undefined) return;
  if (write) sessionStorage.setItem(place, JSON.stringify(write));
  else sessionStorage.removeItem(place);
}

/** Whether everything was done that was asked for. */
export function isDone(result: WriteVerdict | undefined): boolean {
  return result?.userErrors.length === 0;
}

/** Whether it is unknown if RT did anything at all. With a path, an error is about one part of a write that was done. */
export function isUnknown({ userErrors }: WriteVerdict): boolean {
  return userErrors.some(({ code, path }) => code === 'UNKNOWN_OUTCOME' && path.length === 0);
}

/** Random, also where a page without TLS has no `crypto.randomUUID`. */
function newKey(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}

function fileAsText(_: string, value: unknown): unknown {
  return value instanceof File ? [value.name, value.size, value.lastModified] : value;
}
