import { readdirSync, readFileSync } from 'node:fs';

/** One sentence or more that people read, and the file that holds it. */
export interface PublicText {
  readonly file: string;
  readonly text: string;
}

/** What a reader sees of a page as prose: no code, no addresses, no names of tests, no lines of a table's frame. */
const proseOf = (markdown: string): string =>
  markdown
    .replace(/^```[\s\S]*?^```/gm, '')
    .replace(/`[^`\n]*`/g, '`…`')
    .replace(/`…` › [^|<\n]*/g, '`…`')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/^\|(?: ?:?-+:? ?\|)+$/gm, '');

const isPage = (name: string): boolean => name.endsWith('.md') && !name.includes('node_modules');

/** What a reader sees of a file whose prose is in comments with `#`. */
const commentsOf = (code: string): string =>
  [...code.matchAll(/^# ?(.*)$/gm)].map(([, line = '']) => line).join('\n');

/** README, SECURITY, CONTRIBUTING, CHANGELOG, the bench's page and every page below docs/ and examples/. */
function pages(): readonly PublicText[] {
  const below = ['docs', 'examples'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  );
  return [
    'README.md',
    'SECURITY.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    'bench/README.md',
    ...below,
  ]
    .filter(isPage)
    .map((file) => ({ file, text: proseOf(readFileSync(file, 'utf8')) }));
}

/** The comments of the Dockerfile and of every file in deploy/. */
function deployments(): readonly PublicText[] {
  return ['Dockerfile', ...readdirSync('deploy').map((name) => `deploy/${name}`)].map((file) => ({
    file,
    text: commentsOf(readFileSync(file, 'utf8')),
  }));
}

/** Every description of the printed schema. */
function descriptions(): readonly PublicText[] {
  const schema = readFileSync('schema.graphql', 'utf8');
  return [...schema.matchAll(/"""([\s\S]*?)"""/g)].map(([, text = '']) => ({
    file: 'schema.graphql',
    text: text.trim(),
  }));
}

/** A string of TypeScript in one line, or a template. */
const literal = /'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g;

/**
 * Strings of two words or more in `src`: messages of errors, output of the command line and descriptions.
 * The sandbox is left out, as it prints RT's sentences.
 */
function messages(): readonly PublicText[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('sandbox/'))
    .flatMap((name) => {
      const code = readFileSync(`src/${name}`, 'utf8')
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/^\s*\/\/.*$/gm, '');
      return [...code.matchAll(literal)].map(([, single, double, template]) => ({
        file: `src/${name}`,
        text: (single ?? double ?? template ?? '').replace(/\$\{[^}]*\}/g, '…'),
      }));
    })
    .filter(({ text }) => /[\w…]+ [\w…]+/.test(text));
}

/** Everything that the public reads: pages, the schema, messages and the command line. */
export const publicTexts = (): readonly PublicText[] => [
  ...pages(),
  ...deployments(),
  ...descriptions(),
  ...messages(),
];
