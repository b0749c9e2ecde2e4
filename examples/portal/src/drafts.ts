import { useRef, useState } from 'react';
import { filesOf, forgetFiles, keepFiles, lostFilesOf, moveFiles } from './chosen-files.js';
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
  /** The files that go with it, for as long as the page is not loaded anew. */
  readonly files: readonly File[];
  readonly setFiles: (files: readonly File[]) => void;
  /** The names of files that have to be chosen again, until nobody wants them any more. */
  readonly lostFiles: readonly string[];
  readonly forgetLostFiles: () => void;
  /** Keeps a form's fields as they are now, without its files. */
  readonly keep: (form: HTMLFormElement) => void;
  /** What is sent now, for `forget`. */
  readonly mark: () => DraftMark;
  /** Forgets it, unless more was entered since it was sent: whoever went elsewhere meanwhile may have come back. */
  readonly forget: (sent?: DraftMark) => void;
  /** Where `useWrite` keeps the key of the form's unanswered write. */
  readonly place: string;
}

/** A draft as it was at some time. */
export interface DraftMark {
  readonly text: string | null;
  readonly files: readonly File[];
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
  const [, setTurn] = useState(0);
  const kept = sessionStorage.getItem(key);
  const form = useRef({ key, isFilled: kept !== null, round: 0 });
  const { current } = form;
  if (current.key !== key) {
    // The ticket was merged. A form in which nothing was entered gives way to the draft that is there.
    current.key = key;
    if (!current.isFilled) current.round += 1;
  }
  const show = () => setTurn((turn) => turn + 1);
  const setFiles = (files: readonly File[], lost: readonly string[]) => {
    keepFiles(current.key, files, lost);
    show();
  };
  return {
    fields: new URLSearchParams(kept ?? ''),
    isKept: kept !== null,
    round: current.round,
    files: filesOf(key),
    setFiles: (files) => setFiles(files, lostFilesOf(current.key)),
    lostFiles: lostFilesOf(key),
    forgetLostFiles: () => setFiles(filesOf(current.key), []),
    // Once the event is over, so that what it changed in the form is in it.
    keep: (element) => {
      current.isFilled = true;
      setTimeout(() => {
        const text = textOf(new FormData(element), withEmpty);
        const hidden = hiddenFrom(element, sessionStorage.getItem(current.key) ?? '');
        sessionStorage.setItem(current.key, [text, hidden].filter(Boolean).join('&'));
      });
    },
    mark: () => {
      const mark = { text: sessionStorage.getItem(current.key), files: filesOf(current.key) };
      // What was typed last is kept once its event is over.
      setTimeout(() => {
        mark.text = sessionStorage.getItem(current.key);
      });
      return mark;
    },
    forget: (sent) => {
      if (sent && !isAsMarked(current.key, sent)) return;
      sessionStorage.removeItem(current.key);
      keepFiles(current.key, []);
      current.isFilled = false;
      current.round += 1;
      show();
    },
    place: `${key} unanswered`,
  };
}

/**
 * Gives the drafts of a ticket to the one it was merged into. A draft that is there already is set aside, and can be read
 * by `draftsAside`.
 */
export function moveDrafts(viewer: string, from: string, to: string): void {
  const [old, next] = [`${prefix}${viewer} ${from}`, `${prefix}${viewer} ${to}`];
  moveFiles(old, next);
  for (const key of Object.keys(sessionStorage)) {
    if (key !== old && !key.startsWith(`${old} `)) continue;
    const text = sessionStorage.getItem(key) ?? '';
    const what = key.slice(old.length);
    sessionStorage.removeItem(key);
    if (what === ' aside') setAside(next, JSON.parse(text));
    else {
      const there = sessionStorage.getItem(next + what);
      const isDraft = !what.startsWith(' unanswered');
      if (there !== null && there !== text && isDraft) setAside(next, [wordsOf(there)]);
      sessionStorage.setItem(next + what, isDraft ? text : withId(text, from));
    }
  }
}

/** What was begun on a ticket before another one, with a draft of the same kind, was merged into it. */
export function draftsAside(viewer: string, ticket: string): readonly string[] {
  return asideOf(`${prefix}${viewer} ${ticket}`);
}

/** Forgets what was set aside. */
export function forgetAside(viewer: string, ticket: string): void {
  sessionStorage.removeItem(`${prefix}${viewer} ${ticket} aside`);
}

/** Removes the drafts of everybody but one viewer. */
export function forgetDrafts(except?: string): void {
  forgetFiles(except === undefined ? undefined : `${prefix}${except} `);
  for (const key of Object.keys(sessionStorage)) {
    const isKept = except !== undefined && key.startsWith(`${prefix}${except} `);
    if (key.startsWith(prefix) && !isKept) sessionStorage.removeItem(key);
  }
}

function isAsMarked(key: string, { text, files }: DraftMark): boolean {
  const now = filesOf(key);
  const hasSameFiles = now.length === files.length && now.every((file, at) => file === files[at]);
  return hasSameFiles && sessionStorage.getItem(key) === text;
}

function setAside(key: string, texts: readonly string[]): void {
  const all = [...asideOf(key), ...texts].filter((text) => text !== '');
  if (all.length > 0) sessionStorage.setItem(`${key} aside`, JSON.stringify(all));
}

function asideOf(key: string): readonly string[] {
  return JSON.parse(sessionStorage.getItem(`${key} aside`) ?? '[]');
}

/** What somebody entered, without what the form added. */
function wordsOf(draft: string): string {
  const fields = [...new URLSearchParams(draft)];
  const entered = fields.filter(([name]) => !['seen', 'kind', 'type'].includes(name));
  return entered.map(([, value]) => value).join('\n');
}

/** An unanswered write, with the ticket that it named: sent again, it names the same one, or it would be done twice. */
function withId(unanswered: string, id: string): string {
  return JSON.stringify({ id, ...JSON.parse(unanswered) });
}

/** What was kept of fields that the form does not have now: the custom fields of another queue come back with it. */
function hiddenFrom({ elements }: HTMLFormElement, kept: string): string {
  const hidden = [...new URLSearchParams(kept)].filter(([name]) => !elements.namedItem(name));
  return new URLSearchParams(hidden).toString();
}

function textOf(fields: FormData, withEmpty: boolean): string {
  const texts = [...fields].filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && (withEmpty || entry[1] !== ''),
  );
  return new URLSearchParams(texts).toString();
}
