import type { RtClient } from '../../connection/client.js';
import { RtError } from '../../errors.js';
import { byId, maxId, type ObjectSpec } from '../../object-spec.js';
import type { Form } from '../form.js';
import { show } from './show.js';

/** A part of a message, as far as RT shows it to the caller; nothing but its number and transaction of a hidden one. */
export interface NewPart {
  readonly id: number;
  readonly transaction: number;
  /** RT's number of the user who sent it; undefined for a hidden one. */
  readonly creator: number | undefined;
  readonly filename: string;
  readonly contentType: string;
}

/** So many numbers in a row are looked at one by one: one message and the mails that it sets off have fewer parts. */
export const inRow = 24;
/** Numbers looked at between two others. */
const places = 64;
const maxPower = 30;

const partColumns = ['ContentType', 'Creator', 'Filename', 'Transaction'];

/**
 * Shows an object, and finds the number of RT's newest attachment in the same request where no more than a few came
 * since it was last looked for. RT has no way to ask for it, but tells missing attachments from hidden ones.
 */
export async function showWithNewestAttachment(
  rt: RtClient,
  spec: ObjectSpec,
  columns: readonly string[],
): Promise<{ readonly shown: Form | RtError | undefined; readonly newest: number }> {
  const powers = Array.from({ length: maxPower + 1 }, (_, at) => 2 ** at);
  const steps = [...numbers(1, inRow), ...powers.filter((step) => step > inRow)];
  const first = await probe(rt, rt.range.newestAttachment, steps, { spec, columns });
  let { newest, gap } = first;
  while (gap > 1) {
    const step = Math.ceil(gap / places);
    const between = numbers(1, places).map((place) => place * step);
    ({ newest, gap } = await probe(rt, newest, between));
  }
  return { shown: first.shown, newest };
}

/** The parts of messages that are newer than an attachment, beginning with the next. */
export async function partsAfter(rt: RtClient, newest: number): Promise<readonly NewPart[]> {
  const ids = numbers(newest + 1, newest + inRow).filter((id) => id <= maxId);
  const forms = await show(
    rt,
    ids.map((id) => byId('attachment', id)),
    { columns: partColumns },
  );
  return forms.flatMap((form, at) => {
    const id = ids[at];
    if (id === undefined || form instanceof RtError) return [];
    saw(rt, id);
    const text = (key: string) => form.fields.get(key) ?? '';
    return [
      {
        id,
        transaction: Number(text('Transaction')),
        creator: Number(text('Creator')) || undefined,
        filename: text('Filename'),
        contentType: text('ContentType').toLowerCase(),
      },
    ];
  });
}

interface Probed {
  readonly shown: Form | RtError | undefined;
  readonly newest: number;
  /** The distance from the newest to the next number that was looked at, which is missing. */
  readonly gap: number;
}

/** Looks for attachments at some distances from a known one. */
async function probe(
  rt: RtClient,
  from: number,
  steps: readonly number[],
  beside?: { readonly spec: ObjectSpec; readonly columns: readonly string[] },
): Promise<Probed> {
  const ids = steps.map((step) => from + step).filter((id) => id <= maxId);
  const attachments = ids.map((id) => byId('attachment', id));
  const columns = [...(beside?.columns ?? []), 'Transaction'];
  const forms = await show(rt, [...(beside ? [beside.spec] : []), ...attachments], { columns });
  const [shown, ...found] = beside ? forms : [undefined, ...forms];
  const last = found.findLastIndex((form) => !(form instanceof RtError));
  const newest = ids[last] ?? from;
  saw(rt, newest);
  return { shown, newest, gap: (ids[last + 1] ?? newest + 1) - newest };
}

function saw({ range }: RtClient, attachment: number): void {
  range.newestAttachment = Math.max(range.newestAttachment, attachment);
}

function numbers(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}
