import type { Upload } from '../rest/call.js';

/** A file of the demo, under the name that its ticket shows. */
export interface DemoFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
  readonly contentId?: string;
}

/** A tiny picture. */
export const screenshot: DemoFile = {
  name: 'screenshot.png',
  type: 'image/png',
  bytes: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC',
    'base64',
  ),
  contentId: '<screenshot@helpdesk.example>',
};

const pdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;

const log = Array.from(
  { length: 60 },
  (_, line) =>
    `Oct 12 03:${String(line).padStart(2, '0')}:07 core-sw-1 %LINK-3-UPDOWN: Interface Gi1/0/${line % 24}, changed state to ${line % 2 === 0 ? 'down' : 'up'}`,
).join('\n');

/** Files of every kind, as people send them. */
export const demoFiles: readonly DemoFile[] = [
  {
    name: 'notes.txt',
    type: 'text/plain; charset=UTF-8',
    bytes: Buffer.from('Grüße 👋\nline two\n'),
  },
  {
    name: 'brief.txt',
    type: 'text/plain; charset=ISO-8859-1',
    bytes: Buffer.from('Caf\u00e9 am Eck, R\u00fcckseite\n', 'latin1'),
  },
  { name: 'invoice.pdf', type: 'application/pdf', bytes: Buffer.from(pdf) },
  {
    name: 'users, all (final).csv',
    type: 'text/csv; charset=UTF-8',
    bytes: Buffer.from('name,mail\n"Rossi, Maria",maria.rossi@customers.example\n'),
  },
  { name: 'switch.log', type: 'text/plain; charset=UTF-8', bytes: Buffer.from(`${log}\n`) },
  { name: 'empty.cfg', type: 'application/octet-stream', bytes: Buffer.alloc(0) },
];

/** The files as RT gets them: parts called `attachment_1` and so on. */
export const uploadsOf = (files: readonly DemoFile[]): readonly Upload[] =>
  files.map(({ type, bytes, contentId }, index) => ({
    name: `attachment_${index + 1}`,
    contentType: type,
    contentId,
    bytes,
  }));
