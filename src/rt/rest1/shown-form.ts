import {
  type CustomFieldDefinition,
  isAmbiguous,
  readCustomFieldDefinitions,
  readCustomFieldNames,
} from '../custom-field-definitions.js';
import { type RawLink, readLinks } from '../links.js';
import type { AttachmentLine, HistoryLine, Shown } from '../shown.js';
import { readAttachmentList } from './attachment-list.js';
import type { Form } from './form.js';

/** What one form of an answer of RT shows. */
export class ShownForm implements Shown {
  readonly hasExactDates = false;
  readonly #form: Form;

  constructor(form: Form) {
    this.#form = form;
  }

  get number(): number | undefined {
    const id = /(\d+)$/.exec(this.#form.fields.get('id') ?? '')?.[1];
    return id === undefined ? undefined : Number(id);
  }

  get kind(): string | undefined {
    return /^(\w+)\/\d+$/.exec(this.#form.fields.get('id') ?? '')?.[1];
  }

  get texts(): ReadonlyMap<string, string> {
    return this.#form.fields;
  }

  /** RT prints the key of each field, with the value that the last one has. */
  get shared(): ReadonlySet<string> {
    return this.#form.repeated;
  }

  links(): readonly RawLink[] {
    return readLinks(this.#form.fields);
  }

  history(): readonly HistoryLine[] {
    return [...this.#form.fields].flatMap(([key, description]) =>
      /^\d+$/.test(key) ? [{ id: Number(key), description }] : [],
    );
  }

  attachments(): readonly AttachmentLine[] {
    return readAttachmentList(this.#form.fields.get('Attachments') ?? '');
  }

  definitions(names?: readonly string[]): readonly CustomFieldDefinition[] | undefined {
    const { raw } = this.#form;
    if (names === undefined && isAmbiguous(raw)) return undefined;
    return readCustomFieldDefinitions(raw, names);
  }

  customFieldNames(): readonly string[] {
    return readCustomFieldNames(this.#form.raw);
  }
}
