import { createHash } from 'node:crypto';
import type { Reply } from '../rest/answer.js';

const style = `
:root { color-scheme: light dark; }
body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
.note { opacity: .75; }
table { border-collapse: collapse; }
th { padding: .1rem 1rem .1rem 0; text-align: left; vertical-align: top; font-weight: 500; }
td, pre { white-space: pre-wrap; }
article { margin: 1rem 0; padding-top: .5rem; border-top: 1px solid #8886; }
pre { margin: .5rem 0; font: inherit; }
`;

/** Nothing but the style above is loaded or run. */
const headers = {
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; '),
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** A text in HTML. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** A page that says what it is. */
export function page(httpStatus: number, title: string, body: string, more = {}): Reply {
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><style>${style}</style></head>
<body><h1>${escaped(title)}</h1>
${body}
<p class="note">A plain page of the sandbox. A real RT shows its own here.</p></body></html>
`;
  return {
    httpStatus,
    contentType: 'text/html; charset=utf-8',
    body: Buffer.from(html),
    headers: { ...headers, ...more },
  };
}

/** Refuses a wrong login. Browsers then ask for another one in a window of their own. */
export function refuseLogin(): Reply {
  const text =
    '<p>The sandbox printed its logins when it started, for example root / password.</p>';
  const challenge = 'Basic realm="a login of the sandbox, as root / password", charset="UTF-8"';
  return page(401, 'Wrong user name or password', text, { 'WWW-Authenticate': challenge });
}
