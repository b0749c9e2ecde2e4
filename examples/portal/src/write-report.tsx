import { Problem } from './problem.js';
import { isUnknown, type WriteState, type WriteVerdict } from './use-write.js';

/** What became of a form's write: nothing yet, an error of the request, its verdict, or a verdict with an error beside it. */
export function WriteReport({ of, done }: { readonly of: WriteState; readonly done?: string }) {
  const { isBusy, error, result } = of;
  if (isBusy) return null;
  const unread = 'It was done, but could not be read back.';
  return (
    <>
      {result && <Verdict result={result} done={error ? unread : done} />}
      {error && <Problem error={error} />}
    </>
  );
}

/**
 * RT can do half of what it was asked, so success is the outcome, and each entry of userErrors one thing that was not
 * done, in RT's own words where it said any. Without `done`, success needs no words.
 */
export function Verdict({
  result,
  done,
}: {
  readonly result: WriteVerdict;
  readonly done: string | undefined;
}) {
  const { outcome, userErrors } = result;
  if (userErrors.length === 0) {
    if (done === undefined) return null;
    return (
      <p className="note" data-tone="good" role="status">
        {outcome === 'UNCHANGED' ? 'There was nothing to change.' : done}
      </p>
    );
  }
  const isOpen = isUnknown(result);
  return (
    <div className="note" data-tone={outcome === 'PARTIAL' || isOpen ? 'fair' : 'bad'} role="alert">
      {outcome === 'PARTIAL' && !isOpen && <p>Only a part of it was done.</p>}
      {isOpen && <p>It may have been done. Check first, and send it again only if it was not.</p>}
      {userErrors.map(({ code, message, path, rtMessage }) => (
        <p key={`${code} ${path} ${message}`}>
          {message}
          {rtMessage !== null && rtMessage !== message && <q>{rtMessage}</q>}
        </p>
      ))}
    </div>
  );
}
