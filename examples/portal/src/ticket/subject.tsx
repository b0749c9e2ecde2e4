import { someText } from '../fields/some-text.js';
import { Status } from '../status.js';
import { ChangeForm } from './change-form.js';
import { EditButton } from './fact.js';
import { useTicket } from './ticket-context.js';
import { entered, useEditing, useOpener } from './use-editing.js';

/** The page's heading, which can be edited. */
export function Subject() {
  const { ticket } = useTicket();
  const editing = useEditing('Subject');
  const opener = useOpener(editing);
  const { subject, status } = ticket;
  if (editing.isOpen) {
    return (
      <>
        <h1 className="unseen">{subject}</h1>
        <ChangeForm
          label="Subject"
          changes={(fields) => ({ subject: String(fields.get('subject')) })}
          editing={editing}
        >
          <input
            name="subject"
            aria-label="Subject"
            defaultValue={entered(editing.draft, 'subject', subject)}
            {...someText}
          />
        </ChangeForm>
      </>
    );
  }
  return (
    <h1>
      <bdi>{subject || '(no subject)'}</bdi> <Status status={status} />{' '}
      <EditButton ref={opener} what="Subject" onClick={editing.open} />
    </h1>
  );
}
