import { ticketOf } from '../store/store.js';
import { addLink, linkNames, removeLink } from '../write/change-link.js';
import { type Reply, statusReply } from './answer.js';
import { type Caller, missingParameter } from './call.js';

/** A call of `ticket/link`. */
export interface LinkRequest {
  readonly id: string;
  readonly rel: string | undefined;
  readonly to: string | undefined;
  readonly del: string | undefined;
}

const reply = (status: string, output: string): Reply => statusReply(status, `\n${output}\n`);

/** Answers `ticket/link`, the one place that adds or removes a single link. */
export function answerLink(caller: Caller, { id, rel, to, del }: LinkRequest): Reply {
  if (rel === undefined || to === undefined) {
    throw missingParameter(rel === undefined ? 'rel' : 'to');
  }
  if (!/^\d+$/.test(id)) {
    const output = `/REST/1.0/ticket/link\nInvalid ticket id: '${id}'.\n`;
    return reply('400 Bad Request', output);
  }
  const name = Object.keys(linkNames).find((one) => one.toLowerCase() === rel.toLowerCase());
  const relation = name === undefined ? undefined : linkNames[name];
  if (name === undefined || relation === undefined) {
    return reply('400 Bad Request', `Invalid link: '${rel}'.\n`);
  }
  const ticket = ticketOf(caller.store, id);
  if (ticket === undefined) {
    return reply('404 Ticket not found', `Couldn't load ticket id: '${id}'.\n`);
  }
  const removes = del !== undefined && del !== '' && del !== '0';
  const change = removes ? removeLink : addLink;
  const { ok, message } = change(caller, ticket, relation, to);
  const doneTo = `${removes ? 'Deleted' : 'Created'} link ${ticket.id} ${name} ${to}`;
  return ok ? reply('200 Ok', `${message} ${doneTo}`) : reply('500 Error', message);
}
