import {
  applyEdits,
  findNodeAtLocation,
  type ModificationOptions,
  modify,
  type ParseError,
  parse,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';

/** What a person types to sign in. It lives in this page's memory only. */
export type Login =
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  | { readonly kind: 'token'; readonly token: string };

/** The `Authorization` header of a login: RFC 7617 Basic with UTF-8, or RT's own `token` scheme. */
export function authorizationOf(login: Login): string {
  if (login.kind === 'token') return `token ${login.token.trim()}`;
  const bytes = new TextEncoder().encode(`${login.user}:${login.password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/** Whose login an `Authorization` header is, as far as it tells. */
export function loginNameOf(authorization: string): string {
  const basic = /^Basic\s+(\S+)$/i.exec(authorization.trim())?.[1];
  if (basic === undefined) return 'A token';
  try {
    const bytes = Uint8Array.from(atob(basic), (character) => character.charCodeAt(0));
    return new TextDecoder().decode(bytes).replace(/:.*$/s, '') || 'A login without a name';
  } catch {
    return 'A login that is not Base64';
  }
}

/** What is in the headers editor. */
export type PaneHeaders = Readonly<Record<string, unknown>>;

/** The `Authorization` among headers. */
export function authorizationIn(headers: PaneHeaders): string | undefined {
  const name = authorizationName(headers);
  return name === undefined ? undefined : String(headers[name]);
}

/**
 * The headers editor's text with its `Authorization` set, or removed when `authorization` is undefined; comments and
 * everything else stay. An Authorization that a person typed is theirs: only an absent one, or one out of `ours`, is
 * touched. Undefined if the text needs no change, or is not an object.
 */
export function withAuthorization(
  text: string,
  authorization: string | undefined,
  ours: ReadonlySet<string>,
): string | undefined {
  const headers = readHeaders(text);
  if (headers === undefined) return undefined;
  const name = authorizationName(headers);
  const present = name === undefined ? undefined : headers[name];
  if (present === authorization) return undefined;
  if (present !== undefined && !ours.has(String(present))) return undefined;
  const edited =
    authorization === undefined && name !== undefined
      ? withoutProperty(text, name)
      : applyEdits(text, modify(text, [name ?? 'Authorization'], authorization, inFront));
  return /^\s*\{\s*\}\s*$/.test(edited) ? '' : edited;
}

/** How `modify` of jsonc-parser adds a property. */
const inFront: ModificationOptions = {
  formattingOptions: { tabSize: 2, insertSpaces: true, eol: '\n' },
  getInsertionIndex: () => 0,
};

/** Takes a property out with the comma behind it. `modify` would take the comments up to the next one, too. */
function withoutProperty(text: string, name: string): string {
  const root = parseTree(text);
  const property = root && findNodeAtLocation(root, [name])?.parent;
  if (!property) return text;
  const before = text.slice(0, property.offset).replace(/[ \t]+$/, '');
  const behind = text
    .slice(property.offset + property.length)
    .replace(/^((?:\s|\/\*.*?\*\/|\/\/[^\n]*\n)*),/s, '$1');
  // A line of its own goes as a whole. The end of a line before it may be the end of a comment.
  return before + (before.endsWith('\n') ? behind.replace(/^[ \t]*\n/, '') : behind);
}

/** The headers as GraphiQL reads them: comments and trailing commas are allowed. Undefined if they are not an object. */
export function readHeaders(text: string): PaneHeaders | undefined {
  const errors: ParseError[] = [];
  const headers: unknown = parse(text, errors, { allowTrailingComma: true });
  if (
    headers === undefined &&
    errors.every(({ error }) => printParseErrorCode(error) === 'ValueExpected')
  )
    return {};
  const isObject = typeof headers === 'object' && headers !== null && !Array.isArray(headers);
  // Any name may be asked for; what stands there is unknown.
  return isObject && errors.length === 0 ? (headers as PaneHeaders) : undefined;
}

function authorizationName(headers: PaneHeaders): string | undefined {
  return Object.keys(headers).find((key) => key.toLowerCase() === 'authorization');
}
