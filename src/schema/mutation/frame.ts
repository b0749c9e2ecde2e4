import type { InputFieldMap, InputShapeFromFields, ObjectRef } from '@pothos/core';
import type { GraphQLResolveInfo } from 'graphql';
import type { Loaders } from '../../loaders/loaders.js';
import { keptReport } from '../../rt/kept-report.js';
import type { WriteReport } from '../../rt/report.js';
import type { Wanted } from '../../rt/wanted.js';
import type { RtWrites } from '../../rt/writes.js';
import { builder } from '../builder.js';
import type { Context } from '../context.js';
import { readIdOf } from '../object-id.js';
import { wantedUnder } from '../wanted.js';
import type { WriteOutcome } from '../written.js';
import { checkKey } from './check-key.js';
import { type Result, ticketPayload } from './payload.js';

type Types = typeof builder.$inferSchemaTypes;
type FieldBuilder = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;

/** What a mutation does its own part with. */
export interface Run {
  /** Writes to RT as the caller. */
  readonly rt: RtWrites;
  readonly load: Loaders;
  readonly context: Context;
  /** What is selected of the payload's ticket, so that the read that checks the write brings it along. */
  readonly selected: Wanted;
  /** What is selected of another field of the payload. */
  readonly selectedUnder: (field: string) => Wanted;
}

export interface Mutation<F extends InputFieldMap, R extends WriteReport> {
  readonly description: string;
  /** What the input is. */
  readonly inputDescription: string;
  readonly fields: (t: FieldBuilder) => F;
  /** What a repeat with the same idempotency key spares. */
  readonly repeats?: string;
  readonly payload: ObjectRef<Types, R>;
  /** What is told where the outcome of an earlier request with the same key is unknown, if there is more to tell. */
  readonly unknown?: (input: InputShapeFromFields<F>) => R;
  /**
   * The tickets that the input names: no other write comes between.
   * @throws InvalidInputError for what is not a ticket's ID
   */
  readonly tickets?: (input: InputShapeFromFields<F>) => readonly number[];
  readonly run: (
    input: InputShapeFromFields<F>,
    run: Run,
    tickets: readonly number[],
  ) => Promise<R>;
}

/** A mutation whatever its input: what generics would hide from the compiler. */
interface AnyMutation
  extends Omit<Mutation<InputFieldMap, WriteReport>, 'tickets' | 'run' | 'unknown'> {
  readonly unknown?: (input: AnyInput) => WriteReport;
  readonly tickets?: (input: AnyInput) => readonly number[];
  readonly run: (input: AnyInput, run: Run, tickets: readonly number[]) => Promise<WriteReport>;
}

type AnyInput = Readonly<Record<string, unknown>>;

/**
 * The one way to make a mutation. It makes the input type and the field; it runs once by the idempotency key and
 * alone on its tickets, with everything read before forgotten. What it reads after its write serves its payload too;
 * where the outcome is unknown, the payload reads anew.
 */
export function mutation<F extends InputFieldMap, R extends WriteReport>(
  name: string,
  options: Mutation<F, R>,
): void {
  // The input's type is made of F below, so what GraphQL has checked has its shape.
  define(name, options as unknown as AnyMutation);
}

function define(name: string, options: AnyMutation): void {
  const type = builder.inputType(inputName(name), {
    description: options.inputDescription,
    fields: (t) => ({
      idempotencyKey: t.string({
        description: `A key that makes the request safe to retry. A request with the same key within 24 hours returns the first result instead of ${options.repeats ?? 'writing again'}; a very large result is shortened, and says so. Up to 1,000 characters, unique within your account. Keys survive a restart of the server only if STATE_DIR or REDIS_URL is set.`,
      }),
      ...options.fields(t),
    }),
  });
  builder.mutationField(name, (t) =>
    t.field({
      type: options.payload,
      nullable: true,
      description: `${options.description} Null only if an error occurred.`,
      args: { input: t.arg({ type, required: true, description: options.inputDescription }) },
      extensions: { [framed]: true },
      async resolve(_, args, context, info) {
        const { idempotencyKey, ...input } = args.input;
        if (idempotencyKey != null) checkKey(idempotencyKey);
        const tickets = options.tickets?.(input) ?? [];
        const key = idempotencyKey == null ? undefined : `${name} ${idempotencyKey}`;
        const write = () =>
          context.locks.alone(tickets, async () => {
            const letGo = context.hold();
            try {
              return await run(input, tickets, options, context, info);
            } finally {
              letGo();
            }
          });
        if (key === undefined) return noted(name, context, write);
        const once = async () =>
          context.guard.once({
            account: await context.account(),
            key,
            input,
            run: write,
            kept: keptReport,
            unknown: () => options.unknown?.(input) ?? unknownReport,
            signal: context.signal,
          });
        return noted(name, context, once);
      },
    }),
  );
}

/** Runs a mutation, and notes its outcome for whoever observes operations. */
async function noted(
  mutation: string,
  { written }: Context,
  write: () => Promise<WriteReport>,
): Promise<WriteReport> {
  let outcome: WriteOutcome = 'FAILED';
  try {
    const report = await write();
    outcome = isUnknown(report) ? 'UNKNOWN' : report.outcome;
    return report;
  } finally {
    written.push({ mutation, outcome });
  }
}

function isUnknown({ refusals }: WriteReport): boolean {
  return refusals.some(({ code }) => code === 'UNKNOWN_OUTCOME');
}

/** What is told of a write that another request with the same key began, and whose end is not known. */
export const unknownReport: WriteReport = {
  outcome: 'PARTIAL',
  refusals: [
    {
      code: 'UNKNOWN_OUTCOME',
      message:
        'The first request with this idempotency key is still running, or its result was lost. It is unknown whether RT applied it. It is not sent again with this key.',
      path: [],
    },
  ],
  messages: [],
};

/** Marks the fields that the frame made, for the test that refuses others. */
export const framed = 'mutationFrame';

async function run(
  input: AnyInput,
  tickets: readonly number[],
  options: AnyMutation,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<WriteReport> {
  const { load, writes } = context;
  load.forget();
  const selectedUnder = (field: string) => wantedUnder(info, field);
  const selected = selectedUnder('ticket');
  const result = await options.run(
    input,
    { rt: writes, load, context, selected, selectedUnder },
    tickets,
  );
  if (isUnknown(result)) load.forget();
  return result;
}

function inputName(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
}

/** The payload's name for a mutation's. */
export function payloadName(name: string): string {
  return inputName(name).replace(/Input$/, 'Payload');
}

/** A mutation of one ticket, which its input names by `id`. The payload shows the ticket. */
export function ticketMutation<F extends InputFieldMap>(
  name: string,
  options: Omit<Mutation<F, Result>, 'payload' | 'tickets' | 'run' | 'unknown'> & {
    readonly payload?: ObjectRef<Types, Result>;
    readonly run: (
      input: InputShapeFromFields<F>,
      run: Run & { readonly id: number },
    ) => Promise<WriteReport>;
  },
): void {
  const payload = options.payload ?? ticketPayload(payloadName(name));
  mutation(name, {
    ...options,
    payload,
    fields: (t): InputFieldMap => ({
      id: t.id({ required: true, description: 'The ID of the ticket: ticket/17 or 17.' }),
      ...options.fields(t),
    }),
    tickets: ({ id }) => [readIdOf('ticket', String(id))],
    async run({ id: _, ...input }, own, [id = 0]) {
      // Without its id the input is what the mutation's own fields say.
      const result = await options.run(input as InputShapeFromFields<F>, { ...own, id });
      return { ...result, askedId: id };
    },
  });
}
