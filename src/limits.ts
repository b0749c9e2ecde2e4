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
    what: 'The maximum of `first` and `last`',
    beyond: 'BAD_USER_INPUT',
  },
  maxDepth: {
    variable: 'MAX_DEPTH',
    what: 'The maximum depth of an operation',
    beyond: 'QUERY_TOO_COSTLY',
  },
  maxCost: {
    variable: 'MAX_COST',
    what: 'The maximum cost of an operation, counted with @cost and @listSize',
    beyond: 'QUERY_TOO_COSTLY',
    field: 'maxQueryCost',
  },
  maxCostPerMinute: {
    variable: 'MAX_COST_PER_MINUTE',
    what: 'The maximum cost of all operations of one caller per minute',
    beyond: 'RATE_LIMITED',
  },
  maxRtCalls: {
    variable: 'MAX_RT_CALLS',
    what: 'The maximum number of requests to RT in one operation, not counting logins',
    beyond: 'QUERY_TOO_COSTLY',
  },
  maxUploadBytes: {
    variable: 'MAX_UPLOAD_BYTES',
    what: 'The maximum size of an uploaded file in bytes',
    beyond: 'PAYLOAD_TOO_LARGE',
    isBytes: true,
  },
  maxAnswerBytes: {
    variable: 'MAX_ANSWER_BYTES',
    what: 'The maximum number of bytes of files and texts that one operation may read or return',
    beyond: 'QUERY_TOO_COSTLY',
    isBytes: true,
  },
  rtConcurrency: {
    variable: 'RT_CONCURRENCY',
    what: 'The maximum number of concurrent requests to RT, over all callers',
    beyond: 'further requests wait',
  },
  rtTimeoutMs: {
    variable: 'RT_TIMEOUT_MS',
    what: 'The maximum time of a request to RT in milliseconds',
    beyond: 'RT_TIMEOUT',
  },
  operationTimeoutMs: {
    variable: 'OPERATION_TIMEOUT_MS',
    what: 'The maximum time of an operation in milliseconds',
    beyond: 'RT_TIMEOUT',
  },
  maxSubscriptions: {
    variable: 'MAX_SUBSCRIPTIONS',
    what: 'The maximum number of concurrent subscriptions, over all callers',
    beyond: 'OVERLOADED',
  },
  maxSubscriptionsPerCaller: {
    variable: 'MAX_SUBSCRIPTIONS_PER_CALLER',
    what: 'The maximum number of concurrent subscriptions of one caller',
    beyond: 'OVERLOADED',
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
  maxConnections: [
    2000,
    'Connections of clients, beside MAX_SUBSCRIPTIONS',
    'the connection is closed',
  ],
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
    'Further time in which connections that are already waiting are accepted',
    'the port is closed',
  ],
  maxHalfSentMs: [
    5 * second,
    'Time after SIGTERM in which a request may continue to arrive, without pauses',
    'its connection is closed',
  ],
  // Logging out of RT comes after it; all of it takes 20 s at most.
  maxStopMs: [18 * second, 'Time in which requests can finish after SIGTERM', 'they are aborted'],
  maxExitMs: [20 * second, 'Time from SIGTERM to the end of the process', 'it ends at once'],
  maxStrangerBytes: [
    256 * KiB,
    "Bytes read of a request body before RT has accepted the caller's credentials",
    'the credentials are checked first',
  ],
  maxDroppedBytes: [
    64 * MiB,
    'Bytes still read of a request body that was rejected',
    'the connection is closed',
  ],
  maxStrangerDroppedBytes: [
    MiB,
    "The same, if RT has not accepted the caller's credentials",
    'the rest stays unread',
  ],
  maxClosingBytes: [MiB, 'Bytes still read while a connection closes', 'the rest stays unread'],
  maxClosingMs: [2 * second, 'Time that a connection takes to close', 'it is aborted'],
  // Subscriptions
  maxSilenceMs: [
    10 * second,
    'Time without an event in a subscription',
    'a keep-alive message is sent',
  ],
  maxUnreadMs: [
    30 * second,
    'Time in which a client reads nothing of what a subscription or a long answer has sent',
    'its connection is closed',
  ],
  maxSockets: [1000, 'WebSockets, and event streams with several operations', 'HTTP 503'],
  maxSocketsOfCaller: [20, 'The same of one caller', 'HTTP 503, or close code 1013'],
  maxSocketInitMs: [
    5 * second,
    'Time in which a WebSocket must send its credentials',
    'it is closed with code 4408',
  ],
  // Files go by HTTP.
  maxSocketMessageBytes: [
    256 * KiB,
    'Bytes of a message to a WebSocket',
    'it is closed with code 1009',
  ],
  maxOperationsOfSocket: [100, 'Operations at once on one WebSocket or event stream', 'OVERLOADED'],
  maxReservedMs: [
    10 * second,
    'Time in which a reserved event stream must be opened',
    'it no longer exists',
  ],
  maxSocketAheadBytes: [
    MiB,
    'Unread bytes of the client of a WebSocket',
    'nothing more is read from it',
  ],
  maxCallbackMs: [
    5 * second,
    'Time in which a router must respond to a callback',
    'the callback has failed',
  ],
  maxCallbackFailures: [5, 'Consecutive failed callbacks to a router', 'the subscription ends'],
  maxHeartbeatMs: [minute, 'Longest time between two checks of a callback', 'this is the maximum'],
  maxCallerCheckMs: [
    10 * second,
    "Time between two checks whether a subscriber's session has ended",
    'it is noticed at the next check',
  ],
  // Bodies
  // What is large, such as a file, goes in a variable.
  maxDocumentCharacters: [256 * KiB, 'Characters of a document', 'PAYLOAD_TOO_LARGE'],
  maxJsonOverheadBytes: [
    256 * KiB,
    'Bytes of a JSON body, in addition to one base64 file of MAX_UPLOAD_BYTES',
    'PAYLOAD_TOO_LARGE',
  ],
  // Checked before the body is parsed; the variables of an operation may be 50 deep and 10,000 values.
  maxJsonDepth: [64, 'Nesting depth of arrays and objects in a JSON body', 'QUERY_TOO_COSTLY'],
  maxJsonValues: [20_000, 'Values in a JSON body', 'QUERY_TOO_COSTLY'],
  maxFiles: [10, 'Files in a multipart request', 'PAYLOAD_TOO_LARGE'],
  maxFieldBytes: [256 * KiB, 'Bytes of a field of a multipart request', 'PAYLOAD_TOO_LARGE'],
  maxFieldNameBytes: [100, 'Bytes of the name of a part', 'the name is truncated'],
  maxPartHeaders: [50, 'Headers of a part', 'the others are ignored'],
  maxSessionBodyBytes: [16 * KiB, 'Bytes of the body of POST /session', 'PAYLOAD_TOO_LARGE'],
  // Live tickets
  maxCommitMs: [
    30 * second,
    'Time from a change in RT until RT has committed it',
    'the change may not be reported',
  ],
  maxLookDelayMs: [
    5 * second,
    'Time in which a poll of RT is sent, waits and is read there',
    'the change may be reported later',
  ],
  maxFeedAgeMs: [30 * 24 * hour, 'Age of a cursor of ticket changes', 'BAD_USER_INPUT'],
  maxFeedCursorCharacters: [64 * KiB, 'Characters of a cursor of ticket changes', 'BAD_USER_INPUT'],
  maxChangedTickets: [
    100,
    'Changed tickets whose changes are read at once',
    'the others follow with the next events',
  ],
  maxSweepSample: [
    20,
    'Histories read to find the highest transaction number',
    'later ones are remembered one by one',
  ],
  maxFollowedTickets: [
    2000,
    'Matches of a search for which a subscription notices that they no longer match, even without a change',
    'they are reported when they change',
  ],
  followLooks: [
    6,
    'Polls between two lists of those matches',
    'their leaving is reported that much later',
  ],
  sharedAnswerTurnMs: [
    2 * second,
    'Time without a sign of life in Redis from a replica that reads the matches of a search for all',
    'another one reads them',
  ],
  sharedAnswerPollMs: [
    25,
    'Time until they first check whether it has read them',
    'they wait up to eight times as long for the next check',
  ],
  sharedAnswerMs: [
    minute,
    'Time that replicas share the matches of a search after a poll',
    'each reads them itself',
  ],
  wideLooks: [
    3,
    'Polls, one of which also finds changes that were committed late',
    'that is reported that much later',
  ],
  maxPollMs: [
    10 * second,
    'Longest time between two polls while RT fails',
    'changes are reported later',
  ],
  maxCatchUpEvents: [100, 'Events sent at once to a subscriber who resumes', 'the others follow'],
  maxRememberedItems: [
    100,
    'History items that a subscription to a ticket remembers',
    'older ones are not reported again',
  ],
  maxEventsAtOnce: [
    10,
    "Events of one subscription that are read from RT at once, to share RT's answers",
    'further ones wait',
  ],
  maxWaitingEvents: [
    1000,
    'Events waiting for a client to read them',
    'the stream ends; the client can resume',
  ],
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
  maxBrowsers: [10_000, 'Browser sessions', 'the least recently used one ends'],
  maxBrowsersOfCaller: [20, 'Browser sessions of one caller', 'the oldest ends'],
  // Operations
  maxTokens: [2000, 'Tokens of a document', 'GRAPHQL_PARSE_FAILED'],
  maxAliases: [30, 'Aliases in an operation', 'QUERY_TOO_COSTLY'],
  maxDirectives: [30, 'Directives in an operation', 'QUERY_TOO_COSTLY'],
  maxRootFields: [20, 'Root fields of a query', 'QUERY_TOO_COSTLY'],
  maxRootMutations: [10, 'Root fields of a mutation', 'QUERY_TOO_COSTLY'],
  maxVariableValues: [10_000, 'Values in the variables', 'QUERY_TOO_COSTLY'],
  maxVariableDepth: [50, 'Nesting depth of lists and objects in the variables', 'QUERY_TOO_COSTLY'],
  maxNodes: [100, 'IDs in `nodes`, representations in `_entities`', 'BAD_USER_INPUT'],
  maxStatuses: [20, 'Statuses in `statusCounts`', 'BAD_USER_INPUT'],
  maxGraphDepth: [10, 'Levels of a dependency graph', 'BAD_USER_INPUT'],
  maxNameCharacters: [200, 'Characters of a name to look up', 'BAD_USER_INPUT'],
  maxInlineBytes: [
    8 * MiB,
    'Bytes of an attachment in `text` or `base64`',
    'the field is null; use `downloadUrl`',
  ],
  // RT reads 20,000 characters in half a second, and 100 parentheses in no time.
  maxQueryCharacters: [20_000, 'Characters of a TicketSQL search', 'QUERY_TOO_COSTLY'],
  maxQueryDepth: [100, 'Nesting depth of parentheses in a search', 'QUERY_TOO_COSTLY'],
  // As many as fit into a search that RT reads in reasonable time.
  maxNumbersInQuery: [
    1000,
    'Tickets in a condition that RT cannot express and that is sent as a list of numbers',
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
  maxWritesOnTicket: [
    50,
    'Writes of one caller to a ticket at the same time, which take turns',
    'OVERLOADED',
  ],
  maxLockAttempts: [
    5,
    'Times that a write is restarted because its ticket turns out to be merged',
    'it continues without a lock on the other ticket',
  ],
  maxLockLeaseMs: [
    6 * second,
    'Time that a lock on a ticket remains after its server ended, if replicas share locks',
    'the other replicas can write',
  ],
  maxLockPollMs: [
    25,
    'Pause between two checks of a lock that another server holds, ±50%',
    'this is the maximum',
  ],
  maxKnownMerges: [10_000, 'Merged tickets that are remembered', 'a write reads once more'],
  // RT's clock is known to a second.
  maxSameSecondMs: [
    2 * second,
    'Time that a write with `ifUpdatedAt` waits until the second of the last change is over',
    'it is sent',
  ],
  maxKeyCharacters: [1000, 'Characters of an idempotency key', 'BAD_USER_INPUT'],
  // None is forgotten before its time: its write would then be done twice.
  maxKeysOfAccount: [10_000, 'Idempotency keys of one account within 24 hours', 'RATE_LIMITED'],
  maxKeys: [100_000, 'Idempotency keys that one server holds', 'OVERLOADED'],
  maxKeyedResultBytes: [
    256 * KiB,
    'Bytes of a result that is kept, encrypted, for an idempotency key',
    'a retry gets it shortened, or `UNKNOWN_OUTCOME`',
  ],
  // Each key may come to a result of the size above, so the last ones are refused early.
  maxKeysBytesOfAccount: [
    16 * MiB,
    'Bytes of these results of one account within 24 hours',
    'RATE_LIMITED',
  ],
  maxKeyNamesBytes: [
    4 * KiB,
    'Bytes of a line of saved keys in STATE_DIR, in addition to the result',
    'the result is unknown',
  ],
  maxKeysBytes: [160 * MiB, 'Bytes of these results that one server holds', 'OVERLOADED'],
  maxKeyMs: [24 * hour, 'Time that an idempotency key is remembered', 'it is forgotten'],
  maxKeyPollMs: [
    100,
    'Pause between two checks of a write with the same key on another server',
    'this is the maximum',
  ],
  maxKeyedWriteMs: [
    10 * minute,
    'Age of an unfinished write with the same key on another server at which it counts as lost',
    '`UNKNOWN_OUTCOME` in `userErrors`',
  ],
  maxLostClaims: [
    10,
    'Tickets that `claimNextTicket` may lose to others',
    '`ALREADY_OWNED` in `userErrors`',
  ],
  maxClaimPauseMs: [50, 'Pause before the next attempt to claim', 'this is the maximum'],
  maxQuotedCharacters: [100, 'Characters of a value that a message quotes', 'the rest is omitted'],
  // Downloads
  // About the requests to RT that it takes.
  downloadCost: [5, 'Cost of a download, counted towards MAX_COST_PER_MINUTE', 'RATE_LIMITED'],
  // More than the requests to RT that it takes.
  loginCost: [
    5,
    'Cost of a login at POST /session, counted towards MAX_COST_PER_MINUTE',
    'RATE_LIMITED',
  ],
  minLinkMs: [5 * minute, 'Time that a download link is valid, up to a minute more', 'FORBIDDEN'],
  // Its length is then known for certain.
  maxReadAheadBytes: [
    256 * KiB,
    'Size in bytes of a file that is read completely before it is sent',
    'it is sent as it arrives',
  ],
  minReaderRate: [
    16 * KiB,
    'Bytes per second that the client of a download must read',
    'it is aborted',
  ],
  minRateMs: [10 * second, 'Time over which this rate is measured', 'it is aborted'],
  // An honest reader of a large file may be slower than RT. RT's worker is then better used by those who wait.
  maxStalledMs: [
    500,
    'Time that a download keeps its connection to RT while its client is slow and other requests wait',
    'it is aborted',
  ],
  maxDownloadAheadBytes: [
    8 * MiB,
    'Bytes of a download that its client has not read yet',
    'reading from RT pauses',
  ],
  maxAllAheadBytes: [
    64 * MiB,
    'The same for all downloads together',
    'each is read `minReadAheadBytes` ahead',
  ],
  minReadAheadBytes: [64 * KiB, 'Bytes that each download is read ahead', 'reading from RT pauses'],
  // Towards RT
  maxConnectMs: [2 * second, 'Time to connect to RT, if RT_TIMEOUT_MS is longer', 'RT_UNAVAILABLE'],
  maxReaderFactor: [
    6,
    'Time that the client of a download may pause, as a multiple of RT_TIMEOUT_MS',
    'the download is cut',
  ],
  breakerFailures: [
    5,
    'Consecutive failed connections to RT',
    'RT_UNAVAILABLE, without a request to RT',
  ],
  breakerSilenceMs: [
    second,
    'Time without a response after which a client that leaves counts as a failed request to RT',
    'it counts as nothing',
  ],
  breakerCheckMs: [
    second,
    'Time between two checks whether RT is reachable again',
    'the next request starts one',
  ],
  maxVerdictMs: [250, 'Time that a request waits for the result of such a check', 'RT_UNAVAILABLE'],
  retryPercent: [
    20,
    'Percentage of reads that are sent again after a failure of the connection or of a web server',
    'the error is returned',
  ],
  maxSavedRetries: [10, 'Retries that can be saved up', 'further ones are not saved'],
  minRtPauseMs: [
    100,
    "Shortest pause that RT's web server can set with `Retry-After` (HTTP 429 and 503)",
    'this is the minimum',
  ],
  maxRtPauseMs: [hour, 'Longest such pause', 'this is the maximum'],
  maxPauseSpreadMs: [
    second,
    'Random time, up to the pause, that is added before the read is sent again',
    'this is the maximum',
  ],
  maxPauses: [2, 'Times that a read is sent again after such a pause', 'the error is returned'],
  maxReplyBytes: [64 * MiB, 'Bytes of a response from RT that is read completely', 'RT_BAD_REPLY'],
  maxLoginReplyBytes: [MiB, "Bytes of RT's response to a login", 'RT_BAD_REPLY'],
  maxWaiting: [
    128,
    'Requests waiting for RT, counted separately for reads, writes, logins and downloads',
    'OVERLOADED for the caller with the most requests',
  ],
  maxWaitMs: [
    2 * second,
    'Time that an operation waits for RT without any of its requests being started',
    'OVERLOADED',
  ],
  begunWaitFactor: [
    4,
    'The same for an operation that has begun to write, as a multiple',
    'OVERLOADED',
  ],
  maxLogins: [2, 'Concurrent logins, counted in RT_CONCURRENCY', 'further requests wait'],
  // RT serves one request of each session at a time: more would wait there, each in a worker that others could have.
  maxSessionsOfCaller: [
    2,
    'RT sessions, and concurrent requests to RT, of one caller',
    'further requests wait',
  ],
  maxCredentialsOfAccount: [
    20,
    'Credentials of one account (spellings of its name, tokens) whose RT sessions are kept',
    'the oldest are logged out',
  ],
  maxCallers: [
    500,
    'Callers whose RT sessions are kept',
    'the least recently used one is logged out',
  ],
  maxSessionIdleMs: [10 * minute, 'Time that an RT session may be unused', 'it is logged out'],
  maxSessionMs: [hour, 'Age of an RT session', 'it is logged out'],
  // A hundred wrong passwords at once cost RT one check.
  maxRefusalMs: [5 * second, 'Time that a failed login is remembered', 'RT is asked again'],
  maxLogoutMs: [second, 'Time that RT has to respond to a logout', 'it is not waited for'],
  maxLogoutsMs: [
    10 * second,
    'Time to log out all sessions when the server stops',
    'RT forgets the others by itself',
  ],
  // Every worker of RT that held a session which is gone dies once over its next request.
  maxAttempts: [
    5,
    'Attempts of a read while RT fails because of a forgotten session',
    'RT_BAD_REPLY',
  ],
  // The log
  maxLoggedNameCharacters: [
    100,
    'Characters of the name of an operation in the log',
    'it is truncated',
  ],
  strangerLines: [
    20,
    'Lines per `lineRationMs` about operations of callers whose credentials RT has not accepted',
    'they are counted in one line',
  ],
  failureLines: [
    100,
    'Lines per `lineRationMs` about failures of RT; the same number about failed logins, and about lock-outs',
    'they are counted, one line each',
  ],
  lineRationMs: [minute, 'Time over which log lines are counted', 'counting starts again'],
  maxTraceFlushMs: [3 * second, 'Time at shutdown to send the last traces', 'they are lost'],
  maxProbeMs: [2 * second, 'Time that RT has to respond to /ready', 'HTTP 503'],
  maxProbeAgeMs: [2 * second, 'Age of a cached response of /ready', 'RT is asked again'],
  maxRest2AbsenceMs: [
    5 * minute,
    'Time that REST 2.0 is considered missing after it was not found',
    'it is looked for again',
  ],
  maxFieldOrderMs: [
    5 * minute,
    "Time that the custom fields of a queue's tickets are remembered, to choose how to read them",
    'they are asked for again',
  ],
  maxNewestTickets: [
    25,
    'Tickets whose newest transactions one REST 2.0 search looks for',
    'several searches run concurrently',
  ],
  maxNewestPages: [
    5,
    'Pages of REST 2.0 that are searched for the newest transactions of tickets',
    'the others are read through REST 1.0',
  ],
  maxBareHistories: [
    3,
    'Tickets whose complete histories are read through REST 2.0 at once, if no descriptions are requested',
    'they are read through REST 1.0',
  ],
  maxHistoryPages: [50, 'Pages of one history read through REST 2.0', 'the history cannot be read'],
  maxKnownQueues: [
    500,
    'Queues of which a caller’s custom fields are remembered',
    'all are forgotten',
  ],
  // Every field of every ticket takes RT 0.8 ms there, wanted or not.
  maxListedFields: [
    4,
    "Custom fields of a queue's tickets that are read through REST 2.0",
    'they are read through REST 1.0',
  ],
  // RT lists no more on a page, whatever it is asked for.
  maxListed: [100, 'Objects on one page of REST 2.0', 'further pages are requested'],
  // RT builds an answer in one worker, about 2 ms an object. Two requests on two workers are faster than a larger one, and
  // a crash repeats less.
  maxShow: [100, 'Objects in one request to RT', 'it is split'],
  maxPieceLetters: [
    64 * KiB,
    'Characters of a long request to RT or JSON response that are encoded at once',
    'it is encoded piece by piece',
  ],
  maxTurnMs: [
    10,
    'Milliseconds of uninterrupted work on one response from RT',
    'other work runs in between',
  ],
  maxActive: [500, 'Tickets in one request for active tickets', 'it is split'],
  // About 1 s and 100 MB of an RT worker.
  maxMatches: [
    20_000,
    'Ticket numbers that one search covers, if RT has many tickets',
    'it is split',
  ],
  // Should all of it match, RT takes 3 s.
  maxPageMatches: [60_000, 'The same, if few tickets match', 'it is split'],
  // An operation has no more than MAX_RT_CALLS.
  maxWindows: [20, 'Requests that one search is split into', 'each covers more numbers'],
  maxPeopleSearches: [
    10,
    'People of a written list that are searched for',
    'the result for the others is unknown',
  ],
  // Each tells how RT reads a time.
  maxWitnesses: [3, 'Tickets read to detect a time zone', 'the zone stays unknown'],
  // Live
  maxNudgeBytes: [KiB, 'Bytes of the body of POST /nudge', 'PAYLOAD_TOO_LARGE'],
  nudgePauseMs: [
    100,
    'Time between two messages to other replicas about nudged tickets',
    'they are sent together',
  ],
  maxNudges: [1000, 'Tickets in one such message', 'the others wait for the next poll'],
  maxWebhooks: [100, 'Targets in WEBHOOKS', 'the server does not start'],
  minWebhookSecretBytes: [24, 'Bytes of the secret of a webhook', 'the server does not start'],
  maxWebhookMs: [
    15 * second,
    'Time that the target of a webhook has to respond',
    'it is sent again',
  ],
  maxWebhookAnswerBytes: [
    64 * KiB,
    "Bytes read of the response of a webhook's target",
    'the connection is closed',
  ],
  maxDeliveries: [8, 'Concurrent requests to the target of a webhook', 'further events wait'],
  maxRetriedDeliveries: [4, 'Retries among these requests', 'further retries wait longer'],
  maxWaitingDeliveries: [
    1000,
    'Events waiting for the target of a webhook',
    'further changes are read later',
  ],
  minRetryPauseMs: [5 * second, 'Pause after a webhook has failed', 'it doubles each time'],
  maxRetryPauseMs: [hour, 'Longest such pause', 'this is the maximum'],
  minRetryAfterMs: [
    second,
    'Shortest pause that the target of a webhook can set with `Retry-After`',
    'this is the minimum',
  ],
  maxRetryAfterMs: [24 * hour, 'Longest such pause', 'this is the maximum'],
  maxDeliveryMs: [
    72 * hour,
    'Time from a change to the last attempt to deliver it',
    'it is given up and logged',
  ],
  maxCursorMs: [5 * minute, 'Age of the cursor of a webhook without events', 'it is renewed'],
  webhookSavePauseMs: [
    20,
    "Pause between two saves of a webhook's state",
    'changes are saved together',
  ],
  minFailureGapMs: [
    minute,
    'Time between two log lines about a failing webhook',
    'it becomes four times as long each time',
  ],
  maxFailureGapMs: [hour, 'Longest such time', 'no gap is longer'],
  maxWebhookStopMs: [
    second,
    'Time that webhook requests have to finish at shutdown',
    'they are sent again later',
  ],
  webhookLeaseMs: [
    10 * second,
    'Time that a replica keeps delivering the events of a target after Redis last confirmed its lease',
    'another replica takes over',
  ],
  redisLookMs: [200, 'Time between two checks whether Redis is reachable again', 'webhooks wait'],
  webhookLeaseLookMs: [
    2 * second,
    'Time between two attempts to get that lease',
    'the replica waits',
  ],
  stateLockMs: [
    50,
    'Time at the start until it is certain that no other process has taken STATE_DIR',
    'the server starts',
  ],
  maxSocketPathBytes: [
    100,
    'Bytes of the path of the lock in STATE_DIR',
    'it is opened through `/proc/self/fd`',
  ],
  // Redis
  maxRedisMs: [second, 'Time that Redis has to respond', 'it counts as unreachable'],
  maxIntrospectionWaitMs: [
    100,
    'Time that introspection waits for Redis to tell whether its caller is locked out',
    'it is served without',
  ],
  redisCheckMs: [
    second,
    'Time between two checks whether Redis still responds',
    'an outage is noticed later',
  ],
  maxRedisSilenceMs: [
    2 * second,
    'Time without a response of Redis to such a check',
    'the server reconnects',
  ],
  maxLateRedisChecks: [
    2,
    'Such checks in a row that Redis is late for, or a command and then a check',
    'it counts as unreachable',
  ],
  minRedisChecks: [
    2,
    'Such checks in a row that Redis passes after it failed',
    'it counts as reachable again; twice as many where it failed within a minute after that',
  ],
  maxRedisChecks: [60, 'Most checks that Redis has to pass', 'it counts as reachable again'],
  redisRelapseMs: [
    minute,
    'Time within which a failure of Redis counts as the same one',
    'it is a new one',
  ],
  redisSettingsMs: [
    minute,
    'Time between two looks at the settings of Redis',
    'a setting that loses data is noticed later',
  ],
  maxRedisRetryMs: [
    2 * second,
    'Pause before the server reconnects to Redis',
    'this is the maximum',
  ],
  maxWaitingForRedis: [
    1000,
    'Results of writes waiting until Redis is reachable again',
    '`UNKNOWN_OUTCOME` for a request with the same key',
  ],
  maxKnownKeys: [
    100_000,
    'Idempotency keys that a server can give back to a Redis that has lost its data',
    'the oldest are not given back',
  ],
  maxKnownKeysBytes: [64 * MiB, 'Bytes of these keys and their results', 'the same'],
  maxKeysRestoredAtOnce: [500, 'Keys given back at once', 'the others follow'],
  redisRestoreMs: [
    5 * second,
    'Time that servers have to give keys back before new keys are accepted',
    'keys of the others are unknown',
  ],
  // Caches
  maxCachedDocumentsBytes: [
    32 * MiB,
    'Bytes of all parsed documents that are kept',
    'the least recently used one is dropped',
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
