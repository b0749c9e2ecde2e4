import { composeForms } from '../forms/compose.js';
import { parseFieldList } from '../forms/field-names.js';
import { type FieldValue, fieldForm } from '../forms/form.js';
import { groupPairs } from '../read/group.js';
import { queuePairs } from '../read/queue.js';
import { ticketPairs } from '../read/ticket.js';
import { userPairs } from '../read/user.js';
import { QueryError } from '../search/parse-query.js';
import { searchObjects } from '../search/search-objects.js';
import { queryProblem, searchTickets } from '../search/search-tickets.js';
import { hasRight } from '../store/rights.js';
import { type Reply, statusReply } from './answer.js';
import { type Call, type Caller, missingParameter } from './call.js';

/** A search, as it came in. */
export interface SearchRequest {
  readonly type: string;
  readonly query: string | undefined;
  readonly orderby: string | undefined;
  readonly format: string | undefined;
  readonly fields: string | undefined;
}

/** A row of a result: what it is called, and its form if that is asked for. */
interface Row {
  readonly id: number;
  readonly title: string;
  readonly pairs: (call: Call) => readonly (readonly [string, FieldValue])[];
}

const finished = (status: string, output: string | Buffer): Reply =>
  statusReply(status, Buffer.concat([Buffer.from('\n'), Buffer.from(output), Buffer.from('\n\n')]));

type Kind = 'ticket' | 'user' | 'queue' | 'group';

function findRows(caller: Caller, kind: Kind, request: SearchRequest): readonly Row[] | Reply {
  const { query = '', orderby } = request;
  if (kind === 'ticket') {
    return searchTickets(caller, query, orderby).map((ticket) => ({
      id: ticket.id,
      title: ticket.texts.Subject,
      pairs: (call) => ticketPairs(call, ticket),
    }));
  }
  const found = searchObjects(caller, kind, query, orderby);
  if ('status' in found) {
    return finished(found.status, found.output);
  }
  return found.map((row) => ({
    id: row.id,
    title: row.name,
    pairs: (call) => {
      if ('columns' in row) {
        return userPairs(call, row);
      }
      return 'slaDisabled' in row ? queuePairs(call, row) : groupPairs(call, row);
    },
  }));
}

const asText = (value: FieldValue): string =>
  typeof value === 'string' ? value : (value ?? []).join(', ');

/** Tab separated values, with nothing escaped. */
function table(call: Call, rows: readonly Row[]): string {
  return rows
    .map(({ id, pairs }, index) => {
      const shown = pairs(call);
      const header = index === 0 ? `${shown.map(([key]) => key).join('\t')}\n` : '';
      const cells = shown.map(([key, value]) => (key === 'id' ? String(id) : asText(value)));
      return `${header}${cells.join('\t')}\n`;
    })
    .join('');
}

function listRows(call: Call, kind: Kind, rows: readonly Row[], format: string): string | Buffer {
  if (format === 'i') {
    return rows.map(({ id }) => `${kind}/${id}\n`).join('');
  }
  if (rows.length === 0) {
    return 'No matching results.\n';
  }
  if (format === 'l') {
    return composeForms(rows.map(({ pairs }) => fieldForm(pairs(call))));
  }
  return call.fields.length > 0
    ? table(call, rows)
    : rows.map(({ id, title }) => `${id}: ${title}\n`).join('');
}

function runSearch(caller: Caller, kind: Kind, request: SearchRequest): Reply {
  const fields = request.fields === undefined || request.fields === '' ? '' : request.fields;
  const names = fields === '' ? [] : parseFieldList(fields);
  if (names === undefined) {
    return finished('400 Bad Request', `Invalid field specification: ${fields}`);
  }
  const asked = request.format ?? '';
  const format = asked === '' ? (fields === '' ? 's' : 'l') : asked;
  if (!/^[isl]$/.test(format)) {
    const output = `Unknown listing format: ${format}. (Use i, s, or l.)\n`;
    return finished('400 Bad request', output);
  }
  const rows = findRows(caller, kind, request);
  if ('httpStatus' in rows) {
    return rows;
  }
  const call: Call = {
    ...caller,
    format,
    // Here `CF-Name` is understood as it stands.
    fields: names,
    uploads: [],
    answer: { raw: false, contentType: undefined, before: [] },
    showInner: () => Buffer.alloc(0),
  };
  return finished('200 Ok', listRows(call, kind, rows, format));
}

/** Answers `search/TYPE`. */
export function answerSearch(caller: Caller, request: SearchRequest): Reply {
  if (request.query === undefined) {
    throw missingParameter('query');
  }
  const kind = (['ticket', 'user', 'queue', 'group'] as const).find(
    (one) => one === request.type.toLowerCase(),
  );
  if (kind === undefined) {
    return finished('500 Server Error', 'Unsupported object type.');
  }
  if (kind === 'user' && !hasRight(caller.store, caller.user, 'AdminUsers')) {
    return finished('403 Forbidden', 'Permission denied');
  }
  try {
    return runSearch(caller, kind, request);
  } catch (error) {
    if (error instanceof QueryError) {
      return finished('400 Bad request', queryProblem(error));
    }
    throw error;
  }
}
