import { RtError } from '../../errors.js';
import type { ObjectSpec } from '../../object-spec.js';
import type { Answer, Want } from '../../want.js';
import type { Form } from '../form.js';
import { ShownForm } from '../shown-form.js';
import { planShows } from './plan-shows.js';
import type { ShowOptions } from './show.js';

/**
 * Shows all that is wanted, in as few requests as RT allows. A request that fails, fails its own objects alone.
 * @param show sends one request
 */
export async function showWants(
  show: (
    specs: readonly ObjectSpec[],
    options: ShowOptions,
  ) => Promise<readonly (Form | RtError)[]>,
  wants: readonly Want[],
): Promise<readonly (Answer | RtError)[]> {
  const aside = wants.every((want) => want.aside === true);
  const whole = new Map<ObjectSpec, Answer | RtError>();
  const named = new Map<ObjectSpec, Answer | RtError>();
  await Promise.all(
    planShows(wants).map(async ({ specs, options }) => {
      const forms = await show(specs, { ...options, ...(aside && { aside }) }).catch(
        (error: unknown): readonly RtError[] => {
          if (!(error instanceof RtError)) throw error;
          return specs.map(() => error);
        },
      );
      const columns = options.columns ? new Set(options.columns) : 'all';
      const answers = columns === 'all' ? whole : named;
      specs.forEach((spec, at) => {
        const form = forms[at];
        if (!form) return;
        answers.set(spec, form instanceof RtError ? form : { shown: new ShownForm(form), columns });
      });
    }),
  );
  return wants.map(({ spec, columns }) => {
    const answer = columns === 'all' ? whole.get(spec) : (named.get(spec) ?? whole.get(spec));
    if (!answer) throw new Error(`${spec} was planned in no request`);
    return answer;
  });
}
