import { type FormEvent, useState } from 'react';
import { useClient, useQuery } from 'urql';
import { useDraft } from '../drafts.js';
import {
  CustomFieldInput,
  customFieldOf,
  fieldName,
  whyFixed,
} from '../fields/custom-field-input.js';
import { attachmentsOf, FilePicker } from '../fields/file-picker.js';
import { LocalTimeInput } from '../fields/local-time-input.js';
import { someText } from '../fields/some-text.js';
import { wholeNumber } from '../fields/whole-number.js';
import { CreateTicketDocument, QueueFieldsDocument } from '../generated/documents.js';
import { useQueues } from '../list/use-queues.js';
import { LostFiles } from '../lost-files.js';
import { addressIn } from '../people/address-of.js';
import { PersonInput } from '../people/person-input.js';
import { present } from '../present.js';
import { Problem } from '../problem.js';
import { go, newHref, ticketHref } from '../route.js';
import { isUnknown, useWrite } from '../use-write.js';
import { WriteReport } from '../write-report.js';

/** The form for a new ticket; the queue is in the address, because its custom fields follow from it. */
export function NewTicketPage({ queue }: { readonly queue: string }) {
  const [round, setRound] = useState(0);
  return (
    <div className="new-page">
      <title>New ticket · Help desk</title>
      <h1>New ticket</h1>
      <NewTicket key={round} queue={queue} onAnother={() => setRound(round + 1)} />
    </div>
  );
}

/** The button that had the focus is gone with its form. */
const takeFocus = (element: HTMLElement | null) => element?.focus();

function NewTicket({
  queue,
  onAnother,
}: {
  readonly queue: string;
  readonly onAnother: () => void;
}) {
  const client = useClient();
  const { queues, error } = useQueues();
  const chosen = queue || queues[0]?.name || '';
  const isListed = chosen === '' || queues.some(({ name }) => name === chosen);
  const [{ data: answer }] = useQuery({
    query: QueueFieldsDocument,
    variables: { queue: chosen },
    pause: chosen === '',
  });
  const custom = present(
    answer?.queue?.name === chosen ? answer.queue.ticketCustomFields : [],
  ).filter((field) => whyFixed(field) === '');
  const draft = useDraft('new');
  const [create, state] = useWrite(CreateTicketDocument, draft.place);
  const { files, setFiles } = draft;
  const kept = (name: string) => draft.fields.get(name) ?? '';
  const [made, setMade] = useState<number | 'unseen'>();
  const [isReading, setReading] = useState(false);
  const [isWhole, setWhole] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    setReading(true);
    const [requestor, cc] = await Promise.all([
      addressIn(client, form, 'requestor'),
      addressIn(client, form, 'cc'),
    ]);
    setReading(false);
    // Whoever has left the form meanwhile wants no ticket.
    if (requestor === undefined || cc === undefined || !form.isConnected) return;
    const said = (name: string) => String(fields.get(name)).trim();
    const sent = draft.mark();
    const result = await create({
      queue: chosen,
      subject: said('subject'),
      ...(requestor && { requestors: [requestor] }),
      ...(cc && { cc: [cc] }),
      ...(said('owner') && { owner: said('owner') }),
      ...(said('priority') && { priority: Number(said('priority')) }),
      ...(said('due') && { dueAt: said('due') }),
      ...(said('text') && { body: { text: String(fields.get('text')) } }),
      attachments: attachmentsOf(files),
      customFields: custom
        .map((field) => customFieldOf(fields, field))
        .filter(({ values }) => values.length > 0),
    });
    if (!result || result.outcome === 'REJECTED' || isUnknown(result)) return;
    // Whoever went elsewhere while it was made stays there.
    const isHere = form.isConnected;
    draft.forget(sent);
    if (!isHere) return;
    const number = result.ticket?.number;
    if (result.outcome === 'APPLIED' && number !== undefined) go(ticketHref(number));
    else setMade(number ?? 'unseen');
  }

  // Not the form: what was entered would be sent to a second ticket.
  if (made !== undefined) {
    return (
      <>
        <WriteReport of={state} />
        <p className="note" data-tone="good" role="status" tabIndex={-1} ref={takeFocus}>
          {made === 'unseen' ? (
            'The ticket was created. You may not see it.'
          ) : (
            <>
              The ticket was created. <a href={ticketHref(made)}>Open ticket {made}</a> to enter
              again what was not stored.
            </>
          )}
        </p>
        <div className="buttons">
          <button type="button" className="quiet" onClick={onAnother}>
            Another new ticket
          </button>
        </div>
      </>
    );
  }
  return (
    <>
      {error && <Problem error={error} />}
      <form
        key={draft.round}
        className="card new"
        aria-label="New ticket"
        onSubmit={submit}
        onChange={(event) => draft.keep(event.currentTarget)}
      >
        {/* What is typed while the ticket is made would be lost. */}
        <fieldset className="parts" disabled={state.isBusy}>
          <label>
            Queue
            <select value={chosen} onChange={(event) => go(newHref(event.target.value))}>
              {!isListed && <option>{chosen}</option>}
              {queues.map(({ id, name }) => (
                <option key={id}>{name}</option>
              ))}
            </select>
          </label>
          <div className="labelled">
            Requestor
            <PersonInput
              name="requestor"
              label="Requestor"
              as="address"
              initial={kept('requestor')}
            />
          </div>
          <label className="wide">
            Subject
            <input name="subject" data-first defaultValue={kept('subject')} {...someText} />
          </label>
          <label className="wide">
            Message
            <textarea name="text" rows={8} defaultValue={kept('text')} />
          </label>
          <div className="wide">
            <FilePicker files={files} onChange={setFiles} />
            <LostFiles of={draft} />
          </div>
          <div className="labelled">
            Cc
            <PersonInput name="cc" label="Cc" as="address" initial={kept('cc')} />
          </div>
          <div className="labelled">
            Owner
            <PersonInput name="owner" label="Owner" as="login" initial={kept('owner')} />
          </div>
          <label>
            Priority
            <input name="priority" {...wholeNumber} defaultValue={kept('priority')} />
          </label>
          <div className="labelled">
            Due
            <LocalTimeInput name="due" label="Due" initial={kept('due')} />
          </div>
          {custom.length > 0 && (
            <details
              className="wide"
              open={custom.some(({ name }) => draft.fields.has(fieldName(name)))}
              onToggle={(event) => setWhole(event.currentTarget.open)}
              // A browser cannot say what is wrong with a field that is not shown.
              onInvalidCapture={(event) => {
                event.currentTarget.open = true;
              }}
            >
              <summary>Custom fields</summary>
              <div className="custom">
                {custom.map((field) => (
                  <div
                    key={`${chosen} ${field.name}`}
                    className="labelled"
                    title={field.description ?? undefined}
                  >
                    <bdi>{field.name}</bdi>
                    <CustomFieldInput
                      field={field}
                      queue={chosen}
                      initial={draft.fields.getAll(fieldName(field.name))}
                      isShown={isWhole}
                    />
                  </div>
                ))}
              </div>
            </details>
          )}
          <div className="wide buttons">
            <button type="submit" disabled={state.isBusy || isReading || chosen === ''}>
              {state.isBusy ? 'Creating…' : 'Create'}
            </button>
          </div>
        </fieldset>
      </form>
      <WriteReport of={state} />
    </>
  );
}
