import { rejected, type WriteReport } from '../../report.js';
import type { MessageValues } from '../../values.js';
import type { UploadedFile } from '../multipart.js';
import { type PlannedBody, planBody } from './plan-body.js';
import { keptUploads, planFiles } from './plan-files.js';
import { PlanBuilder } from './planned-field.js';
import { tooManyPeople } from './too-many-people.js';
import type { WriteContext } from './write-context.js';

/** A message's text and files as they are sent. */
export interface PlannedMessage {
  readonly body: PlannedBody;
  readonly files: readonly UploadedFile[];
}

/** Reads a message, refusing what would not arrive as it is; `exact` where any text would. */
export async function planMessage(
  input: MessageValues,
  context: WriteContext,
  options: { readonly exact?: boolean } = {},
): Promise<PlannedMessage | WriteReport> {
  const plan = new PlanBuilder(options);
  const body = planBody(plan, input.body);
  const planned = planFiles(plan, input.attachments, context.maxUploadBytes);
  if (body.text === undefined && planned.length === 0 && plan.errors.length === 0) {
    plan.refuse(['body'], 'A message needs a text or a file.', 'REQUIRED');
  }
  if (input.status != null) plan.isLine(['status'], input.status);
  plan.errors.push(...tooManyPeople(['cc'], input.cc), ...tooManyPeople(['bcc'], input.bcc));
  if (plan.errors.length > 0) return rejected(plan.errors);
  const files = await keptUploads(planned, { hasBody: body.text !== undefined });
  return { body, files };
}
