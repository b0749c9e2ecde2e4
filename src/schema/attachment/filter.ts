import { builder } from '../builder.js';

/** Which parts of a message are wanted. */
export const AttachmentFilter = builder.inputType('AttachmentFilter', {
  description: 'Selects MIME parts. A part must meet all conditions.',
  fields: (t) => ({
    named: t.boolean({
      description: 'True: only parts with a file name. False: only parts without one.',
    }),
    contentTypePrefix: t.string({
      description: 'Only parts whose MIME type starts with this, e.g. image/.',
    }),
    inline: t.boolean({
      description: 'True: only parts displayed within their message. False: only the others.',
    }),
    includeContainers: t.boolean({
      defaultValue: false,
      description: 'Whether to include multipart/* containers, which have no content of their own.',
    }),
  }),
});

type Filter = typeof AttachmentFilter.$inferInput;

/** Whether a part passes by its name and type; `inline` needs its headers and is asked apart. */
export function passes(
  part: { readonly filename: string | null; readonly contentType: string },
  filter: Filter | null | undefined,
): boolean {
  const type = part.contentType.toLowerCase();
  if (!filter?.includeContainers && type.startsWith('multipart/')) return false;
  if (filter?.named != null && filter.named !== (part.filename !== null)) return false;
  return !filter?.contentTypePrefix || type.startsWith(filter.contentTypePrefix.toLowerCase());
}
