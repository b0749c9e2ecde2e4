import { RtTimeoutError, RtUnavailableError } from '../rt/errors.js';
import { builder } from './builder.js';
import { type Limits, limitFields } from './limits.js';

const ServerLimits = builder.objectRef<Limits>('ServerLimits').implement({
  description:
    'The limits that this server enforces. Depth and cost are checked before any request is sent to RT; the other limits apply while the request is read and executed.',
  fields: (t) => ({
    ...Object.fromEntries(
      limitFields().map(({ name, field, description, type }) => [
        field,
        t.field({ type, description, resolve: (limits) => Number(Reflect.get(limits, name)) }),
      ]),
    ),
    maxInlineBytes: t.field({
      type: 'ByteCount',
      description:
        'The maximum size in bytes of an attachment in `text` and `base64`. Use `downloadUrl` for larger ones.',
      resolve: (limits) => limits.maxInlineBytes,
    }),
  }),
});

interface Server {
  readonly version: string;
  readonly reachable: boolean;
}

const RtServer = builder.objectRef<Server>('RtServer').implement({
  description: 'The RT server that this API reads from and writes to.',
  fields: (t) => ({
    version: t.string({
      description: 'The version of RT, e.g. 5.0.3. Empty while RT is unreachable.',
      resolve: (server) => server.version,
    }),
    restVersion: t.string({
      description: "The version of RT's REST interface that this API needs.",
      resolve: () => '1.0',
    }),
    webUrl: t.field({
      type: 'URI',
      description: "The URL of RT's web interface.",
      resolve: (_, _args, { load }) => `${load.webUrl}/`,
    }),
    reachable: t.boolean({
      description: 'Whether RT can be reached. An error reported by RT itself counts as reachable.',
      resolve: (server) => server.reachable,
    }),
    pollIntervalSeconds: t.int({
      description:
        'The interval, in seconds, at which the server checks RT for changes. RT cannot push them.',
      resolve: (_, _args, { live }) => Math.ceil(live.pollIntervalMs / 1000),
    }),
    limits: t.field({
      type: ServerLimits,
      description: 'The limits that this server enforces.',
      resolve: (_, _args, { limits }) => limits,
    }),
  }),
});

builder.queryField('rtServer', (t) =>
  t.field({
    nullable: true,
    nullOnlyWithError: true,
    type: RtServer,
    description: 'The RT server that this API reads from and writes to.',
    async resolve(_, _args, { load }): Promise<Server> {
      try {
        const { version } = await load.identity();
        return { version, reachable: true };
      } catch (error) {
        if (error instanceof RtUnavailableError || error instanceof RtTimeoutError) {
          return { version: '', reachable: false };
        }
        throw error;
      }
    },
  }),
);
