import { type ClipboardEvent, type FormEvent, useRef, useState } from 'react';
import { useDraft } from '../drafts.js';
import { attachmentsOf, FilePicker } from '../fields/file-picker.js';
import { wholeNumber } from '../fields/whole-number.js';
import { CommentDocument, ReplyDocument } from '../generated/documents.js';
import { useKeys } from '../keys.js';
import { LostFiles } from '../lost-files.js';
import { isDone, isUnknown, useWrite } from '../use-write.js';
import { WriteReport } from '../write-report.js';
import { StatusOptions } from './status-options.js';
import { useTicket } from './ticket-context.js';

/** A public reply or an internal comment, with files, a new status and the time it took. */
export function ReplyForm() {
  const { ticket } = useTicket();
  const draft = useDraft(ticket.id);
  const [reply, replying] = useWrite(ReplyDocument, `${draft.place} reply`);
  const [comment, commenting] = useWrite(CommentDocument, `${draft.place} comment`);
  const [kind, setKind] = useState('reply');
  const { files, setFiles } = draft;
  const form = useRef<HTMLFormElement>(null);
  const message = useRef<HTMLTextAreaElement>(null);
  useKeys({ r: () => start('reply'), c: () => start('comment') });

  function start(chosen: 'reply' | 'comment'): void {
    form.current?.querySelector<HTMLElement>(`[value=${chosen}]`)?.click();
    message.current?.focus();
  }

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const [chosen, status] = [String(fields.get('kind')), String(fields.get('status'))];
    const minutes = Number(fields.get('minutes'));
    const text = String(fields.get('text'));
    const isBlank = text.trim() === '';
    // RT takes files without a text, but neither a status nor a time.
    if (isBlank && files.length === 0) {
      message.current?.setCustomValidity('Write a message.');
      message.current?.reportValidity();
      return;
    }
    setKind(chosen);
    const sent = draft.mark();
    const send = chosen === 'comment' ? comment : reply;
    const result = await send({
      id: ticket.id,
      ...(!isBlank && { body: { text } }),
      attachments: attachmentsOf(files),
      ...(status !== '' && { status }),
      ...(minutes > 0 && { timeWorkedMinutes: minutes }),
    });
    // A message that was stored must not be sent again, whatever became of the rest; one that may be lost is kept.
    const isStored = result?.outcome === 'PARTIAL' && !isUnknown(result);
    if (!isDone(result) && !isStored) return;
    draft.forget(sent);
  }

  /** Pictures can be pasted. */
  function paste(event: ClipboardEvent<HTMLTextAreaElement>): void {
    if (event.clipboardData.files.length === 0) return;
    event.currentTarget.setCustomValidity('');
    setFiles([...files, ...event.clipboardData.files]);
  }

  const state = kind === 'comment' ? commenting : replying;
  return (
    <form
      key={draft.round}
      ref={form}
      className="reply card"
      aria-label="Reply"
      onSubmit={submit}
      onChange={(event) => {
        message.current?.setCustomValidity('');
        draft.keep(event.currentTarget);
      }}
    >
      {/* What is typed while a message is sent would be lost with it. */}
      <fieldset className="parts" disabled={state.isBusy}>
        <fieldset className="kinds" aria-label="Who reads it">
          {[
            ['reply', 'Reply to requestors'],
            ['comment', 'Internal comment'],
          ].map(([value, label]) => (
            <label key={value} className="check">
              <input
                type="radio"
                name="kind"
                value={value}
                defaultChecked={value === (draft.fields.get('kind') ?? 'reply')}
              />
              {label}
            </label>
          ))}
        </fieldset>
        <textarea
          ref={message}
          name="text"
          aria-label="Message"
          rows={5}
          placeholder="Write a message…"
          defaultValue={draft.fields.get('text') ?? ''}
          onPaste={paste}
        />
        <FilePicker files={files} onChange={setFiles} />
        <LostFiles of={draft} />
        <div className="send">
          <NextStatus initial={draft.fields.get('status') ?? ''} />
          <label>
            Minutes worked
            <input
              name="minutes"
              {...wholeNumber}
              min={0}
              defaultValue={draft.fields.get('minutes') ?? ''}
            />
          </label>
          <button type="submit" disabled={state.isBusy}>
            {state.isBusy ? 'Sending…' : 'Send'}
          </button>
        </div>
      </fieldset>
      <WriteReport of={state} done="Sent." />
    </form>
  );
}

/** Its choice is kept when the ticket's status changes meanwhile, and with it the options and their order. */
function NextStatus({ initial }: { readonly initial: string }) {
  const { ticket } = useTicket();
  const [chosen, setChosen] = useState(initial);
  return (
    <label>
      Then set status
      <select name="status" value={chosen} onChange={({ target }) => setChosen(target.value)}>
        <option value="">leave {ticket.status}</option>
        <StatusOptions ticket={ticket} />
      </select>
    </label>
  );
}
