import { useEffect, useRef, useState } from 'react';
import { localUrl } from './local-url.js';

/**
 * A message's HTML, which anybody may have written. Like mail programs do, it goes into a frame
 * that runs no script and sends no form, with a policy that loads nothing but this help desk's
 * own images: a picture on the sender's server would tell when the mail was read. The styles of
 * the mail and of the page do not meet. `allow-same-origin` lets this page, not the mail, measure
 * the frame; together with `allow-scripts` it would undo the sandbox, so never add that.
 */
export function MailBody({ html }: { readonly html: string }) {
  // A message never changes; new links to its pictures do not make it load again.
  const [source] = useState(() => head + withLocalImages(html));
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(40);
  const [page, setPage] = useState<Document>();

  useEffect(() => {
    if (!page) return;
    const observer = new ResizeObserver(() => setHeight(page.documentElement.offsetHeight));
    observer.observe(page.documentElement);
    return () => observer.disconnect();
  }, [page]);

  return (
    <div className="paper">
      <iframe
        ref={frame}
        title="Message"
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        srcDoc={source}
        style={{ height }}
        onLoad={() => setPage(frame.current?.contentDocument ?? undefined)}
      />
    </div>
  );
}

const head = `<!doctype html>
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'">
<base target="_blank">
<style>
  body { margin: 0; overflow-wrap: break-word; color: #20282d; font: 15px/1.6 system-ui, sans-serif }
  body > :first-child { margin-block-start: 0 }
  body > :last-child { margin-block-end: 0 }
  img { max-width: 100%; height: auto }
  blockquote { margin-inline: 0; padding-inline-start: 1em; border-inline-start: 3px solid #d8dedd }
</style>
`;

/** Moves images that are attachments to the page's own origin, and lets the text have its own direction. Parsing runs and loads nothing. */
function withLocalImages(html: string): string {
  const mail = new DOMParser().parseFromString(html, 'text/html');
  for (const image of mail.images) {
    if (/\/attachments\/\d+(?:\?|$)/.test(image.src)) {
      image.setAttribute('src', localUrl(image.src));
    }
  }
  mail.body.dir ||= 'auto';
  return mail.documentElement.outerHTML;
}
