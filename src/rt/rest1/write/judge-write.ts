import { RtBadReplyError, RtError } from '../../errors.js';
import type { ObjectKind } from '../../object-spec.js';
import { quoted } from '../../quoted.js';
import type { Outcome, Refusal, RefusalCode, WriteReport } from '../../report.js';
import type { ShownObject } from '../../shown-object.js';
import type { Wanted } from '../../wanted.js';
import { isUnknown, type PlannedField } from './planned-field.js';
import { LostAnswer, type WriteAnswer } from './write.js';

/** The columns that tell whether RT stored planned fields. */
export function readBack(fields: readonly PlannedField[]): Wanted {
  const columns = fields.flatMap((field) => field.columns);
  const keys = columns.map(({ key }) => key);
  return {
    keys: new Set(keys.filter((key) => !/^CF\.\{.*[,\n].*\}$/s.test(key))),
    all: keys.some((key) => key.startsWith('CF-')),
    zoned: columns.some(({ zoned }) => zoned),
    parts: new Set(),
  };
}

/**
 * What really happened, told by the object as it was before the write and as it is now: RT says "updated" over
 * fields that it dropped, refuses fields that were as wished before, and empties lists before it refuses what
 * should fill them. A field that does not read back as it was meant is a user error with RT's words about it.
 */
export function judgeWrite(
  answer: WriteAnswer,
  fields: readonly PlannedField[],
  now: ShownObject<ObjectKind> | undefined,
  before: ShownObject<ObjectKind>,
): WriteReport {
  const whole = wholeRefusal(answer);
  if (whole) return { outcome: 'REJECTED', refusals: [whole], messages: answer.messages };
  if (answer.isSilent) return judgeSilence(fields, now, before);
  const refusals =
    now === undefined
      ? unseen(answer.messages, fields)
      : unfulfilled(answer.messages, fields, now, before);
  const outcome = outcomeOf(answer, fields, refusals, now, before);
  return { outcome, refusals, messages: answer.messages };
}

/** Where not a byte came, RT may never have got the write. It is the object that tells, before and after. */
function judgeSilence(
  fields: readonly PlannedField[],
  now: ShownObject<ObjectKind> | undefined,
  before: ShownObject<ObjectKind>,
): WriteReport {
  const lost = new LostAnswer(
    new RtBadReplyError('RT did not report whether it applied the write.'),
  );
  const report = judgeLost(lost, fields, now);
  const isSame = now !== undefined && !fields.some((field) => hasChanged(field, now, before));
  return report.outcome === 'APPLIED' && isSame ? { ...report, outcome: 'UNCHANGED' } : report;
}

/**
 * The same where RT's answer was lost: all may have been done, which the object then shows. What it cannot show stays
 * unknown, however the rest reads: RT may have stopped between the two. With `before`, that is also what may be hidden.
 */
export function judgeLost(
  lost: LostAnswer,
  fields: readonly PlannedField[],
  now: ShownObject<ObjectKind> | undefined,
  before?: ShownObject<ObjectKind>,
): WriteReport {
  const unknown = unknownOutcome(lost);
  const isUntold = (field: PlannedField) =>
    field.isConfirmed !== undefined ||
    (field.looksEmptyIfHidden && before && now && !textOf(field, before) && !textOf(field, now));
  const untold = fields.filter(isUntold);
  const told = fields.filter((field) => !untold.includes(field));
  if (!now || fields.length === 0 || !told.every((field) => field.isStored(now))) {
    return { outcome: 'PARTIAL', refusals: [unknown], messages: [] };
  }
  const refusals = untold.map(({ path }) => ({ ...unknown, path }));
  return { outcome: refusals.length > 0 ? 'PARTIAL' : 'APPLIED', refusals, messages: [] };
}

/**
 * Finds out what a write did. RT has answered or not, the write has been sent: a failure to read now must not
 * look like a failure to write, which a client would try again.
 */
export async function afterWrite(
  answer: WriteAnswer | LostAnswer,
  id: number | undefined,
  find: () => Promise<WriteReport>,
): Promise<WriteReport> {
  try {
    return await find();
  } catch (error) {
    if (!(error instanceof RtError)) throw error;
    const whole = answer instanceof LostAnswer ? undefined : wholeRefusal(answer);
    if (whole && 'messages' in answer) {
      return { outcome: 'REJECTED', refusals: [whole], messages: answer.messages, id };
    }
    const unread: Refusal = {
      code: 'UNKNOWN_OUTCOME',
      message: `RT received the write, but could not be read afterwards (${error.code}). Read the object before you try again.`,
      path: [],
    };
    const messages = 'messages' in answer ? answer.messages : [];
    return { outcome: 'PARTIAL', refusals: [unread], messages, id };
  }
}

/** The one error of a write whose answer was lost. */
export function unknownOutcome({ error }: LostAnswer): Refusal {
  return {
    code: 'UNKNOWN_OUTCOME',
    message:
      'The write was sent to RT, but its response was lost or incomplete: RT may or may not have applied it. Read the object before you try again.',
    path: [],
    rtMessage: error.facts.rtMessage,
  };
}

/** Fields that do not read back as they were meant; `before` is undefined for an object that is new. */
export function unfulfilled(
  messages: readonly string[],
  fields: readonly PlannedField[],
  now: ShownObject<ObjectKind>,
  before?: ShownObject<ObjectKind>,
): Refusal[] {
  return fields
    .filter((field) => field.isConfirmed === undefined && !field.isStored(now))
    .map((field): Refusal => {
      const { path } = field;
      const rtMessage = rtMessageOn(field, messages);
      if (rtMessage === undefined && isUnknown(field, now)) {
        const message =
          'RT did not reject this value, but does not return it either. Check it in RT before you try again.';
        return { code: 'UNKNOWN_OUTCOME', message, path };
      }
      const isAsBefore = before !== undefined && !hasChanged(field, now, before);
      const overruled =
        rtMessage === undefined || !isAsBefore ? field.overruled?.(fields, now) : undefined;
      const silent = 'RT did not store this value and gave no reason.';
      const reason = overruled ?? (rtMessage === undefined ? silent : 'RT rejected this value.');
      const message = `${reason} ${presentValue(field, now, isAsBefore)}`;
      return { code: codeOf(rtMessage), message, path, rtMessage };
    })
    .concat(unconfirmed(messages, fields));
}

/** What RT shows to nobody, and says nothing good of. */
function unconfirmed(
  messages: readonly string[],
  fields: readonly PlannedField[],
): readonly Refusal[] {
  return fields.flatMap((field): readonly Refusal[] => {
    if (field.isConfirmed === undefined) return [];
    const { path } = field;
    const rtMessage = rtMessageOn(field, messages);
    if (rtMessage !== undefined) {
      const code = codeOf(rtMessage);
      return [{ code, message: 'RT rejected this value.', path, rtMessage }];
    }
    if (field.isConfirmed(messages)) return [];
    const message = 'RT neither rejected this value nor confirmed it, and does not show it.';
    return [{ code: 'UNKNOWN_OUTCOME', message, path }];
  });
}

/** Errors of fields of an object that the caller may no longer see; RT's refusals are all that is known. */
function unseen(messages: readonly string[], fields: readonly PlannedField[]): Refusal[] {
  const shown = fields.filter(({ isConfirmed }) => isConfirmed === undefined);
  const refusals = shown.flatMap((field): Refusal[] => {
    const rtMessage = rtMessageOn(field, messages);
    if (rtMessage === undefined) return [];
    const code = codeOf(rtMessage);
    return [{ code, message: 'RT rejected this value.', path: field.path, rtMessage }];
  });
  return [...refusals, ...unconfirmed(messages, fields)];
}

/** RT's words about a field. */
function rtMessageOn(field: PlannedField, messages: readonly string[]): string | undefined {
  if (field.rtMessage) return field.rtMessage(messages);
  return messages.find((line) =>
    field.names.some((name) => line.toLowerCase().startsWith(`${name}: `)),
  );
}

function presentValue(
  field: PlannedField,
  now: ShownObject<ObjectKind>,
  isAsBefore: boolean,
): string {
  const text = textOf(field, now);
  const shown = quoted(text);
  if (isAsBefore) {
    return text === '' ? 'The field is still empty.' : `The field still holds ${shown}.`;
  }
  return text === '' ? 'The field is now empty.' : `The field now holds ${shown}.`;
}

/** A field's columns as RT prints them. */
function textOf(field: PlannedField, object: ShownObject<ObjectKind>): string {
  return field.columns
    .map(({ key }) => object.read({ key, zoned: false, read: (text) => text }))
    .join('\n')
    .trim();
}

function hasChanged(
  field: PlannedField,
  now: ShownObject<ObjectKind>,
  before: ShownObject<ObjectKind>,
): boolean {
  return textOf(field, now) !== textOf(field, before);
}

function codeOf(message: string | undefined): RefusalCode {
  if (message === undefined) return 'RT_REFUSED';
  if (/Unknown (?:custom )?field\.?$/.test(message)) return 'UNKNOWN_FIELD';
  if (/You can only take tickets that are unowned/.test(message)) return 'ALREADY_OWNED';
  return /Permission Denied|not allowed|may not own/i.test(message) ? 'FORBIDDEN' : 'RT_REFUSED';
}

/** RT's refusal of the whole write, in the texts of its REST layer, which are English in every language. */
export function wholeRefusal(answer: WriteAnswer): Refusal | undefined {
  const rtMessage = answer.messages[0];
  if (rtMessage === undefined) return undefined;
  if (/^You are not allowed to /.test(rtMessage)) {
    return {
      code: 'FORBIDDEN',
      message: 'You do not have the right in RT to do this.',
      path: [],
      rtMessage,
    };
  }
  if (/^(?:Ticket|User|Queue|Group) \S+ does not exist\.$|^No \w+ named /.test(rtMessage)) {
    return {
      code: 'NOT_FOUND',
      message: 'The object does not exist, or you may not see it.',
      path: ['id'],
      rtMessage,
    };
  }
  return undefined;
}

/**
 * REJECTED means that nothing has changed: a refused list whose old members are gone is PARTIAL. UNCHANGED, too, is what
 * RT refuses since it is so already.
 */
function outcomeOf(
  answer: WriteAnswer,
  fields: readonly PlannedField[],
  refusals: readonly Refusal[],
  now: ShownObject<ObjectKind> | undefined,
  before: ShownObject<ObjectKind>,
): Outcome {
  const isChanged =
    now !== undefined &&
    fields.some((field) => isSaidToBeStored(field, answer) || hasChanged(field, now, before));
  if (refusals.length === 0) {
    const isRefused = now !== undefined && !isChanged && !answer.messages.some(saysUpdated);
    return answer.empty || (isRefused && answer.status !== 200) ? 'UNCHANGED' : 'APPLIED';
  }
  if (!now) return refusals.length >= fields.length ? 'REJECTED' : 'PARTIAL';
  const unknown = refusals.some(({ code }) => code === 'UNKNOWN_OUTCOME');
  return unknown || isChanged ? 'PARTIAL' : 'REJECTED';
}

/** What RT says of an object of which it has changed something, which its form need not show. */
function saysUpdated(line: string): boolean {
  return /^\w+ .+ updated\.$/.test(line);
}

/** Whether RT changed what it does not show. */
function isSaidToBeStored(field: PlannedField, { messages }: WriteAnswer): boolean {
  return field.isConfirmed?.(messages) === true && rtMessageOn(field, messages) === undefined;
}
