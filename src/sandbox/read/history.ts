import { commentForm, fieldForm } from '../forms/form.js';
import { type Call, Crash, failure, type Outcome, success, type Target } from '../rest/call.js';
import type { Transaction } from '../store/model.js';
import { ticketOf } from '../store/store.js';
import { visibleHistory } from '../store/visible.js';
import { describeTransaction } from './describe.js';
import { transactionPairs } from './transaction.js';

const depthCrash = (): Crash =>
  new Crash('subrequest depth > 32 (infinite subrequest loop?)\n', [
    '/usr/share/perl5/HTML/Mason/Request.pm:406',
    '/usr/share/request-tracker5/html/REST/1.0/Forms/ticket/history:182',
  ]);

function ofType(transactions: readonly Transaction[], type: string): readonly Transaction[] {
  if (/^links?$/.test(type)) {
    return transactions.filter((one) => /Link$/i.test(one.type));
  }
  return /^watchers?$/.test(type)
    ? transactions.filter((one) => /Watcher$/i.test(one.type))
    : transactions.filter((one) => one.type.toLowerCase() === type.toLowerCase());
}

interface Wanted {
  readonly type: string;
  readonly id: string;
}

/** `type/X`, `id/T`, or just the type. */
function readArgs(args: string): Wanted {
  const [first = '', second = ''] = args.split('/');
  if (first === 'type') {
    return { type: second, id: '' };
  }
  return first === 'id' ? { type: '', id: second } : { type: args, id: '' };
}

/**
 * `ticket/N/history`. The long form is a second answer with its own status line before the real
 * one, and RT never comes back from it when there is nothing to show.
 */
export function readHistory(call: Call, target: Target): Outcome {
  const ticket = ticketOf(call.store, target.id);
  if (ticket === undefined) {
    return failure(commentForm(`# Ticket ${target.id} does not exist.`));
  }
  const args = target.args ?? '';
  const wanted = readArgs(args);
  const { shown, counted } = visibleHistory(call.store, call.user, ticket.id);
  if (wanted.id !== '') {
    const one = call.store.transactions.get(Number(wanted.id));
    if (one === undefined || ticketOf(call.store, String(one.ticket))?.id !== ticket.id) {
      const problem = `# Transaction ${wanted.id} is not related to Ticket ${target.id}`;
      return failure(commentForm(problem));
    }
    const found = counted.some(({ id }) => id === one.id) ? 1 : 0;
    const comment = `# ${found}/${counted.length} (${args}/total)`;
    return success(fieldForm(transactionPairs(one, call), comment));
  }
  const listed = wanted.type === '' ? shown : ofType(shown, wanted.type);
  if (call.format === 'l' || call.fields.length > 0) {
    // Without a single id RT asks itself again, and has forgotten the type by then.
    const long = listed.length === 0 ? shown : listed;
    if (long.length === 0) {
      throw depthCrash();
    }
    const ids = long.map(({ id }) => `ticket/${target.id}/history/id/${id}`);
    // RT keeps the asked fields in a hash: whatever order comes out, it is not the asked one.
    const fields = [...call.fields].reverse();
    call.answer.before.push(call.showInner({ ...call, format: 'l', fields }, ids));
    return success({ comment: '', keys: [], fields: new Map() });
  }
  const pairs = listed.map((one) => [String(one.id), describeTransaction(one, call)] as const);
  return success(fieldForm(pairs, `# ${listed.length}/${counted.length} (${args}/total)`));
}
