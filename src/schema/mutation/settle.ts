import type { Wanted } from '../../loaders/columns.js';
import { RtError } from '../../rt/errors.js';
import type { ObjectKind } from '../../rt/object-spec.js';
import type { LostAnswer, WriteAnswer } from '../../rt/operations/write.js';
import type { ShownObject } from '../../rt/shown-object.js';
import type { Outcome, Result } from './payload.js';
import type { PlannedField } from './planned-field.js';
import type { UserErrorCode, UserErrorData } from './user-error.js';

/** The columns that tell whether planned fields took. */
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
 * What really happened, told by the object as it is after the write: RT says "updated" over fields that it
 * dropped, and refuses fields that were as wished before. A field that does not read back as it was sent is a
 * user error with RT's words about it, if it had any.
 */
export function settle(
  answer: WriteAnswer,
  fields: readonly PlannedField[],
  now: ShownObject<ObjectKind> | undefined,
): Result {
  const whole = wholeRefusal(answer);
  if (whole) return { outcome: 'REJECTED', userErrors: [whole], messages: answer.messages };
  const userErrors = now === undefined ? [] : unfulfilled(answer.messages, fields, now);
  return { outcome: outcomeOf(answer, fields, userErrors), userErrors, messages: answer.messages };
}

/** The same where RT's answer was lost: all may have been done, which the object then shows. */
export function settleLost(
  lost: LostAnswer,
  fields: readonly PlannedField[],
  now: ShownObject<ObjectKind> | undefined,
): Result {
  if (now && fields.length > 0 && fields.every((field) => field.took(now))) {
    return { outcome: 'APPLIED', userErrors: [], messages: [] };
  }
  return { outcome: 'PARTIAL', userErrors: [unknownOutcome(lost)], messages: [] };
}

/**
 * Finds out what a write did. RT has answered or not, the write has been sent: a failure to read now must not
 * look like a failure to write, which a client would try again.
 */
export async function afterWrite(
  answer: WriteAnswer | LostAnswer,
  id: number | undefined,
  find: () => Promise<Result>,
): Promise<Result> {
  try {
    return await find();
  } catch (error) {
    if (!(error instanceof RtError)) throw error;
    const unread: UserErrorData = {
      code: 'UNKNOWN_OUTCOME',
      message: `RT got the write and could not be read afterwards (${error.code}). Look before you try again.`,
      path: [],
    };
    const messages = 'messages' in answer ? answer.messages : [];
    return { outcome: 'PARTIAL', userErrors: [unread], messages, id };
  }
}

/** The one error of a write whose answer was lost. */
export function unknownOutcome({ error }: LostAnswer): UserErrorData {
  return {
    code: 'UNKNOWN_OUTCOME',
    message:
      'The request reached RT and its answer was lost: it may or may not have been done. Look before you try again.',
    path: [],
    rtMessage: error.facts.rtMessage,
  };
}

/** Fields that do not read back as they were sent. */
export function unfulfilled(
  messages: readonly string[],
  fields: readonly PlannedField[],
  now: ShownObject<ObjectKind>,
): UserErrorData[] {
  return fields
    .filter((field) => !field.took(now))
    .map(({ path, names }) => {
      const rtMessage = messages.find((line) =>
        names.some((name) => line.toLowerCase().startsWith(`${name}: `)),
      );
      return {
        code: codeOf(rtMessage),
        message:
          rtMessage === undefined
            ? 'RT did not take this value, and did not say why.'
            : 'RT refused this value.',
        path,
        rtMessage,
      };
    });
}

function codeOf(message: string | undefined): UserErrorCode {
  if (message === undefined) return 'RT_REFUSED';
  if (/Unknown (?:custom )?field\.?$/.test(message)) return 'UNKNOWN_FIELD';
  return /Permission Denied|not allowed/i.test(message) ? 'FORBIDDEN' : 'RT_REFUSED';
}

/** RT's refusal of the whole write, in the texts of its REST layer, which are English in every language. */
export function wholeRefusal(answer: WriteAnswer): UserErrorData | undefined {
  const rtMessage = answer.messages[0];
  if (rtMessage === undefined) return undefined;
  if (/^You are not allowed to /.test(rtMessage)) {
    return { code: 'FORBIDDEN', message: 'RT does not let you do this.', path: [], rtMessage };
  }
  if (/^(?:Ticket|User|Queue|Group) \S+ does not exist\.$|^No \w+ named /.test(rtMessage)) {
    return {
      code: 'NOT_FOUND',
      message: 'There is no such object, or you may not see it.',
      path: ['id'],
      rtMessage,
    };
  }
  return undefined;
}

function outcomeOf(
  answer: WriteAnswer,
  fields: readonly PlannedField[],
  userErrors: readonly UserErrorData[],
): Outcome {
  if (userErrors.length > 0) {
    return userErrors.length >= fields.length ? 'REJECTED' : 'PARTIAL';
  }
  return answer.empty ? 'UNCHANGED' : 'APPLIED';
}
