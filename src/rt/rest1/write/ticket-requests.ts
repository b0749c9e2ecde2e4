import type { RtClient } from '../../connection/client.js';
import { InvalidInputError } from '../../errors.js';
import type { LinkRelation } from '../../links.js';
import type { FormField } from '../encode-form.js';
import type { UploadedFile } from '../multipart.js';
import { quoteUploadName } from '../quoting.js';
import { type LostAnswer, type WriteAnswer, write, writeForm, writeForms } from './write.js';

type Answer = Promise<WriteAnswer | LostAnswer>;

/** One `Attachment:` line a file: RT takes the stored name from here, and the bytes from `attachment_N`. */
function fileNames(files: readonly UploadedFile[]): readonly FormField[] {
  return files.map(({ filename }) => {
    const value = quoteUploadName(filename);
    if (value === undefined) throw new InvalidInputError('This file name cannot be sent to RT.');
    return { key: 'Attachment', value };
  });
}

/** `POST ticket/new`. RT answers `Ticket N created.` and says nothing of values that it dropped. */
export function createTicket(
  rt: RtClient,
  fields: readonly FormField[],
  files: readonly UploadedFile[],
): Answer {
  const form = [{ key: 'id', value: 'ticket/new' }, ...fields, ...fileNames(files)];
  return writeForm(rt, { operation: 'ticket/new', path: 'ticket/new' }, form, files);
}

/** `POST ticket/N/edit`. Without an `id` line RT tells a change from none: it then answers nothing. */
export function editTicket(rt: RtClient, id: number, fields: readonly FormField[]): Answer {
  return writeForm(rt, { operation: 'ticket/edit', path: `ticket/${id}/edit` }, fields);
}

/** `POST edit`: own changes to many tickets in one request. */
export function editTickets(
  rt: RtClient,
  tickets: readonly { readonly id: number; readonly fields: readonly FormField[] }[],
): Answer {
  return writeForms(
    rt,
    tickets.map(({ id, fields }) => [{ key: 'id', value: `ticket/${id}` }, ...fields]),
  );
}

/** `POST ticket/N/comment`: an internal comment, or a public reply that RT mails. */
export function comment(
  rt: RtClient,
  id: number,
  action: 'comment' | 'correspond',
  fields: readonly FormField[],
  files: readonly UploadedFile[],
): Answer {
  const form = [{ key: 'Action', value: action }, ...fields, ...fileNames(files)];
  return writeForm(rt, { operation: 'ticket/comment', path: `ticket/${id}/comment` }, form, files);
}

/** `POST ticket/N/take`: RT's three ways to change hands. */
export function take(rt: RtClient, id: number, action: 'Take' | 'Steal' | 'Untake'): Answer {
  const form = [{ key: 'Action', value: action }];
  return writeForm(rt, { operation: 'ticket/take', path: `ticket/${id}/take` }, form);
}

/** `POST ticket/N/merge/M`: N answers as M from then on, for good. */
export function merge(rt: RtClient, id: number, into: number): Answer {
  return write(rt, { operation: 'ticket/merge', path: `ticket/${id}/merge/${into}` });
}

/**
 * `POST ticket/link`: makes or removes one link and leaves all others alone. RT's words come without a `#`.
 */
export async function link(
  rt: RtClient,
  id: number,
  relation: LinkRelation,
  to: string,
  options: { readonly remove: boolean },
): Answer {
  return write(rt, {
    operation: 'ticket/link',
    params: [
      ['id', String(id)],
      ['rel', relation],
      ['to', to],
      ...(options.remove ? [['del', '1'] as const] : []),
    ],
  });
}
