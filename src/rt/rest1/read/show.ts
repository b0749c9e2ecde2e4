import type { RtCall } from '../../connection/call.js';
import type { RtClient } from '../../connection/client.js';
import { RtBadReplyError, RtCrashError, type RtError } from '../../errors.js';
import { inTurns } from '../../in-turns.js';
import { notVisible } from '../../not-visible.js';
import type { ObjectSpec } from '../../object-spec.js';
import { type Form, formSteps } from '../form.js';
import { readRefusal } from '../refusal.js';
import { massShow } from './mass-show.js';

/** How RT shows objects and parts of them in one request. */
export interface ShowOptions {
  /** Columns for every object; a name that a type does not know costs nothing. Absent: all that RT shows by itself. */
  readonly columns?: readonly string[];
  /** In full: transactions with their texts, custom fields with their definitions. */
  readonly long?: boolean;
  /** Whether it is asked for the caller's sake, not the operation's. */
  readonly aside?: boolean;
}

/** An answer whose forms cannot be put to what was asked for while so much is asked at once. */
class ShiftedError extends RtBadReplyError {}

const noForm: Form = { comments: [], fields: new Map(), repeated: new Set(), raw: '' };

/**
 * `POST show`: any number of objects of any types in one request, one form each, in the order asked.
 *
 * An object that RT will not show comes as an error in its place. One that makes RT crash takes the whole
 * answer with it, so a crashed request is halved and repeated until the culprit stands alone; so is one
 * whose forms could belong to more than one object. What was halved goes together with nothing else.
 */
export async function show(
  rt: RtClient,
  specs: readonly ObjectSpec[],
  options: ShowOptions = {},
  { alone = false }: { readonly alone?: boolean } = {},
): Promise<readonly (Form | RtError)[]> {
  if (specs.length === 0) return [];
  const ask = (ids: readonly string[]): RtCall => ({
    operation: 'show',
    params: [
      ...ids.map((id) => ['id', id] as const),
      ...(options.columns ? [['fields', options.columns.join(',')] as const] : []),
      ...(options.long ? [['format', 'l'] as const] : []),
    ],
    objects: ids.length,
    columns: options.columns ?? ['*'],
    ...(options.aside && { aside: true }),
  });
  const mass = alone ? undefined : massShow(specs, ask);
  try {
    const reply = await rt.call({ ...ask(specs), ...(mass && { mass }) });
    if (reply.status !== 200) {
      throw new RtBadReplyError('RT refused to return objects.', {
        rtMessage: reply.payload.trim(),
      });
    }
    const forms = await inTurns(formSteps(reply.payload, { keys: options.columns ?? [] }));
    return align(specs, forms);
  } catch (error) {
    const [first, ...others] = specs;
    if (!(error instanceof RtCrashError)) {
      if (!(error instanceof ShiftedError)) throw error;
      if (others.length === 0) {
        if (!mass) throw error;
        return show(rt, specs, options, { alone: true });
      }
    } else if (others.length === 0) return [culprit(first, error)];
    const middle = Math.ceil(specs.length / 2);
    const halves = await Promise.all([
      show(rt, specs.slice(0, middle), options, { alone: true }),
      show(rt, specs.slice(middle), options, { alone: true }),
    ]);
    return halves.flat();
  }
}

/** RT crashes over a missing transaction, and over a queue or group of a name that the caller may not see. */
function culprit(spec: string | undefined, error: RtCrashError): RtError {
  const isOverNothing = /^Can't call method "\w+" on an undefined value/.test(
    error.facts.rtMessage ?? '',
  );
  return spec && /^(?:transaction|queue|group)\//.test(spec) && isOverNothing
    ? notVisible()
    : error;
}

/**
 * Puts forms to what was asked for, by position: RT answers `user/root` with `id: user/14`, and a merged
 * ticket with its target. Only a ticket without visible attachments leaves its place empty; beside one, a
 * list that bears another number than was asked for (a merged ticket's) could be anyone's.
 */
export function align(
  specs: readonly ObjectSpec[],
  forms: readonly Form[],
): readonly (Form | RtError)[] {
  const complete = forms.length === specs.length;
  let at = 0;
  const results = specs.map((spec): Form | RtError => {
    const form = forms[at];
    const mayLack = !complete && /^ticket\/\d+\/attachments$/.test(spec);
    if (mayLack && !isListOf(spec, form)) return noForm;
    if (!form) throw new ShiftedError('RT returned fewer objects than requested.');
    at++;
    const refused = readRefusal(form);
    if (!refused) checkNumber(spec, form);
    return refused ?? form;
  });
  if (at !== forms.length) {
    throw new ShiftedError('RT returned more objects than requested.');
  }
  return results;
}

function isListOf(spec: ObjectSpec, form: Form | undefined): boolean {
  if (!form) return false;
  const number = spec.split('/')[1];
  return (
    form.fields.get('id') === spec || form.comments[0]?.startsWith(`Ticket ${number} `) === true
  );
}

/** A form that bears another number than was asked for means that answers have shifted. Tickets may merge. */
function checkNumber(spec: ObjectSpec, form: Form): void {
  const asked = /^(user|queue|group|attachment|transaction)\/(\d+)$/.exec(spec)?.[2];
  const shown = /(\d+)$/.exec(form.fields.get('id') ?? '')?.[1];
  if (asked && shown && asked !== shown) {
    throw new ShiftedError('RT returned an object that was not requested.');
  }
}
