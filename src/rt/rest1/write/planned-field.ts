import { RtError } from '../../errors.js';
import type { ObjectKind } from '../../object-spec.js';
import type { Refusal } from '../../report.js';
import type { ShownObject } from '../../shown-object.js';
import { startsWithSpace } from '../../white-space.js';
import type { FormField } from '../encode-form.js';
import { hasOnlyCharacters, survivesForm } from '../encode-form.js';
import type { WriteContext } from './write-context.js';

/** One value that a mutation writes: how RT is told, and how it is told from the object read back whether RT stored it. */
export interface PlannedField {
  readonly path: readonly string[];
  /** RT's names for the field in its error lines, lower case. */
  readonly names: readonly string[];
  readonly form: readonly FormField[];
  /** Its members, where it is a list, which `form` has in one text. */
  readonly values?: readonly string[];
  /** Columns to read back. */
  readonly columns: readonly { readonly key: string; readonly zoned: boolean }[];
  readonly isStored: (object: ShownObject<ObjectKind>) => boolean;
  /** Whether RT may hold what was sent although it does not print it. */
  readonly isUnknown?: (object: ShownObject<ObjectKind>) => boolean;
  /** Of what RT shows to nobody, such as a password: whether RT says that it stored it, which alone can tell. */
  readonly isConfirmed?: (messages: readonly string[]) => boolean;
  /** Whether RT prints what the caller may not see as if it were empty. */
  readonly looksEmptyIfHidden?: boolean;
  /** Why RT itself set another value, where another field of the same write makes it do so. */
  readonly overruled?: (
    fields: readonly PlannedField[],
    object: ShownObject<ObjectKind>,
  ) => string | undefined;
  /** Finds RT's words about it, where a line that begins with its name may be about another one. */
  readonly rtMessage?: (messages: readonly string[]) => string | undefined;
  /** Finds out by searches what the object's form does not tell. */
  readonly prove?: (object: ShownObject<ObjectKind>, context: WriteContext) => Promise<void>;
  /** Of a date, which RT reads in a zone that may not be known. */
  readonly date?: WrittenDate;
}

/** A date that was written in what is taken for the caller's zone. */
export interface WrittenDate {
  /** RT's name of the field, in its form and in TicketSQL. */
  readonly key: string;
  /** How RT is told, by what is known of the zone now. */
  write(): string;
  /** The instant in UTC, of those that REST 2.0 is told so. */
  utc?(): string;
  /** Whether RT stored another instant because the zone was not known, and would now be told otherwise. */
  isWrongHour(ticket: ShownObject<ObjectKind>): boolean;
  /** Finds out by a search whether RT stored the instant, where the ticket's text does not tell. */
  verify(
    ticket: ShownObject<ObjectKind>,
    isDated: (after: string | Date, before: string | Date) => Promise<boolean>,
  ): Promise<void>;
  /** Whether the offset from UTC at that date is known. */
  isCertain(): boolean;
}

/** Fields of which a search that should have told what RT stored has failed. */
const unproven = new WeakSet<PlannedField>();

/** Finds out by searches what the object's form does not tell of its fields. */
export async function proveFields(
  fields: readonly PlannedField[],
  object: ShownObject<ObjectKind>,
  context: WriteContext,
): Promise<void> {
  for (const field of fields) {
    try {
      await field.prove?.(object, context);
    } catch (error) {
      if (!(error instanceof RtError)) throw error;
      unproven.add(field);
    }
  }
}

/** Whether RT may hold what was sent although it does not print it. */
export function isUnknown(field: PlannedField, object: ShownObject<ObjectKind>): boolean {
  return unproven.has(field) || field.isUnknown?.(object) === true;
}

/** Why a text is refused that RT would change. */
export const noCharacters =
  'The text contains an unpaired surrogate or a Unicode noncharacter such as U+FFFE, which RT cannot store.';

/** Gathers planned fields and the errors of those that cannot be. */
export class PlanBuilder {
  readonly fields: PlannedField[] = [];
  readonly errors: Refusal[] = [];
  /** Paths of texts that REST 1.0 would change; taken only where the plan is `exact`. */
  readonly #beyondForms = new Set<string>();
  readonly #isExact: boolean;

  /** @param options `exact` where texts that REST 1.0 would change can be written too, by REST 2.0 */
  constructor(options: { readonly exact?: boolean | undefined } = {}) {
    this.#isExact = options.exact ?? false;
  }

  /** Whether a value can be written by REST 1.0. */
  fitsForm({ path }: Pick<PlannedField, 'path'>): boolean {
    return !this.#beyondForms.has(path.join());
  }

  add(field: PlannedField): void {
    this.fields.push(field);
  }

  refuse(path: readonly string[], message: string, code: Refusal['code'] = 'INVALID'): void {
    this.errors.push({ code, message, path });
  }

  /**
   * Whether a text can be written to a field of one line, of up to `maxBytes` in UTF-8. RT deletes line
   * breaks, drops white space at the start and cuts what is too long, all in silence. White space counts in a text
   * that is `free`, not in names.
   */
  isLine(
    path: readonly string[],
    value: string,
    { maxBytes = 200, free = false }: { readonly maxBytes?: number; readonly free?: boolean } = {},
  ): boolean {
    if (/[\n\r]/.test(value)) this.refuse(path, 'This field cannot contain a line break.');
    else if (!hasOnlyCharacters(value)) this.refuse(path, noCharacters);
    else if (startsWithSpace(value) && !(free && this.#takes(path))) {
      this.refuse(
        path,
        'RT removes white space at the start of a value. Start with another character.',
      );
    } else if (Buffer.byteLength(value) > maxBytes) {
      this.refuse(path, `RT stores up to ${maxBytes} bytes in this field.`, 'TOO_LARGE');
    } else return true;
    return false;
  }

  /** Whether RT stores a text of many lines exactly as it is. */
  isText(path: readonly string[], value: string): boolean {
    if (!hasOnlyCharacters(value)) {
      this.refuse(path, noCharacters);
      return false;
    }
    if (survivesForm(value) || this.#takes(path)) return true;
    this.refuse(
      path,
      'RT removes white space at the start of a text, and the indentation that all lines after the first have in common. Start with another character, or leave one line unindented.',
    );
    return false;
  }

  /** Marks a value that REST 1.0 may store as another one, and that is written by REST 2.0 where that can be. */
  preferExact(path: readonly string[]): void {
    this.#takes(path);
  }

  /** Takes a text that REST 1.0 would change, where it need not be told it. */
  #takes(path: readonly string[]): boolean {
    if (this.#isExact) this.#beyondForms.add(path.join());
    return this.#isExact;
  }
}
