import { transactionColumns as c } from '../../rt/columns/transaction.js';
import type { ShownObject } from '../../rt/shown-object.js';

/** GraphQL's type for each of RT's transaction types; `Set` depends on the field that was set. */
const byType: Readonly<Record<string, string>> = {
  Create: 'TicketCreatedItem',
  Correspond: 'CorrespondenceItem',
  Comment: 'CommentItem',
  EmailRecord: 'EmailRecordItem',
  CommentEmailRecord: 'EmailRecordItem',
  'Forward Ticket': 'EmailRecordItem',
  'Forward Transaction': 'EmailRecordItem',
  Status: 'StatusChangedItem',
  Give: 'OwnerChangedItem',
  Take: 'OwnerChangedItem',
  Steal: 'OwnerChangedItem',
  Untake: 'OwnerChangedItem',
  Force: 'OwnerChangedItem',
  CustomField: 'CustomFieldChangedItem',
  AddLink: 'LinkChangedItem',
  DeleteLink: 'LinkChangedItem',
  AddWatcher: 'WatcherChangedItem',
  DelWatcher: 'WatcherChangedItem',
  SetWatcher: 'WatcherChangedItem',
};

const bySetField: Readonly<Record<string, string>> = {
  Status: 'StatusChangedItem',
  Owner: 'OwnerChangedItem',
  Queue: 'QueueChangedItem',
};

/** Every type that a history item can have. */
export const historyTypeNames: ReadonlySet<string> = new Set([
  ...Object.values(byType),
  ...Object.values(bySetField),
  'FieldChangedItem',
  'GenericHistoryItem',
]);

/** The concrete type of a history item. RT's Type and Field are read with every transaction. */
export function typeNameOf(item: ShownObject): string {
  const type = item.read(c.type);
  if (type === 'Set') return bySetField[item.read(c.field) ?? ''] ?? 'FieldChangedItem';
  return byType[type] ?? 'GenericHistoryItem';
}
