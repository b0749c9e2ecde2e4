import { tooLargeInWords } from './fields/too-large.js';
import { Problem } from './problem.js';
import { isUnknown, type WriteState, type WriteVerdict } from './use-write.js';
import { placeAt } from './write-place.js';

/** What became of a form's write: nothing yet, an error of the request, its verdict, or a verdict with an error beside it. */
export function WriteReport({ of, done }: { readonly of: WriteState; readonly done?: string }) {
  const { isBusy, error, result, input } = of;
  if (isBusy) return null;
  const unread = 'It was done, but could not be read back.';
  return (
    <>
      {result && <Verdict result={result} input={input} done={error ? unread : done} />}
      {error && <Problem error={error} words={tooLargeInWords(error.graphQLErrors, input ?? {})} />}
    </>
  );
}

/**
 * RT can do half of what it was asked, so success is the outcome, and each entry of userErrors one thing that was not
 * done, in RT's own words where it said any, under the name of what it is about. A form may be empty after a part was
 * done, so what was entered is shown then. Without `done`, success needs no words.
 */
export function Verdict({
  result,
  input,
  done,
}: {
  readonly result: WriteVerdict;
  readonly input: unknown;
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
      {userErrors.map(({ code, message, path, rtMessage }) => {
        const { name, entered } = placeAt(path, input);
        return (
          <div key={`${code} ${path} ${message}`}>
            <p>
              {name !== undefined && (
                <strong>
                  <bdi>{name}</bdi>:{' '}
                </strong>
              )}
              {message}
              {rtMessage !== null && rtMessage !== message && (
                <q>
                  <bdi>{rtMessage}</bdi>
                </q>
              )}
            </p>
            {outcome === 'PARTIAL' && entered !== undefined && (
              <p>
                You entered: <bdi className="entered">{entered}</bdi>
              </p>
            )}
          </div>
        );
      })}
    </div>
  );
}
