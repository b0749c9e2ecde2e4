/** Types that no browser runs as a script of our origin, and so may be shown inline. */
const safeInline = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'text/plain']);

/** The type that a download is sent with: the stored one when it is well formed, and harmless where it is shown. */
export function downloadType(stored: string): string {
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(stored)
    ? stored.toLowerCase()
    : 'application/octet-stream';
  return /(?:html|xml|svg|javascript|ecmascript|pdf|flash)/.test(type)
    ? 'application/octet-stream'
    : type;
}

/** RFC 6266: an ASCII name for old clients and the real one in UTF-8, neither able to end the header. */
export function contentDisposition(
  wanted: 'attachment' | 'inline',
  type: string,
  filename: string | null,
): string {
  const disposition = wanted === 'inline' && safeInline.has(type) ? 'inline' : 'attachment';
  const name = (filename ?? '').replace(/[\p{Cc}/\\]/gu, '_').slice(0, 200);
  if (name === '') return disposition;
  const ascii = name.replace(/[^\x20-\x7e]|["%]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${disposition}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
