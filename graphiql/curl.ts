import type { PlacedFile } from './chosen-files.js';
import { multipartTexts, type Operation } from './multipart.js';

/** A request of this page, to be told as a command. */
export interface CurlRequest {
  readonly url: string;
  readonly operation: Operation;
  /** What the answer may come as; events and parts come over time. */
  readonly streams: 'no' | 'parts' | 'events';
  readonly headers: Readonly<Record<string, unknown>>;
  readonly files: readonly PlacedFile[];
  /** Without it, the shell variable `AUTHORIZATION` stands for the Authorization header's value. */
  readonly withLogin: boolean;
}

const accepts = {
  no: undefined,
  parts: 'multipart/mixed, application/json',
  events: 'text/event-stream',
} as const;

/** The header that lets a multipart request pass the server's CSRF gate. */
const csrfHeader = 'x-graphql-yoga-csrf: 1';

/** The command for curl in a POSIX shell that sends the same request. Files are taken from the working directory. */
export function curlCommand({
  url,
  operation,
  streams,
  headers,
  files,
  withLogin,
}: CurlRequest): string {
  const accept = accepts[streams];
  const ours = new Set(['accept', 'content-type', 'x-graphql-yoga-csrf']);
  const theirs = Object.entries(headers).filter(([name]) => !ours.has(name.toLowerCase()));
  const body =
    files.length === 0
      ? [
          `-H ${quoted('content-type: application/json')}`,
          `--data-raw ${quoted(JSON.stringify(operation))}`,
        ]
      : formOptions(operation, files);
  return [
    `curl ${accept === undefined ? '' : '-N '}${quoted(url)}`,
    ...(accept === undefined ? [] : [`-H ${quoted(`accept: ${accept}`)}`]),
    ...theirs.map(([name, value]) => `-H ${header(name, String(value), withLogin)}`),
    ...body,
  ].join(' \\\n  ');
}

function header(name: string, value: string, withLogin: boolean): string {
  if (name.toLowerCase() === 'authorization' && !withLogin) return `"${name}: $AUTHORIZATION"`;
  // curl takes a header without a value for one to leave out, unless a semicolon ends it.
  return quoted(value.trim() === '' ? `${name};` : `${name}: ${value}`);
}

function formOptions(operation: Operation, files: readonly PlacedFile[]): string[] {
  const { operations, map } = multipartTexts(operation, files);
  return [
    `-H ${quoted(csrfHeader)}`,
    `--form-string ${quoted(`operations=${operations}`)}`,
    `--form-string ${quoted(`map=${map}`)}`,
    ...files.map(({ file }, index) => {
      // In double quotes curl reads commas and semicolons as they are.
      const name = `"${file.name.replace(/["\\]/g, '\\$&')}"`;
      const type = file.type === '' ? '' : `;type=${file.type}`;
      return `-F ${quoted(`${index}=@${name}${type}`)}`;
    }),
  ];
}

/** A word that a POSIX shell gives on as it is. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
