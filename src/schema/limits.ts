import { type OperatorLimit, operatorLimits } from '../limits.js';

type OperatorLimitName = keyof typeof operatorLimits;

/** What this server allows. */
export interface Limits extends Readonly<Record<OperatorLimitName, number>> {
  /** Largest attachment that goes out inside a GraphQL answer, in bytes. */
  readonly maxInlineBytes: number;
}

/** The limits among an operator's settings, and nothing else of them. */
export function limitsOf(
  settings: Readonly<Record<OperatorLimitName, number>>,
  maxInlineBytes: number,
): Limits {
  const picked = Object.keys(operatorLimits).map((name) => [name, Reflect.get(settings, name)]);
  return { ...Object.fromEntries(picked), maxInlineBytes };
}

/** The name of a limit's field, its description and whether it counts bytes. */
export function limitFields() {
  return Object.entries<OperatorLimit>(operatorLimits).map(([name, limit]) => ({
    name,
    field: limit.field ?? name,
    description: `${limit.what} (${limit.variable}).`,
    type: limit.isBytes ? ('ByteCount' as const) : ('Int' as const),
  }));
}
