import type { FormField } from '../../rt/encode-form.js';
import { builder } from '../builder.js';
import type { PlanBuilder } from './planned-field.js';

export const MessageBody = builder.inputType('MessageBody', {
  description: 'The text of a message.',
  fields: (t) => ({
    text: t.string({ required: true, description: 'The text, in as many lines as needed.' }),
    isHtml: t.boolean({
      defaultValue: false,
      description: 'text/plain unless this is true, then text/html.',
    }),
  }),
});

/** The form's lines for a body. RT takes an empty text, and `0`, for no text at all. */
export function planBody(
  plan: PlanBuilder,
  body: typeof MessageBody.$inferInput | null | undefined,
): readonly FormField[] {
  if (body == null || body.text === '') return [];
  if (body.text === '0') {
    plan.refuse(['body', 'text'], 'RT takes the text "0" for an empty one.');
    return [];
  }
  if (!plan.isText(['body', 'text'], body.text)) return [];
  return [
    { key: 'Text', value: body.text },
    ...(body.isHtml ? [{ key: 'Content-Type', value: 'text/html' }] : []),
  ];
}
