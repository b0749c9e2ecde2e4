import { fixedLimits } from '../../../limits.js';
import type { RtCall } from '../../connection/call.js';
import type { Reply } from '../../connection/reply.js';
import type { Mass } from '../../connection/shared-request.js';
import { RtBadReplyError } from '../../errors.js';
import type { ObjectSpec } from '../../object-spec.js';
import { joinForms, splitForms } from '../form.js';

/**
 * How a `show` goes together with others: those of the same columns, format and parts of objects, which one level of a
 * query would ask for in one request too. Undefined where RT may leave a form out, so that the others would shift.
 */
export function massShow(
  specs: readonly ObjectSpec[],
  ask: (specs: readonly string[]) => RtCall,
): Mass<RtCall, Reply> | undefined {
  if (specs.some((spec) => /^ticket\/\d+\/attachments$/.test(spec))) return undefined;
  return {
    ids: specs,
    kind: () => JSON.stringify([ask([]).params, [...new Set(specs.map(partOf))].sort()]),
    most: fixedLimits.maxShow,
    ask,
    pick: (reply, asked) => pick(reply, asked, specs),
  };
}

/** Which part of what an object is: `ticket`, `ticket/history`, `queue/ticketcustomfields`. */
function partOf(spec: ObjectSpec): string {
  const [kind, , ...part] = spec.split('/');
  return [kind, ...part.filter((word) => !/^\d+$/.test(word))].join('/');
}

function pick(reply: Reply, asked: readonly string[], specs: readonly ObjectSpec[]) {
  const forms = reply.status === 200 ? splitForms(reply.payload) : [];
  if (forms.length !== asked.length) {
    throw new RtBadReplyError('RT returned objects that were not requested.');
  }
  const byId = new Map(asked.map((id, at) => [id, forms[at] ?? '']));
  const payload = joinForms(specs.map((spec) => byId.get(spec) ?? ''));
  return { reply: { ...reply, payload }, bytes: Buffer.byteLength(payload) };
}
