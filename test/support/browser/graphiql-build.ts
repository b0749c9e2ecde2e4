import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const sources = fileURLToPath(new URL('../../../graphiql', import.meta.url));
const page = fileURLToPath(new URL('../../../dist/graphiql/index.html', import.meta.url));

const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Builds GraphiQL as `npm run build:graphiql` does, unless it is younger than its sources. */
export async function buildGraphiql(): Promise<void> {
  const newest = Math.max(...readdirSync(sources).map((name) => changedAt(join(sources, name))));
  if (changedAt(page) > newest) return;
  await build({ configFile: join(sources, 'vite.config.ts'), logLevel: 'error' });
}
