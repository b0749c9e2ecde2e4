import { RtError } from '../../errors.js';
import type { LinkSender } from '../../rest1/write/link-sender.js';
import { LostAnswer } from '../../rest1/write/write.js';
import { write2 } from './write.js';

/**
 * Makes or removes links of a ticket in one request, and leaves all others alone. RT says a word about each, by the
 * names of the lists and then in their order.
 */
export const sendLinksTogether: LinkSender = async (rt, ticket, links, { remove, begun }) => {
  const values: Record<string, string[]> = {};
  for (const { type, to } of links) {
    const key = `${remove ? 'Delete' : 'Add'}${type}`;
    values[key] = [...(values[key] ?? []), to];
  }
  const answer = await write2(rt, {
    operation: 'ticket/links',
    method: 'PUT',
    path: `ticket/${ticket}`,
    values,
  }).catch((error: unknown) => {
    // What was sent before must be told; these links were not.
    if (!(error instanceof RtError) || !begun) throw error;
    return error;
  });
  if (answer instanceof RtError) return links.map(() => answer);
  if (answer instanceof LostAnswer) return links.map(() => answer);
  const order = [...links.keys()].sort((a, b) => {
    const [first, second] = [links[a]?.type ?? '', links[b]?.type ?? ''];
    return first === second ? a - b : first < second ? -1 : 1;
  });
  const isOneEach = answer.messages.length === links.length;
  return links.map((_, at) => ({
    ...answer,
    sentence: isOneEach ? (answer.messages[order.indexOf(at)] ?? '') : answer.messages.join(' '),
  }));
};
