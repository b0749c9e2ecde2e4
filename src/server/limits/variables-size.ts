/** How much the variables of an operation hold: values of any kind, and the most that stand inside each other. */
export interface VariablesSize {
  readonly values: number;
  readonly depth: number;
}

/** Measures variables level by level, since those inside each other may be more than the stack holds. */
export function sizeOfVariables(variables: Readonly<Record<string, unknown>>): VariablesSize {
  let values = 0;
  let depth = 0;
  let level: readonly unknown[] = Object.values(variables);
  while (level.length > 0) {
    depth++;
    values += level.length;
    const below: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      for (const inner of Object.values(value)) below.push(inner);
    }
    level = below;
  }
  return { values, depth };
}
