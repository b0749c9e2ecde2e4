import type { CustomFieldDefinition } from './custom-field-definitions.js';
import type { RawLink } from './links.js';

/** One line of a ticket's attachment list. */
export interface AttachmentLine {
  readonly id: number;
  readonly filename: string | null;
  readonly contentType: string;
  /** How much RT has of it, rounded: `70b`, `97.6k`. Characters for plain text and HTML, bytes for all else. */
  readonly size: string;
}

/** A transaction as a ticket's history lists it. */
export interface HistoryLine {
  readonly id: number;
  /** In the language of the caller. */
  readonly description: string;
}

/** An object, or a part of one, as RT showed it. What RT did not show reads as empty. */
export interface Shown {
  /** Whether its dates are instants in UTC; else they are local times of the caller, in the caller's language. */
  readonly hasExactDates: boolean;
  /** RT's number of the object; undefined where RT gave none. */
  readonly number: number | undefined;
  /** Whether it is an object of this kind. */
  readonly kind: string | undefined;
  /** Columns by RT's names. */
  readonly texts: ReadonlyMap<string, string>;
  /** Keys among them that several custom fields of one name have; the text is that of one of those. */
  readonly shared: ReadonlySet<string>;
  /** Of a ticket's links. */
  links(): readonly RawLink[];
  /** Of a ticket's history. */
  history(): readonly HistoryLine[];
  /** Of a ticket's attachments. */
  attachments(): readonly AttachmentLine[];
  /** Of a queue's custom fields; undefined where RT prints names so that they must be asked for in short. */
  definitions(names?: readonly string[]): readonly CustomFieldDefinition[] | undefined;
  /** The names in the short list of a queue's custom fields. */
  customFieldNames(): readonly string[];
}
