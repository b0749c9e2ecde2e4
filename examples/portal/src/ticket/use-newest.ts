import { useRef, useState } from 'react';
import type { TicketValuesFragment } from '../generated/documents.js';
import type { ShownTicket } from './ticket-context.js';

type Ticket = ShownTicket['ticket'];

/**
 * The ticket of the page, and a way to show what a form has learnt of it since: the page takes a second until it has read
 * what was saved, and a form that is opened before that would take its viewer's own change for somebody else's.
 */
export function useNewest<T extends Ticket | undefined>(
  read: T,
): readonly [newest: T, show: (values: TicketValuesFragment) => void] {
  const [learnt, setLearnt] = useState<{
    readonly since: Ticket | undefined;
    readonly values: TicketValuesFragment;
  }>();
  // A form shows what it learns when its request is answered, which began when an older reading was shown.
  const latest = useRef<Ticket>(undefined);
  latest.current = read;
  const show = (values: TicketValuesFragment) => setLearnt({ since: latest.current, values });
  const isNewer = read && learnt?.since === read && learnt.values.id === read.id;
  return [isNewer ? { ...read, ...withDefinitions(learnt.values, read) } : read, show];
}

/** Writes do not ask what kind of fields there are. Those that are new, as after a change of the queue, come with the page. */
function withDefinitions(values: TicketValuesFragment, { customFields }: Ticket) {
  return {
    ...values,
    customFields: customFields.map((field) => ({
      ...field,
      ...values.customFields.find(({ name }) => name === field.name),
    })),
  };
}
