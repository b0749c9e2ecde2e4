import DataLoader from 'dataloader';
import type { RtError } from '../rt/errors.js';
import type { NamedKind } from '../rt/named-kind.js';
import { byId, byName, type ObjectSpec } from '../rt/object-spec.js';
import type { Upstream } from '../rt/port.js';
import type { Shown } from '../rt/shown.js';
import { bothShown } from '../rt/shown-both.js';
import { type Answer, type Beside, type Columns, covers, type Want } from '../rt/want.js';

interface Known {
  columns: Columns;
  readonly form: Promise<Shown>;
  /** Set once it has come. */
  shown?: Shown;
}

/**
 * One loader for every noun: all that a level of a query wants goes to RT together, which decides in how many
 * requests. It remembers what one caller may see, so it lives for one operation.
 */
export class ShowLoader {
  readonly #batch: DataLoader<Want, Answer>;
  readonly #known = new Map<ObjectSpec, Known[]>();
  /** Numbers of users and queues by names that RT has told together with them, in lower case. */
  readonly #numbers = new Map<string, number>();

  constructor(upstream: Upstream) {
    this.#batch = new DataLoader<Want, Answer>(
      async (wants): Promise<(Answer | RtError)[]> => {
        const answers = await upstream.show(wants);
        return wants.map(({ spec }, at) => {
          const answer = answers[at];
          if (!answer) throw new Error(`${spec} was not answered`);
          return answer;
        });
      },
      { cache: false },
    );
  }

  /** The form of an object with at least these columns; `'all'` for the whole form. Rejects with an RtError. */
  load(spec: ObjectSpec, columns: Columns, of?: Want['of']): Promise<Shown> {
    const known = this.#known.get(spec) ?? [];
    const enough = known.find((one) => covers(one.columns, columns));
    if (enough) return enough.form;
    const some = columns === 'all' ? undefined : known.find(({ shown }) => shown?.hasExactDates);
    const form = some
      ? this.#loadRest(spec, columns, some)
      : this.#batch.load({ spec, columns, of }).then((answer) => {
          // A write may have made this old news.
          if (this.#known.get(spec)?.includes(entry)) {
            entry.columns = answer.columns;
            this.#knowByNumber(answer);
            for (const beside of answer.beside ?? []) this.knowNamed(beside);
          }
          entry.shown = answer.shown;
          return answer.shown;
        });
    const entry: Known = { columns, form };
    this.#known.set(spec, [...known, entry]);
    // A prefetched form that nobody reads in the end must not count as an unhandled failure.
    form.catch(() => undefined);
    return form;
  }

  /** What RT has shown of an object already, and the columns that are missing. */
  async #loadRest(spec: ObjectSpec, columns: Columns, some: Known): Promise<Shown> {
    const { columns: have } = some;
    const missing =
      columns === 'all' || have === 'all'
        ? columns
        : new Set([...columns].filter((column) => !have.has(column)));
    const [before, { shown }] = await Promise.all([
      some.form,
      this.#batch.load({ spec, columns: missing }),
    ]);
    return bothShown(before, shown);
  }

  /** Takes in what RT has shown of an object without having been asked for it here. */
  know(spec: ObjectSpec, columns: Columns, shown: Shown): void {
    const known = this.#known.get(spec) ?? [];
    if (known.some((one) => covers(one.columns, columns))) return;
    this.#known.set(spec, [...known, { columns, shown, form: Promise.resolve(shown) }]);
  }

  /** Takes in a user or queue that came along with other objects. */
  knowNamed({ kind, name, shown, columns }: Beside): void {
    const spec = byName(kind, name);
    // RT takes a user's name with an @ for an address.
    if (spec && !(kind === 'user' && name.includes('@'))) this.know(spec, columns, shown);
    // By their address too, as RT lists watchers.
    const address =
      kind === 'user' ? byName('user', shown.texts.get('EmailAddress') ?? '') : undefined;
    if (address) this.know(address, columns, shown);
    if (shown.number === undefined) return;
    this.know(byId(kind, shown.number), columns, shown);
    this.#numbers.set(`${kind} ${name.toLowerCase()}`, shown.number);
  }

  /** The number of a user or queue that RT has told together with its name. */
  numberNamed(kind: NamedKind, name: string): number | undefined {
    return this.#numbers.get(`${kind} ${name.toLowerCase()}`);
  }

  /** Who was asked for by name or address need not be asked for by number again: attachments name people so. */
  #knowByNumber({ shown, columns }: Answer): void {
    const { kind, number } = shown;
    if (number === undefined) return;
    if (kind !== 'user' && kind !== 'queue' && kind !== 'group') return;
    this.know(byId(kind, number), columns, shown);
  }

  /** Forgets everything, after a write that may have changed any of it. */
  clear(): void {
    this.#known.clear();
    this.#numbers.clear();
  }
}
