/** `Field operator value` of a query. */
export interface Condition {
  readonly kind: 'condition';
  readonly key: string;
  /** Upper case. */
  readonly operator: string;
  readonly value: string;
  /** A bare word, which RT takes for the name of a column. */
  readonly bare: boolean;
}

/**
 * Conditions within one pair of parentheses. RT 5 keeps a single AND or OR for all of them, and
 * that is the last one written.
 */
export interface Level {
  readonly kind: 'level';
  readonly every: boolean;
  readonly items: readonly (Condition | Level)[];
}

/** RT's reason for not running a query, as its message starts. */
export class QueryError extends Error {
  /** Where in RT's `Tickets.pm` it says so. */
  readonly line: number;

  constructor(message: string, line = 3187) {
    super(message);
    this.line = line;
  }
}

type Kind = 'VALUE' | 'AGGREGATOR' | 'OPERATOR' | 'OPEN_PAREN' | 'CLOSE_PAREN' | 'KEYWORD';

const kinds: readonly Kind[] = [
  'VALUE',
  'AGGREGATOR',
  'OPERATOR',
  'OPEN_PAREN',
  'CLOSE_PAREN',
  'KEYWORD',
];

const quoted = `"(?:[^"\\\\]|\\\\[^])*"|'(?:[^'\\\\]|\\\\[^])*'`;
const customField = 'CF\\.\\{.+?\\}(?:\\.(?:Large)?Content)?';
const operator =
  '(?:SHALLOW )?(?:=|!=|>=|<=|>|<|IS NOT|IS|NOT LIKE|LIKE|NOT STARTSWITH|STARTSWITH|NOT ENDSWITH|ENDSWITH)';
const keyword = `${customField}|[{}\\w.]+|${quoted}`;
const value = `${customField}|[\\w.]+|[+-]?\\d+|${quoted}`;

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, 'is');

const shapes: Readonly<Record<Kind, RegExp>> = {
  OPERATOR: whole(operator),
  VALUE: whole(value),
  KEYWORD: whole(keyword),
  AGGREGATOR: whole('AND|OR'),
  OPEN_PAREN: /^\($/,
  CLOSE_PAREN: /^\)$/,
};

/** What a token may be, the later the better. */
const precedence: readonly Kind[] = [
  'OPERATOR',
  'VALUE',
  'KEYWORD',
  'AGGREGATOR',
  'OPEN_PAREN',
  'CLOSE_PAREN',
];

const isQuoted = (token: string): boolean => new RegExp(`^(?:${quoted})$`).test(token);

const unquote = (token: string): string =>
  (isQuoted(token) ? token.slice(1, -1) : token).replace(/\\(.)/gs, '$1');

const names = (wanted: readonly Kind[]): string => {
  const listed = kinds.filter((kind) => wanted.includes(kind));
  const last = listed.at(-1) ?? '';
  return listed.length > 1 ? `${listed.slice(0, -1).join(', ')} or ${last}` : last;
};

interface OpenLevel {
  every: boolean;
  readonly items: (Condition | Level)[];
}

/** Reads a query of tickets, or throws what RT says about it. */
export function parseQuery(query: string): Level {
  const tokens = new RegExp(`AND|OR|${operator}|${keyword}|${value}|\\(|\\)`, 'gis');
  let level: OpenLevel = { every: true, items: [] };
  const outer: OpenLevel[] = [];
  let wanted: readonly Kind[] = ['KEYWORD', 'OPEN_PAREN'];
  let last: Kind | undefined;
  let key = '';
  let op = '';
  for (const match of query.matchAll(tokens)) {
    const [token] = match;
    const kind = precedence.findLast((one) => wanted.includes(one) && shapes[one].test(token));
    if (kind === undefined) {
      const before = query.slice(0, match.index);
      const after = query.slice(match.index + token.length);
      const marked = `${before}>${token}<--here${after}`;
      throw new QueryError(`Wrong query, expecting a ${names(wanted)} in '${marked}'`);
    }
    const afterItem: readonly Kind[] = ['AGGREGATOR', ...closing(outer.length)];
    switch (kind) {
      case 'OPEN_PAREN':
        outer.push(level);
        level = { every: true, items: [] };
        wanted = ['KEYWORD', 'OPEN_PAREN'];
        break;
      case 'CLOSE_PAREN': {
        const parent = outer.pop();
        if (parent !== undefined) {
          parent.items.push({ kind: 'level', ...level });
          level = parent;
        }
        wanted = ['AGGREGATOR', ...closing(outer.length)];
        break;
      }
      case 'AGGREGATOR':
        level.every = token.toUpperCase() === 'AND';
        wanted = ['KEYWORD', 'OPEN_PAREN'];
        break;
      case 'KEYWORD':
        key = unquote(token);
        wanted = ['OPERATOR'];
        break;
      case 'OPERATOR':
        op = token.toUpperCase();
        wanted = ['VALUE'];
        break;
      case 'VALUE': {
        const bare = !isQuoted(token) && /^[a-z]/i.test(token) && !/^null$/i.test(token);
        const text = unquote(token);
        level.items.push({ kind: 'condition', key, operator: op, value: text, bare });
        wanted = afterItem;
        break;
      }
    }
    last = kind;
  }
  checkEnd(query, last, outer.length);
  return { kind: 'level', ...level };
}

const closing = (depth: number): readonly Kind[] => (depth > 0 ? ['CLOSE_PAREN'] : []);

function checkEnd(query: string, last: Kind | undefined, depth: number): void {
  if (last !== undefined && last !== 'CLOSE_PAREN' && last !== 'VALUE') {
    throw new QueryError(
      `Incomplete query, last element (${last}) is not close paren or value in '${query}'`,
    );
  }
  if (depth > 0) {
    const parens = `${depth} unclosed paren${depth === 1 ? '' : 's'}`;
    throw new QueryError(`Incomplete query, ${parens} in '${query}'`);
  }
}
