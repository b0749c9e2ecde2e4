import type { InputFieldMap, InputShapeFromFields } from '@pothos/core';
import type { NamedKind } from '../../rt/named-kind.js';
import type { WriteReport } from '../../rt/report.js';
import type { NamedValues } from '../../rt/values.js';
import { builder } from '../builder.js';
import { readIdOf } from '../object-id.js';
import { mutation, payloadName } from './frame.js';
import { namedPayload } from './payload.js';

type Types = typeof builder.$inferSchemaTypes;
type FieldBuilder = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;

/** What an input of a user, queue or group comes to: its values, and where they stand in the input. */
export interface Written {
  readonly values: NamedValues;
  readonly password?: string | null | undefined;
  /** The path in the input, for the name of a value. */
  readonly pathOf?: (name: string) => readonly string[];
}

interface NamedMutation<F extends InputFieldMap> {
  readonly description: string;
  readonly inputDescription: string;
  readonly fields: (t: FieldBuilder) => F;
  readonly read: (input: InputShapeFromFields<F>) => Written;
}

/** A mutation that creates a user, queue or group. */
export function createMutation<F extends InputFieldMap>(
  kind: NamedKind,
  { read, ...options }: NamedMutation<F>,
): void {
  const name = `create${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  mutation(name, {
    ...options,
    payload: namedPayload(payloadName(name), kind),
    async run(input, { rt }) {
      const { values, password, pathOf } = read(input);
      return placed(await rt.createNamed(kind, values, password), pathOf);
    },
  });
}

/** A mutation that changes a user, queue or group: `id` and `changes`, whose type the fields make. */
export function updateMutation<F extends InputFieldMap>(
  kind: NamedKind,
  { read, fields, ...options }: NamedMutation<F>,
): void {
  const typeName = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  const name = `update${typeName}`;
  const changes = builder.inputType(`${typeName}ChangesInput`, {
    description: `The changes to a ${kind}. Omitted fields stay unchanged; null clears a field.`,
    fields,
  });
  mutation(name, {
    ...options,
    payload: namedPayload(payloadName(name), kind),
    fields: (t): InputFieldMap => ({
      id: t.id({ required: true, description: `The ID of the ${kind}: ${kind}/5 or 5.` }),
      changes: t.field({ type: changes, required: true, description: 'The changes to make.' }),
    }),
    async run(input, { rt }) {
      const id = readIdOf(kind, String(input['id']));
      // The type was made of these fields; generics hide that from the compiler.
      const { values, password, pathOf } = read(input['changes'] as InputShapeFromFields<F>);
      const report = placed(await rt.editNamed(kind, id, values, password), pathOf);
      const refusals = report.refusals.map((one) =>
        one.path[0] === 'id'
          ? one
          : { ...one, path: one.path.length ? ['changes', ...one.path] : [] },
      );
      return { ...report, refusals };
    },
  });
}

function placed(report: WriteReport, pathOf: Written['pathOf']): WriteReport {
  if (!pathOf) return report;
  const refusals = report.refusals.map((one) => {
    const [first, ...rest] = one.path;
    return first === undefined ? one : { ...one, path: [...pathOf(first), ...rest] };
  });
  return { ...report, refusals };
}
