import { readdirSync } from 'node:fs';
import { extname, join } from 'node:path';

/** A file of the GraphiQL bundle. */
export interface Asset {
  readonly path: string;
  readonly contentType: string;
  /** Paths of the compressed copies that the build made, by content coding. */
  readonly compressed: ReadonlyMap<string, string>;
}

/** What the bundle is made of. A file of another kind is not served. */
const contentTypes: ReadonlyMap<string, string> = new Map([
  ['.css', 'text/css; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.ttf', 'font/ttf'],
  ['.woff2', 'font/woff2'],
]);

/** Content codings and the endings of their files, the smaller one first. */
const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** The servable files of a directory by name; empty if the directory does not exist. */
export function listAssets(directory: string): ReadonlyMap<string, Asset> {
  const names = new Set(namesIn(directory));
  const assets = new Map<string, Asset>();
  for (const name of names) {
    const contentType = contentTypes.get(extname(name));
    if (contentType === undefined) continue;
    const compressed = new Map<string, string>();
    for (const [encoding, ending] of encodings) {
      if (names.has(name + ending)) compressed.set(encoding, join(directory, name + ending));
    }
    assets.set(name, { path: join(directory, name), contentType, compressed });
  }
  return assets;
}

/** The content coding to send, of those the file has and an `Accept-Encoding` header names. */
export function bestEncoding(asset: Asset, acceptEncoding: string): string | undefined {
  const accepted = new Set(
    acceptEncoding
      .toLowerCase()
      .split(',')
      .map((item) => item.split(';').map((part) => part.trim()))
      .filter(([, quality]) => !/^q=0(?:\.0*)?$/.test(quality ?? ''))
      .map(([coding]) => coding),
  );
  return encodings
    .map(([coding]) => coding)
    .find((c) => accepted.has(c) && asset.compressed.has(c));
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
