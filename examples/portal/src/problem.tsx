import { CombinedError } from 'urql';

/** Says what went wrong in words for people. `onRetry` adds a button. */
export function Problem({
  error,
  words = wordsOf(error),
  onRetry,
}: {
  readonly error: unknown;
  /** What is better than the error's own words. */
  readonly words?: string | undefined;
  readonly onRetry?: () => void;
}) {
  return (
    <div className="note" data-tone="bad" role="alert">
      <p>{words}</p>
      {onRetry && (
        <button type="button" className="quiet" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}

/** The server's own messages are made for people; a network has none. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof CombinedError)) return 'Something went wrong in this page.';
  if (error.networkError) return 'The help desk cannot be reached. Are you online?';
  return error.graphQLErrors.map(({ message }) => message).join(' ');
}
