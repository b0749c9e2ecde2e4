/** A limit that an operator sets: its environment variable, what it limits, and its field where that has another name. */
interface OperatorLimit {
  readonly variable: string;
  readonly what: string;
  readonly isBytes?: boolean;
  readonly field?: string;
}

/** Every limit that an operator can set, by its name in the configuration. `rtServer.limits` shows them to clients. */
export const operatorLimits = {
  maxPageSize: { variable: 'MAX_PAGE_SIZE', what: 'The largest first or last' },
  maxDepth: { variable: 'MAX_DEPTH', what: 'The number of levels in one operation' },
  maxCost: {
    variable: 'MAX_COST',
    what: 'The highest cost of one operation, counted by @cost and @listSize',
    field: 'maxQueryCost',
  },
  maxCostPerMinute: {
    variable: 'MAX_COST_PER_MINUTE',
    what: 'The cost that one caller may spend in a minute',
  },
  maxRtCalls: {
    variable: 'MAX_RT_CALLS',
    what: 'The number of requests to RT in one operation, logins apart',
  },
  maxUploadBytes: {
    variable: 'MAX_UPLOAD_BYTES',
    what: 'The largest uploaded file, in bytes',
    isBytes: true,
  },
  maxAnswerBytes: {
    variable: 'MAX_ANSWER_BYTES',
    what: 'The bytes of files and texts in one answer',
    isBytes: true,
  },
  rtConcurrency: {
    variable: 'RT_CONCURRENCY',
    what: 'The number of requests to RT that run at once, over all callers',
  },
  rtTimeoutMs: {
    variable: 'RT_TIMEOUT_MS',
    what: 'The milliseconds after which a request to RT ends in RT_TIMEOUT',
  },
  operationTimeoutMs: {
    variable: 'OPERATION_TIMEOUT_MS',
    what: 'The milliseconds that one operation may take',
  },
} as const satisfies Readonly<Record<string, OperatorLimit>>;

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
