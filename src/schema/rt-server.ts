import { RtTimeoutError, RtUnavailableError } from '../rt/errors.js';
import { builder } from './builder.js';
import { type Limits, limitFields } from './limits.js';

const ServerLimits = builder.objectRef<Limits>('ServerLimits').implement({
  description: 'What this server allows. Beyond it, requests are refused before RT is asked.',
  fields: (t) => ({
    ...Object.fromEntries(
      limitFields().map(({ name, field, description, type }) => [
        field,
        t.field({ type, description, resolve: (limits) => Number(Reflect.get(limits, name)) }),
      ]),
    ),
    maxInlineBytes: t.field({
      type: 'ByteCount',
      description: 'The largest attachment in text and base64; larger ones have a downloadUrl.',
      resolve: (limits) => limits.maxInlineBytes,
    }),
  }),
});

interface Server {
  readonly version: string;
  readonly reachable: boolean;
}

const RtServer = builder.objectRef<Server>('RtServer').implement({
  description: 'The RT server behind this API.',
  fields: (t) => ({
    version: t.string({
      description: "RT's version, from the RT/x.y.z status line; empty while it cannot be reached.",
      resolve: (server) => server.version,
    }),
    restVersion: t.string({
      description: "The version of RT's REST interface that this API speaks.",
      resolve: () => '1.0',
    }),
    webUrl: t.field({
      type: 'URI',
      description: 'RT’s web interface.',
      resolve: (_, _args, { load }) => `${load.webUrl}/`,
    }),
    reachable: t.boolean({
      description: 'True when the last reply was 200 or an RT error, false when unreachable.',
      resolve: (server) => server.reachable,
    }),
    pollIntervalSeconds: t.int({
      description: 'How often RT is asked for changes, since it cannot push them.',
      resolve: () => 10,
    }),
    limits: t.field({
      type: ServerLimits,
      description: 'What this server allows.',
      resolve: (_, _args, { limits }) => limits,
    }),
  }),
});

builder.queryField('rtServer', (t) =>
  t.field({
    nullable: true,
    nullOnlyWithError: true,
    type: RtServer,
    description: 'The RT server behind this API.',
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
