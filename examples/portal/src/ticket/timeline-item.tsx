import type { ReactNode } from 'react';
import type { TimelineItemFragment } from '../generated/documents.js';
import { Moment } from '../moment.js';
import { nameOf } from '../people/person.js';
import { Status } from '../status.js';
import { Message } from './message.js';

const longestValue = 80;
/** What RT notes for a date that was not set. */
const unsetDate = '1970-01-01 00:00:00';

/** One entry of the timeline: a card for a message, a line for anything else. */
export function TimelineItem({ item }: { readonly item: TimelineItemFragment }) {
  if (isEcho(item)) return null;
  switch (item.__typename) {
    case 'TicketCreatedItem':
      return <Message item={item} kind="opened this ticket" />;
    case 'CorrespondenceItem':
      return <Message item={item} kind="replied" />;
    case 'CommentItem':
      return <Message item={item} kind="commented" />;
    case 'StatusChangedItem':
      return (
        <Line item={item}>
          {by(item)} moved it {item.oldStatus !== null && <Status status={item.oldStatus} />} →{' '}
          <Status status={item.newStatus} />
        </Line>
      );
    case 'OwnerChangedItem':
      return (
        <Line item={item}>
          {by(item)} {ownerChange(item)}
        </Line>
      );
    case 'WatcherChangedItem':
      return (
        <Line item={item}>
          {item.user
            ? `${by(item)} ${item.action === 'ADDED' ? 'added' : 'removed'} ${nameOf(item.user)} as ${item.role}`
            : item.description}
        </Line>
      );
    case 'FieldChangedItem':
      return (
        <Line item={item}>
          {by(item)} changed {item.field} {fromTo(item)}
        </Line>
      );
    case 'CustomFieldChangedItem':
      return (
        <Line item={item}>
          {by(item)} changed {item.customFieldName ?? 'a custom field'} {fromTo(item)}
        </Line>
      );
    case 'QueueChangedItem':
      return (
        <Line item={item}>
          {by(item)} moved it from {item.oldQueue?.name ?? 'a queue'} to{' '}
          {item.newQueue?.name ?? 'a queue'}
        </Line>
      );
    default:
      // RT's own sentence does for all that needs no design, and for what extensions add.
      return <Line item={item}>{item.description}</Line>;
  }
}

/** What RT notes beside the event itself: the mail that a message became, an owner as a watcher. */
function isEcho(item: TimelineItemFragment): boolean {
  if (item.__typename === 'WatcherChangedItem') return item.role === 'Owner';
  return item.__typename === 'EmailRecordItem';
}

function Line({
  item,
  children,
}: {
  readonly item: TimelineItemFragment;
  readonly children: ReactNode;
}) {
  return (
    <li className="event faint" data-type={item.__typename}>
      <span>{children}</span>
      <Moment at={item.createdAt} />
    </li>
  );
}

function ownerChange({
  creator,
  newOwner,
}: Extract<TimelineItemFragment, { readonly newOwner: unknown }>): string {
  if (newOwner === null) return 'gave it back';
  return newOwner.id === creator?.id ? 'took it' : `gave it to ${nameOf(newOwner)}`;
}

/** A change in words. Dates are named as moments, long texts by their beginning. */
function fromTo(item: {
  readonly oldValue: string | null;
  readonly newValue: string | null;
  readonly oldDateTime?: string | null;
  readonly newDateTime?: string | null;
}): ReactNode {
  const before = wordsFor(item.oldValue, item.oldDateTime);
  const after = wordsFor(item.newValue, item.newDateTime);
  return (
    <>
      {before !== null && <>from {before} </>}
      {after === null ? 'to nothing' : <>to {after}</>}
    </>
  );
}

function wordsFor(text: string | null, moment: string | null | undefined): ReactNode {
  if (moment) return <Moment at={moment} />;
  if (text === null || text === '' || text === unsetDate) return null;
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

function by({ creator }: TimelineItemFragment): string {
  return creator ? nameOf(creator) : 'Somebody';
}
