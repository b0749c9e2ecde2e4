import { type MouseEvent, useState } from 'react';
import { useClient } from 'urql';
import { sizeInWords } from '../fields/size-in-words.js';
import { type AttachedFileFragment, FreshLinkDocument } from '../generated/documents.js';
import { Problem } from '../problem.js';
import { localUrl } from './local-url.js';

/** What the server lets browsers show. */
const pictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** A message's files: pictures to look at, and all of them to save. */
export function AttachedFiles({ files }: { readonly files: readonly AttachedFileFragment[] }) {
  return (
    <ul className="files">
      {files.map((file) => (
        <AttachedFile key={file.id} file={file} />
      ))}
    </ul>
  );
}

function AttachedFile({ file }: { readonly file: AttachedFileFragment }) {
  const { id, filename, contentType, size, saveUrl, showUrl } = file;
  const client = useClient();
  const [error, setError] = useState<unknown>();
  // Each answer has new links; a picture that is there need not be loaded again.
  const [picture] = useState(localUrl(showUrl));
  const name = filename ?? 'file';

  /** Links work for a few minutes and the page may be open for hours, so a click asks for a new one. */
  async function save(event: MouseEvent): Promise<void> {
    event.preventDefault();
    const context = { requestPolicy: 'network-only' } as const;
    const answer = await client.query(FreshLinkDocument, { id }, context).toPromise();
    setError(answer.error);
    if (answer.data?.attachment) window.location.assign(localUrl(answer.data.attachment.saveUrl));
  }

  return (
    <li>
      {pictures.has(contentType) && <img src={picture} alt={name} />}
      <a href={localUrl(saveUrl)} download={name} onClick={save}>
        {name}
      </a>
      {size !== null && <span className="faint"> {sizeInWords(size)}</span>}
      {error !== undefined && <Problem error={error} />}
    </li>
  );
}
