import { composeForms } from '../forms/compose.js';
import { type Form, fieldForm } from '../forms/form.js';
import type { ParsedForm } from '../forms/parse-forms.js';
import { type Call, type Changes, noFormCrash, type Outcome, type Target } from './call.js';
import { handlers } from './handlers.js';
import { idByName } from './names.js';

/** An object RT knows what to do with, and how to read or change it. */
interface Resolved {
  readonly target: Target;
  readonly run: (call: Call, target: Target, changes: Changes | undefined) => Outcome;
}

const objectPath = /^([\w.\p{L}-]+)\/(\d+|[^,/]+)(?:\/([\w.-]+)(?:\/(.*))?)?$/u;

/** The sentence that tells what is wrong with a path, or what the path leads to. */
function resolve(call: Call, path: string): Resolved | string {
  const match = objectPath.exec(path);
  if (match === null) {
    return `# Invalid object specification: '${path}'`;
  }
  const [, type = '', id = '', attribute = 'default', args] = match;
  const known = Object.hasOwn(handlers, type) ? handlers[type] : undefined;
  if (known === undefined) {
    return `# Unknown object type: ${type}`;
  }
  const run = Object.hasOwn(known, attribute) ? known[attribute] : undefined;
  if (run === undefined) {
    // What RT has no page for is read as the object itself, without looking up names.
    const rest = args === undefined ? attribute : `${attribute}/${args}`;
    return { target: { type, id, args: rest }, run: known.default };
  }
  if (id === 'new' || /^\d+$/.test(id)) {
    return { target: { type, id, args }, run };
  }
  const lookup = Object.hasOwn(idByName, type) ? idByName[type] : undefined;
  if (lookup === undefined) {
    return `# Objects of type ${type} must be specified by numeric id.`;
  }
  const found = lookup(call, id);
  return found === undefined
    ? `# No ${type} named ${id} exists.`
    : { target: { type, id: String(found), args }, run };
}

/** Only the fields asked for, in that order. Unknown ones leave a line without a name. */
function pick(form: Form, fields: readonly string[]): Form {
  if (fields.length === 0 || form.keys === undefined || form.keys.length === 0) {
    return form;
  }
  const byLowerCase = new Map([...form.fields.keys()].map((key) => [key.toLowerCase(), key]));
  return { ...form, keys: fields.map((field) => byLowerCase.get(field)) };
}

/** Perl takes the text `0` for nothing, and a form with nothing in it is not shown. */
const isShown = ({ comment, keys }: Form): boolean =>
  (comment.length > 0 && comment.toString() !== '0') || (keys?.length ?? 0) > 0;

const changesOf = (form: ParsedForm): Changes =>
  new Map([...form.fields].map(([key, value]) => [key, value ?? '']));

/** The objects' forms in one answer, and the status they add up to. */
export interface Dispatched {
  readonly body: Buffer;
  readonly status: string;
}

function read(call: Call, paths: readonly string[]): readonly Form[] {
  return paths.flatMap((path) => {
    const resolved = resolve(call, path);
    if (typeof resolved === 'string') {
      return [fieldForm([['id', path]], resolved)];
    }
    const { form, failed } = resolved.run(call, resolved.target, undefined);
    const picked = failed ? form : pick(form, call.fields);
    return isShown(picked) ? [picked] : [];
  });
}

/** Reads objects one after the other. */
export function showObjects(call: Call, paths: readonly string[]): Dispatched {
  return { body: composeForms(read(call, paths), call.answer.raw), status: '200 Ok' };
}

/**
 * Changes objects one after the other. What went well is told first and together; each failure
 * follows as a form of its own, and the last one decides the status.
 */
export function editObjects(
  call: Call,
  paths: readonly string[],
  forms: readonly ParsedForm[],
): Dispatched {
  const comments: string[] = [];
  const failures: Form[] = [];
  let status = '200 Ok';
  paths.forEach((path, index) => {
    const form = forms[index];
    if (form === undefined) {
      throw noFormCrash(298);
    }
    const resolved = resolve(call, path);
    if (typeof resolved === 'string') {
      failures.push({ comment: resolved, keys: form.keys, fields: form.fields });
      return;
    }
    const outcome = resolved.run(call, resolved.target, changesOf(form));
    if (outcome.failed) {
      status = (outcome.form.keys?.length ?? 0) > 0 ? '409 Syntax Error' : '400 Bad Request';
      failures.push(outcome.form);
    } else {
      comments.push(outcome.form.comment.toString());
    }
  });
  const confirmation: readonly Form[] =
    comments.length === 0 ? [] : [{ comment: comments.join('\n'), fields: new Map() }];
  return { body: composeForms([...confirmation, ...failures], call.answer.raw), status };
}
