import type { CustomFieldDefinition } from '../custom-field-definitions.js';
import type { RawLink } from '../links.js';
import type { ObjectKind } from '../object-spec.js';
import type { AttachmentLine, HistoryLine, Shown } from '../shown.js';

/** What REST 2.0 has listed of one object. Links, histories and definitions are REST 1.0's. */
export class ShownRecord implements Shown {
  readonly hasExactDates = true;
  readonly shared: ReadonlySet<string> = new Set();
  readonly number: number;
  readonly kind: ObjectKind;
  readonly texts: ReadonlyMap<string, string>;

  constructor(kind: ObjectKind, number: number, texts: ReadonlyMap<string, string>) {
    this.kind = kind;
    this.number = number;
    this.texts = texts;
  }

  links(): readonly RawLink[] {
    return [];
  }

  history(): readonly HistoryLine[] {
    return [];
  }

  attachments(): readonly AttachmentLine[] {
    return [];
  }

  definitions(): readonly CustomFieldDefinition[] {
    return [];
  }

  customFieldNames(): readonly string[] {
    return [];
  }
}
