import { commentForm } from '../forms/form.js';
import { splitList } from '../forms/split-list.js';
import {
  type Call,
  type Changes,
  failure,
  type Outcome,
  success,
  type Target,
} from '../rest/call.js';
import { linksOf, relationNames, relations } from '../store/links.js';
import type { Ticket } from '../store/model.js';
import { ticketOf, ticketUri } from '../store/store.js';
import { addLink, removeLink } from './change-link.js';
import { done, type Result, refuse } from './result.js';

/** Replaces all links of one direction: the old ones go before it is sure that new ones come. */
function replaceLinks(
  call: Call,
  ticket: Ticket,
  name: (typeof relationNames)[number],
  value: string | readonly string[],
): Result {
  const relation = relations[name];
  const old = linksOf(call.store, ticket.id, relation).map((link) => link[relation.other].uri);
  const wanted: string[] = [];
  for (const one of splitList(value)) {
    const other = /^\d+$/.test(one) ? ticketOf(call.store, one) : undefined;
    if (/^\d+$/.test(one) && other === undefined) {
      return refuse(`Ticket ${one} does not exist.`);
    }
    wanted.push(other === undefined ? one : ticketUri(call.store, other.id));
  }
  let last = done('');
  for (const uri of old.filter((one) => !wanted.includes(one))) {
    last = removeLink(call, ticket, relation, uri);
  }
  for (const uri of new Set(wanted.filter((one) => !old.includes(one)))) {
    last = addLink(call, ticket, relation, uri);
  }
  return last;
}

/** `ticket/N/links` with content. */
export function editLinks(call: Call, { id }: Target, changes: Changes): Outcome {
  const ticket = ticketOf(call.store, id);
  if (ticket === undefined) {
    return failure(commentForm(`# Ticket ${id} does not exist.`));
  }
  const problems = [...changes].flatMap(([key, value]) => {
    const lower = key.toLowerCase();
    const name = relationNames.find((one) => one.toLowerCase() === lower);
    if (name === undefined) {
      return ['id', 'type'].includes(lower) ? [] : [`# ${lower}: Unknown field: ${lower}`];
    }
    const { ok, message } = replaceLinks(call, ticket, name, value);
    return ok ? [] : [`# ${name}: ${message}`];
  });
  if (problems.length === 0) {
    return success(commentForm(`# Links for ticket ${id} updated.`));
  }
  return failure({
    comment: problems.join('\n'),
    keys: ['id', ...relationNames],
    fields: changes,
  });
}
