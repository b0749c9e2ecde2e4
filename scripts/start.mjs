// `npm start`: builds when there is no build yet, or when a source is newer than it, and serves.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';

function newest(path) {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(`${path}/${name}`)));
}

const built = ['dist/cli/main.js', 'dist/graphiql/index.html'];
const sources = ['src', 'graphiql', 'package.json', 'tsconfig.build.json'];
const fresh =
  built.every((file) => existsSync(file)) &&
  Math.min(...built.map((file) => statSync(file).mtimeMs)) > Math.max(...sources.map(newest));

if (!fresh) {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
// In this process, so that signals reach the server itself.
process.argv.splice(1, 1, 'dist/cli/main.js');
await import(new URL('../dist/cli/main.js', import.meta.url).href);
