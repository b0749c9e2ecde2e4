import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const outDir = fileURLToPath(new URL('../dist/graphiql', import.meta.url));

export default defineConfig({
  root: here,
  // Relative, so that the page works below any path prefix.
  base: './',
  resolve: { dedupe: ['react', 'react-dom', 'graphql'] },
  plugins: [fewerMonacoFeatures(), precompressed()],
  worker: {
    format: 'es',
    rolldownOptions: { output: { entryFileNames: 'assets/[name]-[hash].js' } },
  },
  experimental: {
    // The page is /graphql and its files are /graphiql/assets/…; files refer to each other.
    renderBuiltUrl: (file, { hostType }) =>
      hostType === 'html' ? `./graphiql/${file}` : { relative: true },
  },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2023',
    // Every file is a file: a data: URL would need another hole in the page's CSP.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      checks: { pluginTimings: false },
      // "use client" marks files for React servers; there is none here.
      onwarn: (warning, warn) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
});

/** Puts our own list of editor features in the place of Monaco's full one. */
function fewerMonacoFeatures(): Plugin {
  return {
    name: 'fewer-monaco-features',
    enforce: 'pre',
    resolveId(source, importer) {
      const isFullList =
        source === 'monaco-graphql/esm/monaco-editor.js' ||
        (source === './monaco-editor' && importer?.includes('/monaco-graphql/esm/') === true);
      return isFullList ? join(here, 'monaco.ts') : undefined;
    },
  };
}

/** Writes `.br` and `.gz` beside every file that shrinks by it, for the server to choose from. */
function precompressed(): Plugin {
  const brotli = promisify(brotliCompress);
  const zip = promisify(gzip);
  return {
    name: 'precompressed',
    apply: 'build',
    async writeBundle(options) {
      const directory = join(options.dir ?? outDir, 'assets');
      for (const name of await readdir(directory)) {
        if (!/\.(?:js|css|svg|ttf)$/.test(name)) continue;
        const path = join(directory, name);
        const bytes = await readFile(path);
        const level = { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } };
        await writeFile(`${path}.br`, await brotli(bytes, level));
        await writeFile(`${path}.gz`, await zip(bytes, { level: 9 }));
      }
    },
  };
}
