import type { BodyValue } from '../../values.js';
import type { FormField } from '../encode-form.js';
import type { PlanBuilder } from './planned-field.js';

/** A message's text as it is sent: its form lines, none for an empty text. */
export interface PlannedBody {
  readonly form: readonly FormField[];
  /** The text, where one is sent. */
  readonly text: string | undefined;
  readonly isHtml: boolean;
}

const noBody: PlannedBody = { form: [], text: undefined, isHtml: false };

/** The form's lines for a body. RT takes an empty text, and `0`, for no text at all. */
export function planBody(plan: PlanBuilder, body: BodyValue | null | undefined): PlannedBody {
  const isHtml = body?.html != null;
  const text = body?.html ?? body?.text ?? '';
  if (text === '') return noBody;
  const path = ['body', isHtml ? 'html' : 'text'];
  if (text === '0') {
    plan.refuse(path, 'RT treats the text "0" as empty. Add another character.');
    return noBody;
  }
  if (!plan.isText(path, text)) return noBody;
  const type = isHtml ? [{ key: 'Content-Type', value: 'text/html' }] : [];
  return { form: [{ key: 'Text', value: text }, ...type], text, isHtml };
}
