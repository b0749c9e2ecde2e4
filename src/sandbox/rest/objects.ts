import { composeForms } from '../forms/compose.js';
import { parseFieldList } from '../forms/field-names.js';
import type { Form } from '../forms/form.js';
import { type ParsedForm, parseForms } from '../forms/parse-forms.js';
import { plainText, type Reply, rawReply, rtVersion, statusReply } from './answer.js';
import { type Answer, type Call, type Caller, noFormCrash, type Upload } from './call.js';
import { type Dispatched, editObjects, showObjects } from './dispatch.js';
import { expandIds } from './object-ids.js';

/** A request about objects, as it came in. Parameters given twice are seen by their first value. */
export interface ObjectRequest {
  /** After `/REST/1.0/`, decoded, without slashes at either end. */
  readonly path: string;
  readonly ids: readonly string[];
  readonly content: string | undefined;
  readonly fields: string | undefined;
  readonly format: string | undefined;
  readonly uploads: readonly Upload[];
}

/** The objects to work on and the forms for them, or why RT does not even start. */
interface Plan {
  readonly paths: readonly string[];
  readonly forms: readonly ParsedForm[] | undefined;
}

const refused = (status: string, output: string | Buffer): Reply =>
  statusReply(status, `\n${output}\n`);

function planShow(request: ObjectRequest, type: string | undefined): Plan | Reply {
  const paths: string[] = [];
  for (const id of request.ids) {
    const expanded = expandIds(id, type);
    if (expanded === undefined) {
      const shown = type === undefined || id.startsWith(`${type}/`) ? id : `${type}/${id}`;
      return refused('400 Bad Request', `Invalid object ID specified: '${shown}'`);
    }
    paths.push(...expanded);
  }
  return { paths, forms: undefined };
}

/** The path a form of `/edit` means. RT puts the whole id before itself unless it is a number. */
function editPath(id: string, urlType: string | undefined): string {
  const type = urlType ?? id.replace(/^([^/]+)\/\d+$/, '$1');
  return id.startsWith(`${type}/`) ? id : `${type}/${id}`;
}

function planEdit(request: ObjectRequest, type: string | undefined): Plan | Reply {
  const forms = parseForms(request.content ?? '');
  const paths: string[] = [];
  const problems: Form[] = [];
  for (const form of forms) {
    const id = form.fields.get('id');
    const path = typeof id === 'string' ? editPath(id, type) : undefined;
    if (form.marked !== '') {
      problems.push({ ...form, comment: '# Syntax error.' });
    } else if (path === undefined) {
      problems.push({ ...form, comment: '# No object ID specified.' });
    } else if (/^[\w.-]+\/(?:[^,/]+|\d+)/.test(path)) {
      paths.push(path);
    } else {
      problems.push({ ...form, comment: `# Invalid object ID: '${path}'` });
    }
  }
  if (problems.length > 0) {
    const first = { comment: '# Please resubmit with errors corrected.', fields: new Map() };
    // A form that could be read is shown by its fields.
    const shown = problems.map(({ marked, ...form }) =>
      marked === undefined || marked === '' ? form : { ...form, marked },
    );
    return refused('409 Syntax Error', composeForms([first, ...shown]));
  }
  return { paths, forms };
}

function planOne({ path, content }: ObjectRequest): Plan | Reply {
  if (content === undefined || content === '' || content === '0') {
    return { paths: [path], forms: undefined };
  }
  const forms = parseForms(content);
  const [form] = forms;
  if (forms.length > 1) {
    return refused('400 Bad Request', 'You may submit only one form to this object.');
  }
  if (form === undefined) {
    throw noFormCrash(189);
  }
  if (form.marked !== '') {
    const marked = { comment: '# Syntax error.', fields: new Map(), marked: form.marked };
    return refused('409 Syntax Error', composeForms([marked]));
  }
  return { paths: [path], forms };
}

function plan(request: ObjectRequest): Plan | Reply {
  const match = /^(?:([\w.-]+)\/)?(show|edit)$/.exec(request.path);
  if (match?.[2] === 'show') {
    return planShow(request, match[1]);
  }
  return match?.[2] === 'edit' ? planEdit(request, match[1]) : planOne(request);
}

function finish(answer: Answer, { body, status }: Dispatched): Reply {
  const empty = body.length === 0 || body.toString() === '0';
  const end = empty || answer.raw ? '' : '\n';
  const line = `RT/${rtVersion} ${status}\n\n`;
  const own = empty && status.startsWith('200') ? [] : [Buffer.from(line), body, Buffer.from(end)];
  return rawReply(Buffer.concat([...answer.before, ...own]), answer.contentType ?? plainText);
}

function showInner(call: Call, paths: readonly string[]): Buffer {
  const { body } = showObjects(call, paths);
  return Buffer.concat([Buffer.from(`RT/${rtVersion} 200 Ok\n\n`), body, Buffer.from('\n')]);
}

/** Answers everything below `/REST/1.0/` that is about objects: `show`, `edit`, `ticket/1/links`. */
export function answerObjects(caller: Caller, request: ObjectRequest): Reply {
  const planned = plan(request);
  if (!('paths' in planned)) {
    return planned;
  }
  if (planned.paths.length === 0) {
    return refused('400 Bad Request', 'No objects specified.');
  }
  const given = request.fields ?? '';
  const fields = given === '' ? [] : parseFieldList(given);
  if (fields === undefined) {
    return refused('400 Bad Request', `Invalid field specification: ${given}`);
  }
  const answer: Answer = { raw: false, contentType: undefined, before: [] };
  const { format, uploads } = request;
  const call: Call = { ...caller, format, fields, uploads, answer, showInner };
  if (planned.forms === undefined && request.content !== undefined && request.content !== '') {
    throw noFormCrash(298);
  }
  const dispatched =
    planned.forms === undefined
      ? showObjects(call, planned.paths)
      : editObjects(call, planned.paths, planned.forms);
  return finish(answer, dispatched);
}
