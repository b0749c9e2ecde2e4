import DataLoader from 'dataloader';
import { RtError } from '../rt/errors.js';
import type { Form } from '../rt/form.js';
import { byId, type ObjectSpec } from '../rt/object-spec.js';
import type { Upstream } from '../rt/upstream.js';
import { planShows, type Want } from './show-plan.js';

interface Known {
  readonly want: Want;
  readonly form: Promise<Form>;
}

/**
 * One loader for every noun, since one `show` takes any mix of them: all that a level of a query wants
 * becomes one request, with the union of the columns wanted. It remembers what one caller may see, so it
 * lives for one operation.
 */
export class ShowLoader {
  readonly #upstream: Upstream;
  readonly #batch: DataLoader<Want, Form>;
  readonly #known = new Map<ObjectSpec, Known[]>();

  constructor(upstream: Upstream) {
    this.#upstream = upstream;
    this.#batch = new DataLoader<Want, Form>((wants) => this.#show(wants), { cache: false });
  }

  /** The form of an object with at least these columns; `'all'` for the whole form. Rejects with an RtError. */
  load(spec: ObjectSpec, columns: Want['columns']): Promise<Form> {
    const known = this.#known.get(spec) ?? [];
    const enough = known.find(({ want }) => covers(want.columns, columns));
    if (enough) return enough.form;
    const want: Want = { spec, columns };
    const form = this.#batch.load(want);
    const entry: Known = { want, form };
    this.#known.set(spec, [...known, entry]);
    form.then(
      (shown) => {
        // A write may have made this old news.
        if (this.#known.get(spec)?.includes(entry)) this.#knowByNumber(shown, columns);
      },
      // A prefetched form that nobody reads in the end must not count as an unhandled failure.
      () => undefined,
    );
    return form;
  }

  /** Who was asked for by name or address need not be asked for by number again: attachments name people so. */
  #knowByNumber(form: Form, columns: Want['columns']): void {
    const [, kind, number] = /^(user|queue|group)\/(\d+)$/.exec(form.fields.get('id') ?? '') ?? [];
    if (kind !== 'user' && kind !== 'queue' && kind !== 'group') return;
    const spec = byId(kind, Number(number));
    const known = this.#known.get(spec) ?? [];
    if (known.some(({ want }) => covers(want.columns, columns))) return;
    this.#known.set(spec, [...known, { want: { spec, columns }, form: Promise.resolve(form) }]);
  }

  /** Forgets everything, after a write that may have changed any of it. */
  clear(): void {
    this.#known.clear();
  }

  async #show(wants: readonly Want[]): Promise<(Form | RtError)[]> {
    const answers = new Map<ObjectSpec, Form | RtError>();
    await Promise.all(
      planShows(wants).map(async ({ specs, options }) => {
        const forms = await this.#upstream
          .show(specs, options)
          .catch((error: unknown): readonly RtError[] => {
            if (!(error instanceof RtError)) throw error;
            return specs.map(() => error);
          });
        specs.forEach((spec, at) => {
          const form = forms[at];
          if (form) answers.set(spec, form);
        });
      }),
    );
    return wants.map(({ spec }) => {
      const answer = answers.get(spec);
      if (!answer) throw new Error(`${spec} was planned in no request`);
      return answer;
    });
  }
}

function covers(have: Want['columns'], want: Want['columns']): boolean {
  if (have === want || have === 'all') return true;
  return want !== 'all' && [...want].every((column) => have.has(column));
}
