import { ticketColumns } from '../../rt/columns/ticket.js';
import { RtBadReplyError } from '../../rt/errors.js';
import type { ObjectKind } from '../../rt/object-spec.js';
import { quoted } from '../../rt/quoted.js';
import type { ShownObject } from '../../rt/shown-object.js';
import type { Wanted } from '../../rt/wanted.js';
import { builder } from '../builder.js';
import type { Context } from '../context.js';
import { Group } from '../group/group.js';
import { Queue } from '../queue/queue.js';
import { Ticket } from '../ticket/ticket.js';
import { User } from '../user/user.js';
import { needsOf } from '../wanted.js';
import { type CustomFieldSource, CustomFieldValue } from './value.js';

const wholeForm: Partial<Wanted> = { all: true };

/** RT takes a custom field's name among the columns unless a comma or a line break is in it. */
function namedColumns(names: unknown): Partial<Wanted> {
  const list = Array.isArray(names) ? names : [names];
  const plain = list.every((name) => typeof name === 'string' && /^[^,\n\r]+$/.test(name));
  if (!plain) return { all: true };
  return { keys: new Set([ticketColumns.queue.key, ...list.map((name) => `CF.{${name}}`)]) };
}

function sources(
  object: ShownObject<ObjectKind>,
  { load }: Context,
  names: readonly string[] | null | undefined,
): readonly CustomFieldSource[] {
  const wanted = names && new Set(names.map((name) => name.toLowerCase()));
  const queue = object.kind === 'ticket' ? object.read(ticketColumns.queue) : undefined;
  const fields = object.customFields();
  return fields
    .filter(({ name }) => !wanted || wanted.has(name.toLowerCase()))
    .map(({ name, rawValue, isShared }) => ({
      name,
      rawValue,
      onTicket: queue !== undefined,
      async define() {
        if (isShared) throw severalNamed(name);
        // RT blanks the name of a queue that the caller may not see.
        if (!queue) return undefined;
        const definitions = await load.customFields({ name: queue });
        // Asked for fields by name, RT shows one of those whose names differ in case alone.
        if (sameName(definitions, name).length > sameName(fields, name).length) {
          throw severalNamed(name);
        }
        const definition = called(name, definitions);
        return definition && { ...definition, queue };
      },
    }));
}

function sameName<T extends { readonly name: string }>(list: readonly T[], name: string) {
  return list.filter((one) => one.name.toLowerCase() === name.toLowerCase());
}

function severalNamed(name: string): RtBadReplyError {
  return new RtBadReplyError(
    `This object has several custom fields named ${quoted(name)}, and RT returns the value of only one of them. Rename them in RT.`,
  );
}

/** What has a name: in the same spelling rather than in another one, which another field may have. */
function called<T extends { readonly name: string }>(
  name: string,
  list: readonly T[],
): T | undefined {
  return list.find((one) => one.name === name) ?? sameName(list, name)[0];
}

const names = 'Only the fields with these names. Names that do not apply are ignored.';

builder.objectFields(Ticket, (t) => ({
  customFields: t.field({
    type: [CustomFieldValue],
    description:
      'All custom fields that apply to the ticket, set or not (RT: CF.{Name}). Fields that you may not see are not included. Naming the fields in `names` makes the request much faster for RT.',
    args: { names: t.arg.stringList({ description: names }) },
    ...needsOf((args) => (args['names'] == null ? wholeForm : namedColumns(args['names']))),
    resolve: (ticket, args, context) => sources(ticket, context, args.names),
  }),
  customField: t.field({
    type: CustomFieldValue,
    nullable: true,
    description:
      "One custom field of the ticket (RT: CF.{Name}). Null if the ticket's queue has no field with this name, or if you may not see it.",
    args: {
      name: t.arg.string({
        required: true,
        description: 'The name of the field, case-insensitive.',
      }),
    },
    ...needsOf((args) => namedColumns(args['name'])),
    resolve: (ticket, args, context) =>
      called(args.name, sources(ticket, context, [args.name])) ?? null,
  }),
}));

for (const [ref, what] of [
  [User, 'user'],
  [Queue, 'queue'],
  [Group, 'group'],
] as const) {
  builder.objectField(ref, 'customFields', (t) =>
    t.field({
      type: [CustomFieldValue],
      description: `The custom fields of the ${what} itself (RT: CF-Name). Fields that you may not see are not included.`,
      args: { names: t.arg.stringList({ description: names }) },
      ...needsOf(wholeForm),
      resolve: (object, args, context) => sources(object, context, args.names),
    }),
  );
}
