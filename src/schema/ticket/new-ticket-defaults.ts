import { leadingInteger } from '../../rt/columns/column.js';
import {
  ticketColumns as c,
  columnsWith,
  keyOfOne,
  type TicketColumn,
} from '../../rt/columns/ticket.js';
import { readLocalIso } from '../../rt/dates/dates.js';
import type { TimeZone } from '../../rt/dates/time-zone.js';
import { notVisible } from '../../rt/not-visible.js';
import type { Shown } from '../../rt/shown.js';
import { builder } from '../builder.js';
import { Queue } from '../queue/queue.js';
import { User } from '../user/user.js';
import { wantedOf } from '../wanted.js';
import { descriptions } from './descriptions.js';

interface Defaults {
  readonly form: Shown;
  readonly zone: TimeZone;
}

function numberOf({ form }: Defaults, key: string): number | null {
  const text = form.texts.get(key);
  return text ? leadingInteger(text) : null;
}

function dateOf({ form, zone }: Defaults, key: string): Date | null {
  return readLocalIso(form.texts.get(key) ?? '', zone) ?? null;
}

type Types = typeof builder.$inferSchemaTypes;
type FieldBuilder = PothosSchemaTypes.ObjectFieldBuilder<Types, Defaults>;

function plainDefault(t: FieldBuilder, { key, holds }: TicketColumn, description: string) {
  if (holds === 'integer') {
    return t.int({
      nullable: true,
      description,
      resolve: (defaults) => numberOf(defaults, key),
    });
  }
  if (holds === 'date') {
    const resolve = (defaults: Defaults) => dateOf(defaults, key);
    return t.field({ type: 'DateTime', nullable: true, description, resolve });
  }
  return t.string({ description, resolve: ({ form }) => form.texts.get(key) ?? '' });
}

/** Values that RT fills in, but for those that are objects. */
function plainDefaults(t: FieldBuilder) {
  const columns = columnsWith('prefilled').filter(
    ([name]) => name !== 'queue' && name !== 'requestors',
  );
  return Object.fromEntries(
    columns.map(([name, column]) => [name, plainDefault(t, column, descriptions[name].prefilled)]),
  );
}

const NewTicketDefaults = builder.objectRef<Defaults>('NewTicketDefaults').implement({
  description: "The default values of RT's form for a new ticket.",
  fields: (t) => ({
    queue: t.field({
      nullable: true,
      nullOnlyWithError: true,
      type: Queue,
      description: descriptions.queue.prefilled,
      resolve({ form }, _, { load }, info) {
        const name = form.texts.get(c.queue.key);
        // RT leaves it blank for a caller who may see no queue.
        if (!name) throw notVisible();
        return load.object.knownNamed('queue', name, wantedOf(info));
      },
    }),
    requestor: t.field({
      nullable: true,
      nullOnlyWithError: true,
      type: User,
      description: descriptions.requestors.prefilled,
      resolve: ({ form }, _, { load }, info) =>
        load.object.knownNamed(
          'user',
          form.texts.get(keyOfOne(c.requestors)) ?? '',
          wantedOf(info),
        ),
    }),
    ...plainDefaults(t),
  }),
});

builder.queryField('newTicketDefaults', (t) =>
  t.field({
    nullable: true,
    nullOnlyWithError: true,
    type: NewTicketDefaults,
    description: 'The values that RT prefills in the form for a new ticket.',
    async resolve(_, _args, { load }) {
      const [form, { zone }] = await Promise.all([load.newTicketForm(), load.identity()]);
      return { form, zone };
    },
  }),
);
