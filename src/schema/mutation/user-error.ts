import type { Refusal, RefusalCode } from '../../rt/report.js';
import { builder } from '../builder.js';

const codes: Record<RefusalCode, string> = {
  INVALID: 'The value is not valid, or RT would change it silently.',
  REQUIRED: 'A required value is missing.',
  UNKNOWN_FIELD: 'The field does not exist on this object, or you may not see it.',
  FORBIDDEN: 'You do not have the required right in RT.',
  NOT_FOUND: 'The object does not exist, or you may not see it.',
  CONFLICT:
    'The ticket was changed after you read it. The ticket in the payload shows its current state.',
  ALREADY_OWNED:
    'Somebody else owns the ticket, or took it first. The ticket in the payload shows the owner.',
  BLOCKED_BY_DEPENDENCIES:
    "RT rejected an inactive status, because the ticket depends on active tickets. The ticket's `blockers` lists them.",
  TOO_LARGE: 'The value is longer than RT can store.',
  RT_REFUSED:
    "The change was not applied as requested, for a reason not covered by the other codes. `message` explains it; `rtMessage` has RT's message, if there is one.",
  UNKNOWN_OUTCOME:
    "It is unknown whether RT applied the change: RT's response was lost, incomplete or unclear, or the result could not be checked. Read the object before you try again.",
};

const UserErrorCode = builder.enumType('UserErrorCode', {
  description:
    'The reason why a change was not applied as requested, or why its result is unknown. New codes may be added.',
  // Object.fromEntries forgets the names, which the enum's type is made of.
  values: Object.fromEntries(
    Object.entries(codes).map(([name, description]) => [name, { value: name, description }]),
  ) as { [K in RefusalCode]: { value: K; description: string } },
});

export const UserError = builder.objectRef<Refusal>('UserError').implement({
  description:
    'A change that was not applied as requested, or whose result is unknown, and why. Failures of the request itself, such as invalid credentials or an unreachable RT, are GraphQL errors with `extensions.code` instead.',
  fields: (t) => ({
    code: t.field({
      type: UserErrorCode,
      description: 'The reason, for programs.',
      resolve: (error) => error.code,
    }),
    message: t.string({
      description: 'The reason, for people. The wording may change.',
      resolve: (error) => error.message,
    }),
    path: t.stringList({
      description:
        'The path within `input`, e.g. ["changes", "queue"]. Empty if the error is about the input as a whole.',
      resolve: (error) => error.path,
    }),
    rtMessage: t.string({
      nullable: true,
      description:
        "RT's message, word for word but without server paths and stack traces. Null if RT was not asked, or gave no message.",
      resolve: (error) => error.rtMessage ?? null,
    }),
  }),
});
