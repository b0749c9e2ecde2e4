import { type Reply, rawReply, statusReply } from '../rest/answer.js';
import { type Caller, Crash } from '../rest/call.js';
import { answerLink } from '../rest/link.js';
import { answerObjects } from '../rest/objects.js';
import { answerSearch } from '../rest/search.js';
import type { Params } from './params.js';

/** The one value of a parameter. RT makes nothing of one that came twice where it wants one. */
function single({ pairs }: Params, name: string): string | undefined {
  const values = pairs.filter(([key]) => key === name).map(([, value]) => value);
  return values.length > 1 && name === 'orderby' ? '(several)' : values[0];
}

const all = ({ pairs }: Params, name: string): readonly string[] =>
  pairs.filter(([key]) => key === name).map(([, value]) => value);

/** What became of paths RT once had: it looks for the id in the path and finds the path. */
function answerOldPath(path: string, params: Params): Reply {
  const given = single(params, 'id') ?? '';
  const problem =
    given === ''
      ? `Invalid ticket id: \`REST/1.0/${path}'.\n`
      : /^\d+$/.test(given)
        ? `Different ids in URL (\`REST/1.0/${path}') and submitted form (\`${given}').\n`
        : `/REST/1.0/${path}\nInvalid ticket id: \`${given}'.\n`;
  return statusReply('400 Bad Request', `\n${problem}\n`);
}

function route(caller: Caller, path: string, params: Params): Reply {
  if (path === 'ticket/link') {
    const id = single(params, 'id') ?? '';
    const [rel, to, del] = ['rel', 'to', 'del'].map((name) => single(params, name));
    return answerLink(caller, { id, rel, to, del });
  }
  if (path === 'ticket/comment' || path === 'ticket/merge') {
    return answerOldPath(path, params);
  }
  if (path.startsWith('search/')) {
    return answerSearch(caller, {
      type: path.slice('search/'.length),
      query: single(params, 'query'),
      orderby: single(params, 'orderby'),
      format: single(params, 'format'),
      fields: single(params, 'fields'),
    });
  }
  return answerObjects(caller, {
    path,
    ids: all(params, 'id'),
    content: single(params, 'content'),
    fields: single(params, 'fields'),
    format: single(params, 'format'),
    uploads: params.uploads,
  });
}

/** Answers a caller. Where RT dies, the answer is what it dies with. */
export function answerCaller(caller: Caller, path: string, params: Params): Reply {
  try {
    return route(caller, path, params);
  } catch (error) {
    if (error instanceof Crash) {
      return rawReply(error.message);
    }
    throw error;
  }
}
