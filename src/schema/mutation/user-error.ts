import type { Refusal, RefusalCode } from '../../rt/report.js';
import { builder } from '../builder.js';

const codes: Record<RefusalCode, string> = {
  INVALID: 'The value cannot be written: it is malformed, or RT would change it silently.',
  REQUIRED: 'A value is missing.',
  UNKNOWN_FIELD: 'RT has no such field here, or you may not see it.',
  FORBIDDEN: 'You lack the right.',
  NOT_FOUND: 'The object does not exist, or you may not see it.',
  CONFLICT:
    "The ticket changed after the client read it; the payload's ticket is its present state.",
  ALREADY_OWNED:
    "Somebody else owns the ticket or took it first; the payload's ticket shows the owner.",
  BLOCKED_BY_DEPENDENCIES:
    "RT refused an inactive status because the ticket depends on active tickets: see the ticket's blockers.",
  TOO_LARGE: 'The value is longer than RT keeps.',
  RT_REFUSED: 'RT refused for a reason that is not classified.',
  UNKNOWN_OUTCOME:
    'The request reached RT and its answer was lost: the write may or may not have happened.',
};

const UserErrorCode = builder.enumType('UserErrorCode', {
  description: 'Why something was not written. More codes may be added.',
  // Object.fromEntries forgets the names, which the enum's type is made of.
  values: Object.fromEntries(
    Object.entries(codes).map(([name, description]) => [name, { value: name, description }]),
  ) as { [K in RefusalCode]: { value: K; description: string } },
});

export const UserError = builder.objectRef<Refusal>('UserError').implement({
  description:
    'An expected failure. Transport, authentication and parser failures are GraphQL errors with extensions.code.',
  fields: (t) => ({
    code: t.field({
      type: UserErrorCode,
      description: 'The kind of failure, for programs.',
      resolve: (error) => error.code,
    }),
    message: t.string({
      description: 'For a person; may change.',
      resolve: (error) => error.message,
    }),
    path: t.stringList({
      description:
        'Path into `input`, e.g. ["changes", "queue"]. Empty when it is the whole input.',
      resolve: (error) => error.path,
    }),
    rtMessage: t.string({
      nullable: true,
      description:
        "RT's status line or comment line, verbatim but free of server paths and stacks. Null if RT was not asked or said nothing about it.",
      resolve: (error) => error.rtMessage ?? null,
    }),
  }),
});
