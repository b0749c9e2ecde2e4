import type { RtClient } from '../../connection/client.js';
import { RtBadReplyError } from '../../errors.js';
import { byId } from '../../object-spec.js';
import { parseForms } from '../form.js';

/** Existing tickets are asked for at so many places between two numbers. */
const places = 32;
/** Near enough: the newest ticket is less than this many numbers away. */
const near = 4096;

/**
 * The number of RT's newest ticket, or somewhat below. RT has no way to ask for it, but tells missing
 * tickets from hidden ones, so a few requests for 32 tickets each close in on it. Only where a login has
 * seen that there are many; afterwards the answers themselves keep it up to date.
 */
export async function newestTicket(rt: RtClient): Promise<number> {
  const { range } = rt;
  if (range.isExact) return range.newest;
  let step = range.newest;
  while (step > near) {
    step = Math.ceil(step / places);
    const from = range.newest;
    const specs = Array.from({ length: places }, (_, at) => byId('ticket', from + step * (at + 1)));
    const reply = await rt.call({
      operation: 'show',
      params: [...specs.map((spec) => ['id', spec] as const), ['fields', 'Status']],
      objects: specs.length,
      columns: ['Status'],
    });
    if (reply.status !== 200) throw new RtBadReplyError('RT refused to return tickets.');
    range.learn(specs, parseForms(reply.payload, { keys: ['Status'] }));
  }
  range.isExact = true;
  return range.newest;
}
