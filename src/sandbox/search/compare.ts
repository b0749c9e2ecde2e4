import { foldCase } from '../store/store.js';

/** Whether a text matches a pattern of SQL's LIKE, whose wildcards RT lets nobody escape. */
function isLike(text: string, pattern: string): boolean {
  const source = [...pattern]
    .map((character) => {
      if (character === '%') {
        return '[^]*';
      }
      return character === '_' ? '[^]' : character.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${source}$`, 'u').test(text);
}

/** Whether an operator asks for the opposite of another one. */
export const positiveOf = (
  operator: string,
): { readonly operator: string; readonly negated: boolean } => {
  if (operator === '!=') {
    return { operator: '=', negated: true };
  }
  return operator.startsWith('NOT ')
    ? { operator: operator.slice(4), negated: true }
    : { operator, negated: false };
};

/** `field operator value` for texts, in any case. Nothing compares to no text but IS NULL. */
export function compareText(actual: string | undefined, given: string, value: string): boolean {
  if (given === 'IS' || given === 'IS NOT') {
    return (actual === undefined) === (given === 'IS');
  }
  if (actual === undefined) {
    return false;
  }
  const { operator, negated } = positiveOf(given);
  const [left, right] = [foldCase(actual), foldCase(value)];
  const holds = (): boolean => {
    switch (operator) {
      case 'LIKE':
        return isLike(left, `%${right}%`);
      case 'STARTSWITH':
        return isLike(left, `${right}%`);
      case 'ENDSWITH':
        return isLike(left, `%${right}`);
      case '<':
        return left < right;
      case '>':
        return left > right;
      case '<=':
        return left <= right;
      case '>=':
        return left >= right;
      default:
        return left === right;
    }
  };
  return holds() !== negated;
}

const numeric = /^\s*[+-]?\d+\s*$/;

/** `field operator value` for numbers. To SQLite every number is less than every text. */
export function compareNumber(actual: string, operator: string, value: string): boolean {
  if (operator === 'IS' || operator === 'IS NOT') {
    return operator === 'IS NOT';
  }
  if (/LIKE|WITH/.test(operator) || !numeric.test(actual)) {
    return compareText(actual, operator, value);
  }
  if (!numeric.test(value)) {
    return ['<', '<=', '!='].includes(operator);
  }
  const difference = Number(actual) - Number(value);
  switch (operator) {
    case '!=':
      return difference !== 0;
    case '<':
      return difference < 0;
    case '>':
      return difference > 0;
    case '<=':
      return difference <= 0;
    case '>=':
      return difference >= 0;
    default:
      return difference === 0;
  }
}
