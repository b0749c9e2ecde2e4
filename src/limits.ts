/**
 * Every number that limits what clients, callers, RT or this server may take. Any layer may import this file, and it
 * imports nothing. docs/limits.md is printed from it.
 */

/** A limit that an operator sets: its environment variable, what it limits, and its field where that has another name. */
export interface OperatorLimit {
  readonly variable: string;
  readonly what: string;
  readonly beyond: string;
  readonly isBytes?: boolean;
  readonly field?: string;
}

/** Every limit that an operator can set, by its name in the configuration. `rtServer.limits` shows them to clients. */
export const operatorLimits = {
  maxPageSize: {
    variable: 'MAX_PAGE_SIZE',
    what: 'The largest first or last',
    beyond: 'BAD_USER_INPUT',
  },
  maxDepth: {
    variable: 'MAX_DEPTH',
    what: 'The number of levels in one operation',
    beyond: 'QUERY_TOO_COSTLY',
  },
  maxCost: {
    variable: 'MAX_COST',
    what: 'The highest cost of one operation, counted by @cost and @listSize',
    beyond: 'QUERY_TOO_COSTLY',
    field: 'maxQueryCost',
  },
  maxCostPerMinute: {
    variable: 'MAX_COST_PER_MINUTE',
    what: 'The cost that one caller may spend in a minute',
    beyond: 'RATE_LIMITED',
  },
  maxRtCalls: {
    variable: 'MAX_RT_CALLS',
    what: 'The number of requests to RT in one operation, logins apart',
    beyond: 'QUERY_TOO_COSTLY',
  },
  maxUploadBytes: {
    variable: 'MAX_UPLOAD_BYTES',
    what: 'The largest uploaded file, in bytes',
    beyond: 'PAYLOAD_TOO_LARGE',
    isBytes: true,
  },
  maxAnswerBytes: {
    variable: 'MAX_ANSWER_BYTES',
    what: 'The bytes of files and texts in one answer',
    beyond: 'QUERY_TOO_COSTLY',
    isBytes: true,
  },
  rtConcurrency: {
    variable: 'RT_CONCURRENCY',
    what: 'The number of requests to RT that run at once, over all callers',
    beyond: 'requests wait for each other',
  },
  rtTimeoutMs: {
    variable: 'RT_TIMEOUT_MS',
    what: 'The milliseconds after which a request to RT ends in RT_TIMEOUT',
    beyond: 'RT_TIMEOUT',
  },
  operationTimeoutMs: {
    variable: 'OPERATION_TIMEOUT_MS',
    what: 'The milliseconds that one operation may take',
    beyond: 'RT_TIMEOUT',
  },
} as const satisfies Readonly<Record<string, OperatorLimit>>;

const KiB = 1024;
const MiB = 1024 * KiB;
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** The limits that are the same everywhere: each with its value, what it limits, and what happens beyond it. */
const fixed = {
  // HTTP
  maxConnections: [2000, 'Connections of clients', 'the connection is closed'],
  maxHeaderBytes: [16 * KiB, 'Bytes of request headers', 'HTTP 431'],
  maxHeaders: [100, 'Headers of a request', 'the others are ignored'],
  maxHeadersMs: [10 * second, 'Time in which headers must arrive', 'HTTP 408'],
  maxRequestMs: [30 * second, 'Time in which a request must arrive', 'HTTP 408'],
  maxKeepAliveMs: [5 * second, 'Idle time of a connection', 'the connection is closed'],
  stopGraceMs: [
    300,
    'Time after SIGTERM in which new requests are still answered',
    'the port is closed',
  ],
  maxTakeInMs: [
    2 * second,
    'Time after that in which clients already waiting are let in',
    'the port is closed',
  ],
  maxHalfSentMs: [
    5 * second,
    'Time after SIGTERM in which a request may go on arriving, without pauses',
    'its connection is closed',
  ],
  // Logging out of RT comes after it; all of it takes 20 s at most.
  maxStopMs: [18 * second, 'Time in which requests may finish after SIGTERM', 'they are cut'],
  maxExitMs: [20 * second, 'Time from SIGTERM to the end of the process', 'it ends at once'],
  maxStrangerBytes: [
    256 * KiB,
    'Bytes read of a body before RT has let its caller in',
    'RT is asked first',
  ],
  maxDroppedBytes: [
    64 * MiB,
    'Bytes still read of a body that was refused',
    'the connection is closed',
  ],
  maxStrangerDroppedBytes: [
    MiB,
    'The same for callers whom RT has not let in',
    'the rest stays unread',
  ],
  maxClosingBytes: [MiB, 'Bytes still read while a connection closes', 'the rest stays unread'],
  maxClosingMs: [2 * second, 'Time that a connection takes to close', 'it is cut'],
  // Bodies
  // What is large, such as a file, goes in a variable.
  maxDocumentCharacters: [256 * KiB, 'Characters of a document', 'PAYLOAD_TOO_LARGE'],
  maxJsonOverheadBytes: [
    256 * KiB,
    'Bytes of a JSON body beside one base64 file of MAX_UPLOAD_BYTES',
    'PAYLOAD_TOO_LARGE',
  ],
  // Checked before the body is parsed; the variables of an operation may be 50 deep and 10,000 values.
  maxJsonDepth: [64, 'Arrays and objects inside each other in a JSON body', 'QUERY_TOO_COSTLY'],
  maxJsonValues: [20_000, 'Values in a JSON body', 'QUERY_TOO_COSTLY'],
  maxFiles: [10, 'Files in a multipart request', 'PAYLOAD_TOO_LARGE'],
  maxFieldBytes: [256 * KiB, 'Bytes of a field of a multipart request', 'PAYLOAD_TOO_LARGE'],
  maxFieldNameBytes: [100, 'Bytes of the name of a part', 'the name is cut'],
  maxPartHeaders: [50, 'Headers of a part', 'the others are ignored'],
  maxSessionBodyBytes: [16 * KiB, 'Bytes of the body of POST /session', 'PAYLOAD_TOO_LARGE'],
  // Callers
  maxAuthorizationCharacters: [8 * KiB, 'Characters of an Authorization header', 'UNAUTHENTICATED'],
  maxUserCharacters: [200, 'Characters of a login name', 'UNAUTHENTICATED'],
  maxSecretCharacters: [KiB, 'Characters of a password or token', 'UNAUTHENTICATED'],
  maxFailedLoginsOfUser: [
    5,
    'Failed logins of a user from one address in a minute',
    'RATE_LIMITED',
  ],
  maxFailedLoginsOfAddress: [20, 'Failed logins from one address in a minute', 'RATE_LIMITED'],
  maxBrowserIdleMs: [30 * minute, 'Time that a browser session may be unused', 'UNAUTHENTICATED'],
  maxBrowserMs: [8 * hour, 'Age of a browser session', 'UNAUTHENTICATED'],
  maxBrowsers: [10_000, 'Browser sessions', 'the one that was unused longest ends'],
  maxBrowsersOfCaller: [20, 'Browser sessions of one caller', 'the oldest ends'],
  // Operations
  maxTokens: [2000, 'Tokens of a document', 'GRAPHQL_PARSE_FAILED'],
  maxAliases: [30, 'Aliases in an operation', 'QUERY_TOO_COSTLY'],
  maxDirectives: [30, 'Directives in an operation', 'QUERY_TOO_COSTLY'],
  maxRootFields: [20, 'Root fields of a query', 'QUERY_TOO_COSTLY'],
  maxRootMutations: [10, 'Root fields of a mutation', 'QUERY_TOO_COSTLY'],
  maxVariableValues: [10_000, 'Values in the variables', 'QUERY_TOO_COSTLY'],
  maxVariableDepth: [
    50,
    'Lists and objects inside each other in the variables',
    'QUERY_TOO_COSTLY',
  ],
  maxNodes: [100, 'IDs in `nodes`, representations in `_entities`', 'BAD_USER_INPUT'],
  maxStatuses: [20, 'Statuses in `statusCounts`', 'BAD_USER_INPUT'],
  maxGraphDepth: [10, 'Levels of a dependency graph', 'BAD_USER_INPUT'],
  maxNameCharacters: [200, 'Characters of a name to look up', 'BAD_USER_INPUT'],
  maxInlineBytes: [
    8 * MiB,
    'Bytes of an attachment in `text` or `base64`',
    'the field is null, use `downloadUrl`',
  ],
  // RT reads 20,000 characters in half a second, and 100 parentheses in no time.
  maxQueryCharacters: [20_000, 'Characters of a TicketSQL search', 'QUERY_TOO_COSTLY'],
  maxQueryDepth: [100, 'Parentheses inside each other in a search', 'QUERY_TOO_COSTLY'],
  // As many as fit into a search that RT reads in reasonable time.
  maxNumbersInQuery: [
    1000,
    'Tickets that a condition finds or leaves out where RT cannot express it',
    'QUERY_TOO_COSTLY',
  ],
  // RT takes a minute to read a million, and no name has more.
  maxConditionCharacters: [
    1000,
    'Characters of a condition on users, queues or groups',
    'QUERY_TOO_COSTLY',
  ],
  // Writes
  maxTicketsAtOnce: [100, 'Tickets in `updateTickets`', 'BAD_USER_INPUT'],
  maxLinksAtOnce: [30, 'Links changed by one mutation', 'BAD_USER_INPUT'],
  // RT makes a user of each address that is new, and writes to all of them before it answers.
  maxPeople: [250, 'Addresses in one list', '`TOO_LARGE` in `userErrors`'],
  maxLockAttempts: [
    5,
    'Times that a write begins anew because its ticket turned out to be merged',
    'it goes on without a lock on the other ticket',
  ],
  maxKnownMerges: [10_000, 'Merged tickets that are remembered', 'a write reads once more'],
  // RT's clock is known to a second.
  maxSameSecondMs: [
    2 * second,
    'Time that a write with `ifUpdatedAt` waits for the second of the last change to be over',
    'it is sent',
  ],
  maxKeyCharacters: [
    KiB,
    'Characters of an idempotency key, with the name of its mutation',
    'BAD_USER_INPUT',
  ],
  // None is forgotten before its time: its write would then be done twice.
  maxKeysOfAccount: [10_000, 'Idempotency keys of one account within 24 hours', 'RATE_LIMITED'],
  maxKeys: [100_000, 'Idempotency keys that one server holds', 'OVERLOADED'],
  maxKeyMs: [24 * hour, 'Time that an idempotency key is remembered', 'it is forgotten'],
  maxKeyPollMs: [
    100,
    'Pause between two looks at a write with the same key on another server',
    'no pause is longer',
  ],
  maxKeyedWriteMs: [
    10 * minute,
    'Time in which a write on another server is waited for',
    '`UNKNOWN_OUTCOME` in `userErrors`',
  ],
  maxLostClaims: [
    10,
    'Tickets that `claimNextTicket` may lose to others',
    '`ALREADY_OWNED` in `userErrors`',
  ],
  maxClaimPauseMs: [50, 'Pause before the next attempt to claim', 'no pause is longer'],
  maxQuotedCharacters: [
    100,
    'Characters of a value that a message of `userErrors` quotes',
    'the rest is left out',
  ],
  // Downloads
  // About the requests to RT that it takes.
  downloadCost: [5, 'Cost of a download, of MAX_COST_PER_MINUTE', 'RATE_LIMITED'],
  // More than the requests to RT that it takes.
  loginCost: [5, 'Cost of a login at POST /session, of MAX_COST_PER_MINUTE', 'RATE_LIMITED'],
  minLinkMs: [5 * minute, 'Time that a download link works, up to a minute more', 'FORBIDDEN'],
  // Its length is then known for certain.
  maxReadAheadBytes: [
    256 * KiB,
    'Bytes of a file that is read before it is sent',
    'it is sent as it arrives',
  ],
  minReaderRate: [16 * KiB, 'Bytes a second that the reader of a download takes', 'it is cut'],
  minRateMs: [10 * second, 'Time over which that is measured', 'it is cut'],
  // An honest reader of a large file may be slower than RT. RT's worker is then better used by those who wait.
  maxStalledMs: [
    500,
    'Time that a download holds its place while its reader is behind and others wait',
    'it is cut',
  ],
  maxDownloadAheadBytes: [8 * MiB, 'Bytes of a download that its reader is behind', 'RT waits'],
  maxAllAheadBytes: [
    64 * MiB,
    'The same for all downloads together',
    'each is read `minReadAheadBytes` ahead',
  ],
  minReadAheadBytes: [64 * KiB, 'Bytes that every download is read ahead', 'RT waits'],
  // Towards RT
  maxConnectMs: [2 * second, 'Time to connect to RT, if RT_TIMEOUT_MS is longer', 'RT_UNAVAILABLE'],
  maxReaderFactor: [
    6,
    'Multiples of RT_TIMEOUT_MS that the reader of a download may pause',
    'the download is cut',
  ],
  breakerFailures: [
    5,
    'Failures in a row of the connection to RT',
    'RT_UNAVAILABLE, without asking RT, for `breakerOpenMs`',
  ],
  breakerOpenMs: [10 * second, 'Time until an RT that was down is tried', 'one request tries it'],
  retryPercent: [
    20,
    'Reads of a hundred that are repeated after their connection broke',
    'RT_UNAVAILABLE',
  ],
  maxSavedRetries: [10, 'Repeats that may be saved up', 'further ones are not'],
  maxReplyBytes: [64 * MiB, "Bytes of an answer of RT's that is read whole", 'RT_BAD_REPLY'],
  maxLoginReplyBytes: [MiB, "Bytes of RT's answer to a login", 'RT_BAD_REPLY'],
  maxWaiting: [
    128,
    'Requests that wait for RT: of reads, writes, logins and downloads so many each',
    'OVERLOADED for the caller who has the most',
  ],
  maxWaitMs: [
    2 * second,
    'Time that an operation waits for its turn at RT, and again after each',
    'OVERLOADED',
  ],
  begunWaitFactor: [4, 'Multiples of that for an operation that has begun to write', 'OVERLOADED'],
  maxLogins: [2, 'Logins at once, among RT_CONCURRENCY', 'requests wait for each other'],
  // RT serves one request of each session at a time: more would wait there, each in a worker that others could have.
  maxSessionsOfCaller: [
    2,
    'RT sessions, and requests to RT at once, of one caller',
    'requests wait for each other',
  ],
  maxCredentialsOfAccount: [
    20,
    'Credentials of one account (spellings of its name, tokens) whose RT sessions are kept',
    'the oldest are logged out',
  ],
  maxCallers: [
    500,
    'Callers whose RT sessions are kept',
    'the one that was unused longest is logged out',
  ],
  maxSessionIdleMs: [10 * minute, 'Time that an RT session may be unused', 'it is logged out'],
  maxSessionMs: [hour, 'Age of an RT session', 'it is logged out'],
  // A hundred wrong passwords at once cost RT one check.
  maxRefusalMs: [5 * second, 'Time that a refused login is remembered', 'RT is asked again'],
  maxLogoutMs: [second, 'Time that RT has to log out', 'it is not waited for'],
  // Every worker of RT that held a session which is gone dies once over its next request.
  maxAttempts: [
    5,
    'Times that a read is sent while RT fails over a forgotten session',
    'RT_BAD_REPLY',
  ],
  maxProbeMs: [2 * second, 'Time that RT has to answer /ready', 'HTTP 503'],
  maxProbeAgeMs: [2 * second, 'Age of an answer of /ready', 'RT is asked again'],
  maxRest2AbsenceMs: [
    5 * minute,
    'Time that REST 2.0 is taken for missing once it was not found',
    'it is looked for again',
  ],
  maxFieldOrderMs: [
    5 * minute,
    "Time that the custom fields of a queue's tickets are remembered, to choose how to read them",
    'they are asked for again',
  ],
  maxNewestTickets: [
    25,
    'Tickets of which one search of REST 2.0 looks for the newest transactions',
    'several searches run at once',
  ],
  maxNewestPages: [
    5,
    'Pages on which the newest transactions of tickets are looked for by REST 2.0',
    'the others are read by REST 1.0',
  ],
  maxBareHistories: [
    3,
    'Tickets whose whole histories are read by REST 2.0 at once, where no sentence of them is wanted',
    'they are read by REST 1.0',
  ],
  maxHistoryPages: [
    50,
    'Pages of one history that is read by REST 2.0',
    'the history cannot be read',
  ],
  maxKnownQueues: [
    500,
    'Queues of which a caller’s custom fields are remembered',
    'all are forgotten',
  ],
  // Every field of every ticket takes RT 0.8 ms there, wanted or not.
  maxListedFields: [
    4,
    "Custom fields of a queue's tickets that are read by REST 2.0",
    'they are read by REST 1.0',
  ],
  // RT lists no more on a page, whatever it is asked for.
  maxListed: [100, 'Objects on one page of REST 2.0', 'further pages are asked for'],
  // RT builds an answer in one worker, about 2 ms an object. Two requests on two workers are faster than a larger one, and
  // a crash repeats less.
  maxShow: [100, 'Objects in one request to RT', 'it is split'],
  maxTurnMs: [10, "Milliseconds of work on one of RT's answers", 'others get a turn in between'],
  maxActive: [500, 'Tickets in one request that asks which are active', 'it is split'],
  // About 1 s and 100 MB of an RT worker.
  maxMatches: [
    20_000,
    'Ticket numbers that one search looks through, where RT has many',
    'it is split',
  ],
  // Should all of it match, RT takes 3 s.
  maxPageMatches: [60_000, 'The same where little matches', 'it is split'],
  // An operation has no more than MAX_RT_CALLS.
  maxWindows: [20, 'Requests that one search is split into', 'each looks through more'],
  maxPeopleSearches: [
    10,
    'People of a written list that are searched for',
    'what became of the others stays unknown',
  ],
  // Each tells how RT reads a time.
  maxWitnesses: [3, 'Tickets looked at to find out a time zone', 'the zone stays unknown'],
  // Redis
  maxRedisMs: [second, 'Time that Redis has to answer', 'it counts as unreachable'],
  maxRedisRetryMs: [2 * second, 'Pause before Redis is connected to again', 'no pause is longer'],
  maxWaitingForRedis: [
    1000,
    'Results of writes that wait for Redis to be back',
    '`UNKNOWN_OUTCOME` for a request with the same key',
  ],
  // Caches
  maxCachedDocumentsBytes: [
    32 * MiB,
    'Bytes of all parsed documents that are kept',
    'the one that was unused longest goes',
  ],
  maxCachedDocumentBytes: [2 * MiB, 'Bytes of one parsed document that is kept', 'it is not kept'],
  // Subjects have up to 200 bytes.
  maxCursorKeyCharacters: [200, 'Characters of a sort key in a cursor', 'it is left out'],
} as const satisfies Readonly<
  Record<string, readonly [value: number, what: string, beyond: string]>
>;

/** The values of the limits that are the same everywhere. */
// Object.fromEntries does not keep names in its type.
export const fixedLimits = Object.fromEntries(
  Object.entries(fixed).map(([name, [value]]) => [name, value]),
) as { readonly [Name in keyof typeof fixed]: number };

/** What each of them limits and what happens beyond it, for the documentation. */
export const fixedLimitRows = Object.entries(fixed).map(([name, [value, what, beyond]]) => ({
  name,
  value,
  what,
  beyond,
}));
