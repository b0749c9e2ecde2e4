// Before `npm pack` and `npm publish`: builds the program from nothing, so that a package holds all of it and no more.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { bundle, restore } from './manifest.mjs';
import { sbom } from './sbom.mjs';

function run(...args) {
  // npm hands its own options on in the environment, and `--dry-run` is not meant for these.
  const { npm_config_dry_run: _, npm_config_json: __, ...env } = process.env;
  const { status } = spawnSync('npm', args, { stdio: ['ignore', 2, 2], env });
  if (status !== 0) process.exit(status ?? 1);
}

// A package that was interrupted.
restore();
// A fresh clone. What the program depends on goes into the package, too.
if (!existsSync('node_modules')) run('ci');
rmSync('dist', { recursive: true, force: true });
run('run', '--silent', 'build');
writeFileSync('dist/sbom.cdx.json', sbom());
bundle();
