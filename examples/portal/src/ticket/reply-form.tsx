import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import {
  CommentDocument,
  ReplyDocument,
  type WriteResultFragment,
} from '../generated/documents.js';
import { Problem } from '../problem.js';
import { WriteReport } from '../write-report.js';

/** A public reply or an internal comment, with files. */
export function ReplyForm({ ticket }: { readonly ticket: string }) {
  const [reply, sendReply] = useMutation(ReplyDocument);
  const [comment, sendComment] = useMutation(CommentDocument);
  const [kind, setKind] = useState('reply');
  // One key for each draft: sending it again, after an answer was lost, makes no second mail.
  const [idempotencyKey, setKey] = useState(newKey);
  const renewKey = () => setKey(newKey());

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const chosen = String(fields.get('kind'));
    setKind(chosen);
    const input = {
      id: ticket,
      body: { text: String(fields.get('text')) },
      attachments: filesOf(fields).map((file) => ({
        filename: file.name,
        // urql sends the mutation as a multipart request when there is a File in it.
        content: { upload: file },
      })),
      idempotencyKey,
    };
    const send = chosen === 'comment' ? sendComment : sendReply;
    const sent = (await send({ input })).data?.sent;
    if (!sent || isUnknown(sent)) return;
    renewKey();
    if (sent.userErrors.length === 0) form.reset();
  }

  const { fetching, error, data } = kind === 'comment' ? comment : reply;
  return (
    <form className="reply card" aria-label="Reply" onSubmit={submit} onChange={renewKey}>
      <fieldset className="kinds" aria-label="Who reads it">
        <label>
          <input type="radio" name="kind" value="reply" defaultChecked /> Reply to requestors
        </label>
        <label>
          <input type="radio" name="kind" value="comment" /> Internal comment
        </label>
      </fieldset>
      <textarea name="text" aria-label="Message" rows={5} placeholder="Write a message…" required />
      <div className="send">
        <input type="file" name="files" aria-label="Attach files" multiple />
        <button type="submit" disabled={fetching}>
          {fetching ? 'Sending…' : 'Send'}
        </button>
      </div>
      {error && <Problem error={error} />}
      {data?.sent && <WriteReport result={data.sent} done="Sent." />}
    </form>
  );
}

/** Random, also where a page without TLS has no `crypto.randomUUID`. */
function newKey(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}

/** A file field that was left empty still counts as one nameless file. */
function filesOf(fields: FormData): readonly File[] {
  return fields
    .getAll('files')
    .filter((file): file is File => file instanceof File && file.name !== '');
}

/** Whether the answer of RT was lost, so that the same draft may have to be sent again. */
function isUnknown({ userErrors }: WriteResultFragment): boolean {
  return userErrors.some(({ code }) => code === 'UNKNOWN_OUTCOME');
}
