import { useState } from 'react';
import { someText } from '../fields/some-text.js';
import { Status } from '../status.js';
import { ChangeForm } from './change-form.js';
import { EditButton } from './fact.js';
import { useTicket } from './ticket-context.js';

/** The page's heading, which can be edited. */
export function Subject() {
  const { ticket } = useTicket();
  const [isOpen, setOpen] = useState(false);
  const { subject, status } = ticket;
  if (isOpen) {
    return (
      <>
        <h1 className="unseen">{subject}</h1>
        <ChangeForm
          label="Subject"
          changes={(fields) => ({ subject: String(fields.get('subject')) })}
          onClose={() => setOpen(false)}
        >
          <input name="subject" aria-label="Subject" defaultValue={subject} {...someText} />
        </ChangeForm>
      </>
    );
  }
  return (
    <h1>
      {subject || '(no subject)'} <Status status={status} />{' '}
      <EditButton what="Subject" onClick={() => setOpen(true)} />
    </h1>
  );
}
