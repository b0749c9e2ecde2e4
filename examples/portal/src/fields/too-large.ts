import { sizeInWords } from './size-in-words.js';

/** An error of the API, as far as this reads it. */
interface ApiError {
  readonly extensions?: { readonly limit?: { readonly name: string; readonly allowed: number } };
}

/** The part of a write that has files. */
interface WithFiles {
  readonly attachments?: readonly { readonly content?: { readonly upload?: unknown } }[];
}

/** Which files of a write the server has refused for their size, in words; undefined if it was not that. */
export function tooLargeInWords(
  errors: readonly ApiError[],
  { attachments = [] }: WithFiles,
): string | undefined {
  const limits = errors.map(({ extensions }) => extensions?.limit);
  const allowed = limits.find((limit) => limit?.name === 'MAX_UPLOAD_BYTES')?.allowed;
  if (allowed === undefined) return undefined;
  const files = attachments
    .map(({ content }) => content?.upload)
    .filter((upload) => upload instanceof File)
    .filter(({ size }) => size > allowed)
    .map(({ name, size }) => `“${name}” (${sizeInWords(size)})`);
  if (files.length === 0) return undefined;
  const are = files.length === 1 ? 'is' : 'are';
  return `${files.join(', ')} ${are} too large. A file may have up to ${sizeInWords(allowed)}.`;
}
