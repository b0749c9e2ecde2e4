import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, test } from 'vitest';

/** The files of this project that a source imports, for types too. */
function importsOf(file: string, source: string): readonly string[] {
  const { module, program } = parseSync(file, source);
  const specifiers = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...namedInside(program),
  ];
  return specifiers
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => normalize(join(dirname(file), specifier.replace(/\.js$/, '.ts'))));
}

/** What `import('…')` names, as a type or as a call. */
function namedInside(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  const inner = Object.values(node).flatMap(namedInside);
  if (!('type' in node) || !('source' in node)) return inner;
  if (node.type !== 'TSImportType' && node.type !== 'ImportExpression') return inner;
  const { source } = node;
  const isText = typeof source === 'object' && source !== null && 'value' in source;
  return isText && typeof source.value === 'string' ? [source.value, ...inner] : inner;
}

/** The circles of a graph: files that import each other, directly or through others. */
function circlesOf(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const reach = new Map<string, ReadonlySet<string>>();
  for (const file of graph.keys()) {
    const seen = new Set<string>();
    const open = [...(graph.get(file) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...(graph.get(next) ?? []));
    }
    reach.set(file, seen);
  }
  const circles = new Map<string, readonly string[]>();
  for (const [file, seen] of reach) {
    if (!seen.has(file)) continue;
    const circle = [...seen].filter((other) => reach.get(other)?.has(file)).sort();
    circles.set(circle.join(), circle);
  }
  return [...circles.values()];
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join('src', file));
const graph = new Map(files.map((file) => [file, importsOf(file, readFileSync(file, 'utf8'))]));

describe('imports', () => {
  test('of types, of values, of exports and inside of types are all seen', () => {
    const source = `
      import type { A } from './a.js';
      import { b } from './b.js';
      export { c } from './c.js';
      export * from './d.js';
      import './e.js';
      let f: import('./f.js').F;
      const g = await import('./g.js');
      import { h } from 'elsewhere';
    `;
    expect(importsOf('src/x/of.ts', source).toSorted()).toEqual(
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `src/x/${name}.ts`),
    );
  });

  test('a circle is found, also a long one', () => {
    const circle = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['a', 'd']],
      ['d', []],
    ]);
    expect(circlesOf(circle)).toEqual([['a', 'b', 'c']]);
  });

  test('every import leads to a file that was read', () => {
    const missing = [...graph].flatMap(([file, targets]) =>
      targets.filter((target) => !graph.has(target)).map((target) => `${file} → ${target}`),
    );
    expect(missing).toEqual([]);
    expect(files.length).toBeGreaterThan(300);
  });

  test('go round in no circle', () => {
    expect(circlesOf(graph)).toEqual([]);
  });

  test('lead down from builder and context to the ground floor only', () => {
    const ground = new Map([...graph].filter(([file]) => file.startsWith('src/schema/')));
    const below = new Set<string>();
    const open = ['src/schema/builder.ts', 'src/schema/context.ts'];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (below.has(next) || !ground.has(next)) continue;
      below.add(next);
      open.push(...(ground.get(next) ?? []));
    }
    const rooms = [...below].filter((file) => file.split('/').length > 3);
    expect(rooms).toEqual([]);
  });
});
