import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withAbout } from './about.js';
import { type Asset, bestEncoding, listAssets } from './assets.js';
import { pageHeaders } from './page-headers.js';
import { prefersHtml } from './prefers-html.js';

const pagePath = '/graphql';
const assetsPath = '/graphiql/assets/';

/** Stands in for the page in a checkout that was not built. */
const unbuiltPage = `<!doctype html>
<meta charset="utf-8">
<title>RT GraphQL</title>
<h1>GraphiQL is not built</h1>
<p>Run <code>npm run build</code> and restart the server. The API at this address works without it.</p>
`;

/** Answers a request by its path below BASE_PATH, or gives undefined when it is not for GraphiQL. */
export type PageRoutes = (request: Request, pathname: string) => Promise<Response | undefined>;

/** Why there is no page, and what a reader can do about it. */
const reasons = {
  'it is off': `GraphiQL is off. With <code>GRAPHIQL=on</code> the
server shows it at this address.`,
  'only trusted documents run': `This server runs only the operations on its list
(<code>TRUSTED_DOCUMENTS</code>), so there is no GraphiQL: nothing typed into it would run.`,
} as const;

/** Stands in for the page where there is none. */
const offPage = (why: keyof typeof reasons) => `<!doctype html>
<meta charset="utf-8">
<title>RT GraphQL</title>
<h1>This is a GraphQL API</h1>
<p>Programs send it POST requests. It has no page for browsers here: ${reasons[why]}</p>
`;

/**
 * GraphiQL out of our own files: its page for whoever asks `/graphql` for HTML, and the page's
 * scripts, styles and fonts below `/graphiql/assets/`. The browser talks to this server only.
 *
 * @param assetsDir what `npm run build:graphiql` wrote: `index.html` and `assets/`. Both are read
 *   once, here; only the files that are there now are ever served, so no path can leave them.
 * @param about what the page says of this server to whoever opens it.
 */
export function graphiqlRoutes(assetsDir: string, about: object): PageRoutes {
  const assets = listAssets(join(assetsDir, 'assets'));
  const built = readPage(assetsDir);
  const page = built === undefined ? unbuiltPage : withAbout(built, about);

  return async (request, pathname) => {
    if (isForPage(request, pathname)) {
      return new Response(request.method === 'HEAD' ? null : page, { headers: pageHeaders });
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
    if (!pathname.startsWith(assetsPath)) return undefined;
    const asset = assets.get(pathname.slice(assetsPath.length));
    return asset === undefined ? undefined : serveAsset(asset, request);
  };
}

/** Where there is no GraphiQL: says so to a browser, and gives undefined for anything else. */
export function withoutGraphiql(why: keyof typeof reasons): PageRoutes {
  const page = offPage(why);
  return async (request, pathname) => {
    if (!isForPage(request, pathname)) return undefined;
    return new Response(request.method === 'HEAD' ? null : page, {
      status: 404,
      headers: pageHeaders,
    });
  };
}

function isForPage({ method, headers }: Request, pathname: string): boolean {
  const isRead = method === 'GET' || method === 'HEAD';
  return isRead && pathname === pagePath && prefersHtml(headers.get('accept') ?? '');
}

function readPage(assetsDir: string): string | undefined {
  try {
    return readFileSync(join(assetsDir, 'index.html'), 'utf8');
  } catch {
    return undefined;
  }
}

/** Sends a file; undefined when it went away since the start, as in a new build. */
async function serveAsset(asset: Asset, request: Request): Promise<Response | undefined> {
  const encoding = bestEncoding(asset, request.headers.get('accept-encoding') ?? '');
  const path = asset.compressed.get(encoding ?? '') ?? asset.path;
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined) return undefined;
  const headers = new Headers({
    'content-type': asset.contentType,
    // The name holds a hash of the content: another content comes under another name.
    'cache-control': 'public, max-age=31536000, immutable',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  });
  if (encoding !== undefined) headers.set('content-encoding', encoding);
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), { headers });
}
