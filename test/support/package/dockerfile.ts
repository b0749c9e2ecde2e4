import { readFileSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { basename, join, matchesGlob, relative } from 'node:path';
import { type PrivateRoot, privateRoot, type RunOptions } from '../process/private-root.js';

/** An instruction of a Dockerfile: `COPY . .` is `['COPY', '. .']`. */
export type Instruction = readonly [name: string, value: string];

/** What a Dockerfile makes, and how it is run. */
export interface Image {
  readonly root: PrivateRoot;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly user: string | undefined;
  /** The last value of an instruction. */
  value(name: string): string;
}

/** The instructions, in order; lines that end with a backslash are continued. */
export function readDockerfile(path: string): readonly Instruction[] {
  return readFileSync(path, 'utf8')
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): Instruction => {
      const [, name = line, value = ''] = /^([A-Z]+) (.+)$/.exec(line.trim()) ?? [];
      return [name, value];
    });
}

/**
 * Does what the instructions say, as `docker build` would: each stage has a file system of its own, on which RUN and
 * COPY work. A stage begins with this machine's programs, not with those of its image. Throws for an instruction that it
 * does not know, a file that is missing and a command that fails. Returns all stages, the last one last.
 */
export async function buildImage(context: string): Promise<readonly Image[]> {
  const stages = new Map<string, PrivateRoot>();
  const images: Image[] = [];
  let stage: Instruction[] = [];
  let root: PrivateRoot | undefined;
  let env: Record<string, string> = {};
  let cwd = '/';
  const ignored = readFileSync(join(context, '.dockerignore'), 'utf8').trim().split('\n');

  async function copy(value: string, to: PrivateRoot): Promise<void> {
    const [, from, list = value] = /^--from=(\w+) (.*)$/.exec(value) ?? [];
    const source = from === undefined ? context : (stages.get(from)?.directory ?? '');
    const parts = list.split(' ');
    const target = join(to.directory, resolveIn(cwd, parts.at(-1) ?? ''));
    for (const path of parts.slice(0, -1)) {
      const isFolder = parts.length > 2 || (parts.at(-1) ?? '').endsWith('/');
      const place = isFolder ? join(target, basename(path)) : target;
      const isWanted = (file: string) =>
        from !== undefined || !isIgnored(relative(context, file), ignored);
      await mkdir(join(place, '..'), { recursive: true });
      const options = { recursive: true, verbatimSymlinks: true, filter: isWanted };
      await cp(join(source, path), place, options);
    }
  }

  for (const [name, value] of readDockerfile(join(context, 'Dockerfile'))) {
    stage.push([name, value]);
    if (name === 'FROM') {
      stage = [];
      root = await privateRoot();
      [env, cwd] = [{}, '/'];
      const called = / AS (\w+)$/.exec(value)?.[1];
      if (called !== undefined) stages.set(called, root);
    }
    if (!root) throw new Error('A Dockerfile begins with FROM.');
    const own = stage;
    const user = own.findLast(([key]) => key === 'USER')?.[1];
    if (name === 'WORKDIR') {
      cwd = resolveIn(cwd, value);
      await mkdir(join(root.directory, cwd), { recursive: true });
    } else if (name === 'ENV') {
      const pairs = value.split(' ').map((pair) => pair.split('='));
      env = { ...env, ...Object.fromEntries(pairs) };
    } else if (name === 'COPY') await copy(value, root);
    else if (name === 'RUN') {
      const { code, output } = await root.run(value, { cwd, env });
      if (code !== 0) throw new Error(`RUN ${value} ended with ${code}:\n${output.slice(-4000)}`);
    } else if (!/^(?:FROM|USER|EXPOSE|STOPSIGNAL|HEALTHCHECK|ENTRYPOINT|CMD)$/.test(name)) {
      throw new Error(`${name} is not an instruction that this reads.`);
    }
    const image = {
      root,
      env,
      cwd,
      user,
      value: (key: string) => own.findLast(([other]) => other === key)?.[1] ?? '',
    };
    if (name === 'FROM') images.push(image);
    else images[images.length - 1] = image;
  }
  return images;
}

/** How a container of an image runs: without rights, and with nothing to write but /tmp. */
export function containerOf(
  { env, cwd }: Image,
  uid: number,
  more: Readonly<Record<string, string>>,
): RunOptions {
  return { cwd, env: { ...env, ...more }, uid, isReadOnly: true };
}

function resolveIn(cwd: string, path: string): string {
  return path.startsWith('/') ? path : join(cwd, path);
}

function isIgnored(path: string, patterns: readonly string[]): boolean {
  const parts = path.split('/');
  const above = parts.map((_, at) => parts.slice(0, at + 1).join('/'));
  return patterns.some((pattern) => above.some((one) => matchesGlob(one, pattern)));
}
