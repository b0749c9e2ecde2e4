import { type RefObject, useEffect, useRef, useState } from 'react';
import { type Draft, useDraft } from '../drafts.js';
import { useTicket } from './ticket-context.js';

/** A part of the ticket that can be edited. */
export interface Editing {
  /** Whether its form is shown. */
  readonly isOpen: boolean;
  readonly draft: Draft;
  readonly open: () => void;
  /** Closes the form, and forgets what was entered. */
  readonly close: () => void;
}

/** Edits a part of the ticket. What was entered outlasts another page and a reload, until it is saved or cancelled. */
export function useEditing(what: string): Editing {
  const { ticket } = useTicket();
  const draft = useDraft(`${ticket.id} edit ${what}`, { withEmpty: true });
  const [isOpen, setOpen] = useState(draft.isKept);
  return {
    isOpen,
    draft,
    open: () => setOpen(true),
    close: () => {
      draft.forget();
      setOpen(false);
    },
  };
}

/** The button that opens a form, for its `ref`: it has the focus again when the form is closed. */
export function useOpener({ isOpen }: Editing): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return button;
}

/** What a field of a form begins with: what was entered before, or else what the ticket has. */
export function entered({ fields }: Draft, name: string, current: string): string {
  return fields.get(name) ?? current;
}
