import { useState } from 'react';
import { useViewer } from './viewer.js';

const prefix = 'draft ';

/** What is being written in one form, by field name. */
export interface Draft {
  /** What it began with: fields that were kept before, for `defaultValue`. */
  readonly fields: URLSearchParams;
  /** Whether there is one. */
  readonly isKept: boolean;
  /** Changes when the draft is forgotten; as the form's `key` it empties the form. */
  readonly round: number;
  /** Keeps a form's fields as they are now. Files cannot be kept. */
  readonly keep: (form: HTMLFormElement) => void;
  readonly forget: () => void;
  /** Where `useWrite` keeps the key of the form's unanswered write. */
  readonly place: string;
}

/** How a draft is kept. */
interface Options {
  /** Empty fields say something too, as in a form that changes what is there. */
  readonly withEmpty?: boolean;
}

/**
 * The draft of one form of this viewer. It outlasts another page, a reload and a login that ended. It is in sessionStorage,
 * which is the tab's own; a browser that restores tabs may write it to the disk until the tab is closed or the viewer signs
 * out.
 */
export function useDraft(what: string, { withEmpty = false }: Options = {}): Draft {
  const viewer = useViewer();
  const key = `${prefix}${viewer.id} ${what}`;
  const [round, setRound] = useState(0);
  const kept = sessionStorage.getItem(key);
  return {
    fields: new URLSearchParams(kept ?? ''),
    isKept: kept !== null,
    round,
    // Once the event is over, so that what it changed in the form is in it.
    keep: (form) =>
      void setTimeout(() => sessionStorage.setItem(key, textOf(new FormData(form), withEmpty))),
    forget: () => {
      sessionStorage.removeItem(key);
      setRound(round + 1);
    },
    place: `${key} unanswered`,
  };
}

/** Removes the drafts of everybody but one viewer. */
export function forgetDrafts(except?: string): void {
  for (const key of Object.keys(sessionStorage)) {
    const isKept = except !== undefined && key.startsWith(`${prefix}${except} `);
    if (key.startsWith(prefix) && !isKept) sessionStorage.removeItem(key);
  }
}

function textOf(fields: FormData, withEmpty: boolean): string {
  const texts = [...fields].filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && (withEmpty || entry[1] !== ''),
  );
  return new URLSearchParams(texts).toString();
}
