import type { Draft } from './drafts.js';

/** Names the files that a draft had before the page was loaded anew: no browser brings them back. */
export function LostFiles({ of }: { readonly of: Draft }) {
  const { lostFiles, forgetLostFiles } = of;
  if (lostFiles.length === 0) return null;
  return (
    <div className="note" data-tone="fair" role="status">
      <p>
        {lostFiles.length === 1 ? 'Choose this file again' : 'Choose these files again'}:{' '}
        {lostFiles.join(', ')}. Files are lost when the page is loaded anew.
      </p>
      <button type="button" className="quiet" onClick={forgetLostFiles}>
        Send without {lostFiles.length === 1 ? 'it' : 'them'}
      </button>
    </div>
  );
}
