import type { TimelineItemFragment } from '../generated/documents.js';
import { Moment } from '../moment.js';
import { Avatar, Name } from '../people/person.js';
import { present } from '../present.js';
import { Status } from '../status.js';
import { AttachedFiles } from './attached-files.js';
import { MailBody } from './mail-body.js';

/** An entry that people wrote. */
export type MessageItem = Extract<TimelineItemFragment, { readonly text: unknown }>;

/** A message: HTML as it was sent where there is any, else text; then its files. */
export function Message({ item, kind }: { readonly item: MessageItem; readonly kind: string }) {
  const { creator, createdAt, html, text, attachments } = item;
  // A picture that the text shows is not shown again.
  const files = present(attachments).filter(
    ({ showUrl }) => !html?.includes(`${new URL(showUrl).pathname}?`),
  );
  return (
    <li className="message card" data-type={item.__typename}>
      <header>
        <Avatar person={creator} />
        <strong>{creator ? <Name of={creator} /> : 'Somebody'}</strong>
        <span className="faint">
          {kind} <Moment at={createdAt} />
        </span>
        {item.__typename === 'CommentItem' && <Status status="internal" />}
      </header>
      {html !== null ? <MailBody html={html} /> : text !== null && <p className="text">{text}</p>}
      {files.length > 0 && <AttachedFiles files={files} />}
    </li>
  );
}
