import type { ReactNode } from 'react';
import type { TimelineItemFragment } from '../generated/documents.js';
import { Moment } from '../moment.js';
import { momentIn } from '../moment-in.js';
import { Name } from '../people/person.js';
import { Status } from '../status.js';
import { fieldInWords, sentenceWithout, valueInWords } from './history-words.js';
import { Message } from './message.js';
import { useTicket } from './ticket-context.js';

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
          <By item={item} /> moved it{' '}
          {item.oldStatus !== null && <Status status={item.oldStatus} />} →{' '}
          <Status status={item.newStatus} />
        </Line>
      );
    case 'OwnerChangedItem':
      return (
        <Line item={item}>
          <By item={item} /> <OwnerChange item={item} />
        </Line>
      );
    case 'WatcherChangedItem':
      return (
        <Line item={item}>
          {item.user ? (
            <>
              <By item={item} /> {item.action === 'ADDED' ? 'added' : 'removed'}{' '}
              <Name of={item.user} /> as <bdi>{item.role}</bdi>
            </>
          ) : (
            <Sentence item={item} />
          )}
        </Line>
      );
    case 'FieldChangedItem':
      return (
        <Line item={item}>
          <By item={item} /> changed {fieldInWords(item.field)}{' '}
          {fromTo(
            wordsFor(valueInWords(item.field, item.oldValue), item.oldDateTime),
            wordsFor(valueInWords(item.field, item.newValue), item.newDateTime),
          )}
        </Line>
      );
    case 'CustomFieldChangedItem':
      return (
        <Line item={item}>
          <By item={item} /> <CustomFieldChange item={item} />
        </Line>
      );
    case 'QueueChangedItem':
      return (
        <Line item={item}>
          <By item={item} /> moved it from <bdi>{item.oldQueue?.name ?? 'a queue'}</bdi> to{' '}
          <bdi>{item.newQueue?.name ?? 'a queue'}</bdi>
        </Line>
      );
    case 'LinkChangedItem':
      return (
        <Line item={item}>
          {/* RT notes it at the ticket that is gone, whose history is here now. */}
          {item.raw.field === 'MergedInto' ? (
            <>
              <By item={item} /> merged another ticket into this one
            </>
          ) : (
            <Sentence item={item} />
          )}
        </Line>
      );
    case 'GenericHistoryItem':
      return (
        <Line item={item}>
          {item.type === 'Told' ? (
            <>
              <By item={item} /> changed {fieldInWords(item.type)}{' '}
              {fromTo(momentOf(item.raw.oldValue), momentOf(item.raw.newValue))}
            </>
          ) : (
            <Sentence item={item} />
          )}
        </Line>
      );
    default:
      // RT's own sentence does for all that needs no design, and for what extensions add.
      return (
        <Line item={item}>
          <Sentence item={item} />
        </Line>
      );
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

function OwnerChange({
  item: { creator, newOwner },
}: {
  readonly item: Extract<TimelineItemFragment, { readonly newOwner: unknown }>;
}) {
  if (newOwner === null) return 'gave it back';
  if (newOwner.id === creator?.id) return 'took it';
  return (
    <>
      gave it to <Name of={newOwner} />
    </>
  );
}

/** What became of a custom field, as far as its definition tells. */
function CustomFieldChange({
  item: { customFieldName: name, oldValue, newValue },
}: {
  readonly item: Extract<TimelineItemFragment, { readonly customFieldName: unknown }>;
}) {
  const { ticket } = useTicket();
  const definition = ticket.customFields.find((field) => field.name === name)?.definition;
  const words = (value: string | null) =>
    (definition?.type === 'DATE_TIME' ? momentOf(value) : null) ?? wordsFor(value);
  const [before, after] = [words(oldValue), words(newValue)];
  if (definition?.isMultiple && (before === null) !== (after === null)) {
    return before === null ? (
      <>
        added {after} to <bdi>{name}</bdi>
      </>
    ) : (
      <>
        removed {before} from <bdi>{name}</bdi>
      </>
    );
  }
  return (
    <>
      changed <bdi>{name ?? 'a custom field'}</bdi> {fromTo(before, after)}
    </>
  );
}

/** A change in words. */
function fromTo(before: ReactNode, after: ReactNode): ReactNode {
  return (
    <>
      {before !== null && <>from {before} </>}
      {after === null ? 'to nothing' : <>to {after}</>}
    </>
  );
}

/** A value in words: dates are named as moments, long texts by their beginning. */
function wordsFor(text: string | null, moment?: string | null): ReactNode {
  if (moment) return <Moment at={moment} />;
  if (text === null || text === '' || text === unsetDate) return null;
  return <bdi>{text.length > longestValue ? `${text.slice(0, longestValue)}…` : text}</bdi>;
}

function momentOf(text: string | null): ReactNode {
  const moment = momentIn(text);
  return moment === null ? null : <Moment at={moment} />;
}

/** RT's sentence, of which the page says who did it. */
function Sentence({ item }: { readonly item: TimelineItemFragment }) {
  return (
    <>
      <By item={item} />: <bdi>{sentenceWithout(item.creator?.name, item.description)}</bdi>
    </>
  );
}

function By({ item: { creator } }: { readonly item: TimelineItemFragment }) {
  return creator ? <Name of={creator} /> : 'Somebody';
}
