import DataLoader from 'dataloader';
import { RtError } from '../rt/errors.js';
import { byId, type ObjectSpec } from '../rt/object-spec.js';
import type { Shown, Upstream } from '../rt/port.js';
import { inWholeForm, planShows, type Want } from './show-plan.js';

/** A form, and the columns that it was asked for with: those of all that shared its request. */
interface Asked {
  readonly form: Shown;
  readonly columns: Want['columns'];
}

interface Known {
  columns: Want['columns'];
  readonly form: Promise<Shown>;
}

/**
 * One loader for every noun, since one `show` takes any mix of them: all that a level of a query wants
 * becomes one request, with the union of the columns wanted. It remembers what one caller may see, so it
 * lives for one operation.
 */
export class ShowLoader {
  readonly #upstream: Upstream;
  readonly #batch: DataLoader<Want, Asked>;
  readonly #known = new Map<ObjectSpec, Known[]>();

  constructor(upstream: Upstream) {
    this.#upstream = upstream;
    this.#batch = new DataLoader<Want, Asked>((wants) => this.#show(wants), { cache: false });
  }

  /** The form of an object with at least these columns; `'all'` for the whole form. Rejects with an RtError. */
  load(spec: ObjectSpec, columns: Want['columns']): Promise<Shown> {
    const known = this.#known.get(spec) ?? [];
    const enough = known.find((one) => covers(one.columns, columns));
    if (enough) return enough.form;
    const form = this.#batch.load({ spec, columns }).then((shown) => {
      // A write may have made this old news.
      if (this.#known.get(spec)?.includes(entry)) {
        entry.columns = shown.columns;
        this.#knowByNumber(shown);
      }
      return shown.form;
    });
    const entry: Known = { columns, form };
    this.#known.set(spec, [...known, entry]);
    // A prefetched form that nobody reads in the end must not count as an unhandled failure.
    form.catch(() => undefined);
    return form;
  }

  /** Who was asked for by name or address need not be asked for by number again: attachments name people so. */
  #knowByNumber({ form, columns }: Asked): void {
    const { kind, number } = form;
    if (number === undefined) return;
    if (kind !== 'user' && kind !== 'queue' && kind !== 'group') return;
    const spec = byId(kind, number);
    const known = this.#known.get(spec) ?? [];
    if (known.some((one) => covers(one.columns, columns))) return;
    this.#known.set(spec, [...known, { columns, form: Promise.resolve(form) }]);
  }

  /** Forgets everything, after a write that may have changed any of it. */
  clear(): void {
    this.#known.clear();
  }

  async #show(wants: readonly Want[]): Promise<(Asked | RtError)[]> {
    const whole = new Map<ObjectSpec, Asked | RtError>();
    const named = new Map<ObjectSpec, Asked | RtError>();
    await Promise.all(
      planShows(wants).map(async ({ specs, options }) => {
        const forms = await this.#upstream
          .show(specs, options)
          .catch((error: unknown): readonly RtError[] => {
            if (!(error instanceof RtError)) throw error;
            return specs.map(() => error);
          });
        const columns = options.columns ? new Set(options.columns) : 'all';
        const answers = columns === 'all' ? whole : named;
        specs.forEach((spec, at) => {
          const form = forms[at];
          if (form) answers.set(spec, form instanceof RtError ? form : { form, columns });
        });
      }),
    );
    return wants.map(({ spec, columns }) => {
      const answer = columns === 'all' ? whole.get(spec) : (named.get(spec) ?? whole.get(spec));
      if (!answer) throw new Error(`${spec} was planned in no request`);
      return answer;
    });
  }
}

function covers(have: Want['columns'], want: Want['columns']): boolean {
  if (have === want) return true;
  if (want === 'all') return false;
  return have === 'all' ? inWholeForm(want) : [...want].every((column) => have.has(column));
}
