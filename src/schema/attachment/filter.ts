import { builder } from '../builder.js';

/** Which parts of a message are wanted. */
export const AttachmentFilter = builder.inputType('AttachmentFilter', {
  description: 'Which MIME parts to list. Conditions are ANDed.',
  fields: (t) => ({
    named: t.boolean({ description: 'Only parts with a file name; false: only parts without.' }),
    contentTypePrefix: t.string({ description: 'Only types that start so, e.g. image/.' }),
    inline: t.boolean({
      description: 'Only parts that are shown within the message; false: only the others.',
    }),
    includeContainers: t.boolean({
      defaultValue: false,
      description: 'Include empty multipart/* containers.',
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
