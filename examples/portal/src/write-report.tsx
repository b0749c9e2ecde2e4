import type { WriteResultFragment } from './generated/documents.js';

/**
 * What became of a write: RT can do half of what it was asked, so success is the outcome, and
 * each entry of userErrors one thing that was not done, in RT's own words where it said any.
 */
export function WriteReport({
  result,
  done,
}: {
  readonly result: WriteResultFragment;
  readonly done: string;
}) {
  if (result.userErrors.length === 0) {
    return (
      <p className="note" data-tone="good" role="status">
        {result.outcome === 'UNCHANGED' ? 'There was nothing to change.' : done}
      </p>
    );
  }
  return (
    <div className="note" data-tone={result.outcome === 'PARTIAL' ? 'fair' : 'bad'} role="alert">
      {result.outcome === 'PARTIAL' && <p>Only a part of it was done.</p>}
      {result.userErrors.map(({ code, message, rtMessage }) => (
        <p key={`${code} ${message}`}>
          {message}
          {rtMessage !== null && rtMessage !== message && <q>{rtMessage}</q>}
        </p>
      ))}
    </div>
  );
}
