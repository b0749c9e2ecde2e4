import { leadingInteger } from '../../rt/columns/column.js';
import { readLocalIso } from '../../rt/dates/dates.js';
import type { TimeZone } from '../../rt/dates/time-zone.js';
import { notVisible } from '../../rt/not-visible.js';
import type { Shown } from '../../rt/port.js';
import { builder } from '../builder.js';
import { Queue } from '../queue/queue.js';
import { User } from '../user/user.js';
import { wantedOf } from '../wanted.js';

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

const NewTicketDefaults = builder.objectRef<Defaults>('NewTicketDefaults').implement({
  description: "What RT's form for a new ticket is filled with.",
  fields: (t) => ({
    queue: t.field({
      nullable: true,
      nullOnlyWithError: true,
      type: Queue,
      description: 'The queue RT offers first (RT: Queue).',
      resolve({ form }, _, { load }, info) {
        const name = form.texts.get('Queue');
        // RT leaves it blank for a caller who may see no queue.
        if (!name) throw notVisible();
        return load.object.knownNamed('queue', name, wantedOf(info));
      },
    }),
    requestor: t.field({
      nullable: true,
      nullOnlyWithError: true,
      type: User,
      description: 'The viewer (RT: Requestor).',
      resolve: ({ form }, _, { load }, info) =>
        load.object.knownNamed('user', form.texts.get('Requestor') ?? '', wantedOf(info)),
    }),
    status: t.string({
      description: 'The first status (RT: Status).',
      resolve: ({ form }) => form.texts.get('Status') ?? '',
    }),
    priority: t.int({
      nullable: true,
      description: "The queue's default priority. Null when it has none.",
      resolve: (defaults) => numberOf(defaults, 'Priority'),
    }),
    initialPriority: t.int({
      nullable: true,
      description: "The queue's default first priority. Null when it has none.",
      resolve: (defaults) => numberOf(defaults, 'InitialPriority'),
    }),
    finalPriority: t.int({
      nullable: true,
      description: "The queue's default last priority. Null when it has none.",
      resolve: (defaults) => numberOf(defaults, 'FinalPriority'),
    }),
    startsAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: "The queue's default start, else now (RT: Starts). Null when RT offers none.",
      resolve: (defaults) => dateOf(defaults, 'Starts'),
    }),
    dueAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: "The queue's default due date (RT: Due). Null when it has none.",
      resolve: (defaults) => dateOf(defaults, 'Due'),
    }),
  }),
});

builder.queryField('newTicketDefaults', (t) =>
  t.field({
    nullable: true,
    nullOnlyWithError: true,
    type: NewTicketDefaults,
    description: 'Values RT would prefill in a new ticket.',
    async resolve(_, _args, { load }) {
      const [form, { zone }] = await Promise.all([load.newTicketForm(), load.identity()]);
      return { form, zone };
    },
  }),
);
