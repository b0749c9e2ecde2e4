/** What one check found. */
export interface Check {
  /** Names the check for programs: `connection`, `login`, `tickets` … */
  readonly name: string;
  /** `failed`: something must be mended. `gap`: rt-graphql works, but not all of it. */
  readonly status: 'ok' | 'gap' | 'failed';
  /** Why, for programs: a cause as `/ready` tells it, or a more exact one. Null where all is well. */
  readonly cause: string | null;
  readonly message: string;
  /** What to do about it. Null where all is well. */
  readonly advice: string | null;
}

/** All that doctor found: what `--json` prints. Fields are added, never renamed. */
export interface Report {
  readonly rtUrl: string | null;
  readonly version: string | null;
  readonly user: string | null;
  readonly timeZone: { readonly name: string; readonly source: string } | null;
  /** What each of RT's interfaces is used for. Null where doctor could not find out. */
  readonly rest: { readonly '1': readonly string[]; readonly '2': readonly string[] } | null;
  readonly checks: readonly Check[];
  readonly exitCode: 0 | 1 | 2;
}

/** What doctor found so far. */
export type Findings = Partial<Omit<Report, 'checks' | 'exitCode'>> & { readonly checks: Check[] };

/** Something works. */
export function ok(name: string, message: string): Check {
  return { name, status: 'ok', cause: null, message, advice: null };
}

/** Something must be mended. */
export function failed(name: string, cause: string, message: string, advice: string): Check {
  return { name, status: 'failed', cause, message, advice };
}

/** Something does not work, and the rest does. */
export function gap(name: string, cause: string, message: string, advice: string): Check {
  return { name, status: 'gap', cause, message, advice };
}

/** Makes a report of what was found. */
export function reportOf({ checks, ...found }: Findings): Report {
  const has = (status: Check['status']) => checks.some((check) => check.status === status);
  return {
    rtUrl: null,
    version: null,
    user: null,
    timeZone: null,
    rest: null,
    ...found,
    checks,
    exitCode: has('failed') ? 1 : has('gap') ? 2 : 0,
  };
}

const verdicts = {
  0: 'No problems found.',
  1: 'A problem must be fixed.',
  2: 'It works, with restrictions.',
} as const;

/** A report for people. */
export function printReport({
  rtUrl,
  version,
  user,
  timeZone,
  rest,
  checks,
  exitCode,
}: Report): string {
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    ['RT', rtUrl],
    ['Version', version],
    ['Login', user],
    ['Time zone', timeZone && `${timeZone.name} (${timeZone.source})`],
    ['REST 2.0', rest && (rest['2'].join(', ') || 'not used')],
    ['REST 1.0', rest?.['1'].join(', ')],
  ];
  const lines = facts.flatMap(([name, value]) => (value ? [`${name.padEnd(15)}${value}`] : []));
  const found = checks.flatMap(({ name, status, message, advice }) => [
    `${status.padEnd(8)}${`${name}:`.padEnd(15)}${message}`,
    ...(advice === null ? [] : [`${' '.repeat(23)}${advice}`]),
  ]);
  return [...lines, ...(lines.length > 0 ? [''] : []), ...found, '', verdicts[exitCode], ''].join(
    '\n',
  );
}
