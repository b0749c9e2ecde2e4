import type { Column } from './columns/column.js';
import { type TimeZone, utc } from './dates/time-zone.js';
import { NotFoundError } from './errors.js';
import type { ObjectKind } from './object-spec.js';

/** A custom field as an object's form prints it. */
export interface RawCustomField {
  readonly name: string;
  readonly rawValue: string;
  /** Whether several fields of the object have this name, and RT showed the value of one of them. */
  readonly isShared: boolean;
}

interface Facts {
  /** RT's number, undefined where only a name is known. For a merged ticket the surviving one. */
  readonly id: number | undefined;
  /** The number that was asked for; differs from `id` for a merged ticket only. */
  readonly askedId?: number | undefined;
  /** RT's keys and texts. */
  readonly values: ReadonlyMap<string, string>;
  /** Keys that stand for several custom fields. */
  readonly shared?: ReadonlySet<string>;
  readonly zone?: TimeZone | undefined;
}

/** An RT object as far as it has been read: the columns that were asked for, as text. */
export class ShownObject<K extends ObjectKind = ObjectKind> {
  readonly kind: K;
  readonly askedId: number | undefined;
  readonly #id: number | undefined;
  readonly #zone: TimeZone | undefined;
  readonly #texts: ReadonlyMap<string, string>;
  readonly #facts: Facts;
  #folded: ReadonlyMap<string, string> | undefined;

  constructor(kind: K, facts: Facts) {
    const { id, askedId, values, zone } = facts;
    this.kind = kind;
    this.#facts = facts;
    this.askedId = askedId;
    this.#id = id;
    this.#zone = zone;
    this.#texts = values;
  }

  /** @throws NotFoundError when RT names this object but does not let the caller find its number. */
  get id(): number {
    if (this.#id === undefined)
      throw new NotFoundError(`The ${this.kind} does not exist, or you may not see it.`);
    return this.#id;
  }

  /** The same object, asked for by another number, which a merge has made lead here. */
  static askedAs<K extends ObjectKind>(object: ShownObject<K>, askedId: number): ShownObject<K> {
    return new ShownObject(object.kind, { ...object.#facts, askedId });
  }

  /**
   * A column's value. RT leaves out what is empty and what a type does not have, so absent reads as ''.
   * @throws Error when the column needs a time zone and none was asked for, which is a fault in this program
   */
  read<T>(column: Column<T>): T {
    if (column.zoned && !this.#zone) {
      throw new Error(`${column.key} was read without having been asked for`);
    }
    const text = this.#texts.get(column.key) ?? this.#textInAnyCase(column.key) ?? '';
    return column.read(text, this.#zone ?? utc);
  }

  /** RT prints a key in its own spelling whatever case it was asked in. */
  #textInAnyCase(key: string): string | undefined {
    this.#folded ??= new Map([...this.#texts].map(([known, text]) => [known.toLowerCase(), text]));
    return this.#folded.get(key.toLowerCase());
  }

  /** The custom fields that RT printed, `CF.{Name}` on tickets and `CF-Name` elsewhere. */
  customFields(): readonly RawCustomField[] {
    return [...this.#texts].flatMap(([key, rawValue]) => {
      const name = /^CF(?:\.\{([\s\S]*)\}|-([\s\S]*))$/.exec(key)?.slice(1).find(Boolean);
      return name ? [{ name, rawValue, isShared: this.#facts.shared?.has(key) ?? false }] : [];
    });
  }
}
