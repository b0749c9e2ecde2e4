import { fixedLimits } from '../../../limits.js';
import type { RtCall, RtClient } from '../../connection/client.js';
import type { Reply } from '../../connection/reply.js';
import { scrub } from '../../connection/scrub.js';
import { InvalidInputError, RtBadReplyError, TooCostlyError } from '../../errors.js';
import { inTurns, type Steps } from '../../in-turns.js';
import type { NameCondition, NamedKind } from '../../named-kind.js';
import { permissionDenied } from '../../not-visible.js';
import { quoteShellWord } from '../quoting.js';

/** `POST search/ticket format=i`: the numbers of every ticket that matches and that the caller may see. */
export async function searchTickets(
  rt: RtClient,
  query: string,
  orderBy?: string,
  options: Pick<RtCall, 'aside'> = {},
): Promise<readonly number[]> {
  const reply = await rt.call({
    ...options,
    operation: 'search/ticket',
    params: [
      ['query', query],
      ['format', 'i'],
      ...(orderBy === undefined ? [] : [['orderby', orderBy] as const]),
    ],
    columns: ['id'],
  });
  checkNotEmpty(reply);
  if (reply.status >= 500) throw failedSearch(reply.payload);
  if (reply.status !== 200) throw invalidQuery(reply.payload);
  return readIds(reply.payload);
}

/**
 * `POST search/user`, `search/queue` or `search/group`, `format=i`. Without a condition: every queue or
 * group that the caller may see, every privileged user.
 * @throws ForbiddenError for users without the right AdminUsers, TooCostlyError for a value beyond reason
 */
export async function searchNames(
  rt: RtClient,
  kind: NamedKind,
  condition?: NameCondition,
): Promise<readonly number[]> {
  return readIds(await searchNamed(rt, kind, condition, [['format', 'i']]));
}

/**
 * The same search in one request with what all that it finds are called: `14: alice` lines for names, and for
 * addresses RT's listing of one column, whose first line names the columns.
 */
export async function listNames(
  rt: RtClient,
  kind: NamedKind,
  condition: NameCondition,
  column: 'Name' | 'EmailAddress',
): Promise<ReadonlyMap<number, string>> {
  const payload = await searchNamed(rt, kind, condition, [
    ['format', 's'],
    ...(column === 'Name' ? [] : [['fields', column] as const]),
  ]);
  const line = column === 'Name' ? /^(\d+): (.*)$/ : /^(\d+)\t(.*)$/;
  const named = payload.split('\n').flatMap((text) => {
    const [, id, value] = line.exec(text) ?? [];
    return id === undefined || value === undefined ? [] : [[Number(id), value] as const];
  });
  return new Map(named);
}

async function searchNamed(
  rt: RtClient,
  kind: NamedKind,
  condition: NameCondition | undefined,
  format: readonly (readonly [string, string])[],
): Promise<string> {
  const letters = condition?.value.length ?? 0;
  if (letters > fixedLimits.maxConditionCharacters) {
    throw new TooCostlyError(
      `The search text is too long. Use up to ${fixedLimits.maxConditionCharacters} characters.`,
      {
        limit: {
          name: 'letters of a search',
          allowed: fixedLimits.maxConditionCharacters,
          asked: letters,
        },
      },
    );
  }
  const query = condition
    ? `${condition.column} ${/ /.test(condition.operator) ? quoteShellWord(condition.operator) : condition.operator} ${quoteShellWord(condition.value)}`
    : '';
  const reply = await rt.call({
    operation: `search/${kind}`,
    params: [['query', query], ...format],
    columns: ['id'],
  });
  checkNotEmpty(reply);
  if (reply.status === 403) throw permissionDenied(`search ${kind}s`);
  if (reply.status >= 500) throw failedSearch(reply.payload);
  if (reply.status !== 200 || /^Invalid query specification/.test(reply.payload)) {
    throw invalidQuery(reply.payload);
  }
  return reply.payload;
}

/** Even a search that finds nothing says so: an answer without a byte comes from something between. */
function checkNotEmpty({ empty }: Reply): void {
  if (empty) throw new RtBadReplyError("RT's response to a search is empty.");
}

function readIds(payload: string): Promise<readonly number[]> {
  return inTurns(idSteps(payload));
}

/** So many lines take no time to speak of. */
const linesAtOnce = 2048;

function* idSteps(payload: string): Steps<readonly number[]> {
  const ids: number[] = [];
  for (let at = 0, read = 1; at < payload.length; read++) {
    const end = payload.indexOf('\n', at);
    const line = payload.slice(at, end < 0 ? undefined : end);
    at += line.length + 1;
    if (line === '' || line === 'No matching results.') continue;
    const id = /^\w+\/(\d+)$/.exec(line)?.[1];
    if (!id) throw new RtBadReplyError("RT's response to a search is not a list of IDs.");
    ids.push(Number(id));
    if (read % linesAtOnce === 0) yield;
  }
  return ids;
}

/** RT's words about a bad query, without `Invalid query: '…'` around them and without its stack. */
function invalidQuery(payload: string): InvalidInputError {
  const inner = /^Invalid query: '([\s\S]*)'\.\s*$/.exec(payload.trim())?.[1] ?? payload;
  const rtMessage = scrub(inner);
  return new InvalidInputError(`RT cannot parse this search: ${rtMessage}`, { rtMessage });
}

/** RT itself failed, which says nothing of the query. */
function failedSearch(payload: string): RtBadReplyError {
  return new RtBadReplyError('The search failed in RT.', {
    rtMessage: scrub(payload.slice(0, 300)),
  });
}
