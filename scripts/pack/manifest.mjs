import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const original = 'node_modules/.package.json.before-pack';

/**
 * Makes package.json name every dependency as bundled. npm heeds neither the lock file nor `overrides` of a package that
 * others install, so a package that carries no dependencies runs with other versions than were tested. graphql alone stays
 * outside: a program and this package must share one copy. `npm ci` does not get along with this list, so it is
 * there only while npm packs.
 */
export function bundle() {
  const text = readFileSync('package.json', 'utf8');
  const { overrides: _, devDependencies: __, scripts: ___, ...manifest } = JSON.parse(text);
  writeFileSync(original, text);
  const bundleDependencies = Object.keys(manifest.dependencies).filter(
    (name) => name !== 'graphql',
  );
  writeFileSync(
    'package.json',
    `${JSON.stringify({ ...manifest, bundleDependencies }, null, 2)}\n`,
  );
}

/** Puts package.json back. */
export function restore() {
  if (existsSync(original)) renameSync(original, 'package.json');
}
