import { parseRtUri } from '../../rt/links.js';
import type { TicketLink } from '../../rt/memory.js';
import { orNull } from '../../rt/or-null.js';
import type { Wanted } from '../../rt/wanted.js';
import { builder } from '../builder.js';
import type { Context } from '../context.js';
import { Ticket, type TicketObject } from '../ticket/ticket.js';

type Kind = 'WEB' | 'ARTICLE' | 'ASSET' | 'REMOTE_TICKET' | 'HIDDEN_TICKET' | 'OTHER';

/** A link's end that is not a visible ticket. */
interface External {
  readonly kind: Kind;
  readonly uri: string;
}

const ExternalResourceKind = builder.enumType('ExternalResourceKind', {
  description: 'The kind of link target.',
  values: {
    WEB: { value: 'WEB', description: 'A web page.' },
    ARTICLE: { value: 'ARTICLE', description: 'An article of this or another RT.' },
    ASSET: { value: 'ASSET', description: 'An asset of this or another RT.' },
    REMOTE_TICKET: { value: 'REMOTE_TICKET', description: 'A ticket of another RT.' },
    HIDDEN_TICKET: {
      value: 'HIDDEN_TICKET',
      description: 'A ticket of this RT that you may not see.',
    },
    OTHER: { value: 'OTHER', description: 'Any other URI.' },
  } as const,
});

const ExternalResource = builder.objectRef<External>('ExternalResource').implement({
  description:
    'A link target that is not a ticket you may see: a web page, an article, an asset, a ticket of another RT, or a hidden ticket.',
  isTypeOf: (value) => !isTicket(value),
  fields: (t) => ({
    uri: t.field({
      type: 'URI',
      description: 'The URI as RT stores it.',
      resolve: (target) => target.uri,
    }),
    kind: t.field({
      type: ExternalResourceKind,
      description: 'The kind of object that the URI names.',
      resolve: (target) => target.kind,
    }),
    url: t.field({
      type: 'URI',
      nullable: true,
      description: 'The URI, if a browser can open it. Null for all other URIs.',
      resolve: ({ uri }) => (/^https?:\/\//i.test(uri) ? uri : null),
    }),
  }),
});

/** What a link can lead to. */
export const LinkTarget = builder.unionType('LinkTarget', {
  description: 'The target of a link.',
  types: [Ticket, ExternalResource],
  resolveType: (value) => (isTicket(value) ? 'Ticket' : 'ExternalResource'),
});

function isTicket(value: unknown): value is TicketObject {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'ticket';
}

/** The end of a link: the ticket where the caller may see it, else what its URI tells. */
export async function linkTarget(
  link: Pick<TicketLink, 'uri' | 'ticket'>,
  { load }: Context,
  wanted: Wanted,
): Promise<TicketObject | External> {
  if (link.ticket === undefined) return { kind: kindOf(link.uri), uri: link.uri };
  const ticket = await orNull(load.object.ticket(link.ticket, wanted));
  return ticket ?? { kind: 'HIDDEN_TICKET', uri: link.uri };
}

function kindOf(uri: string): Kind {
  const named = parseRtUri(uri)?.type ?? /^(\w+):\d+$/.exec(uri)?.[1];
  if (named === 'ticket') return 'REMOTE_TICKET';
  if (named === 'article' || /^fsck\.com-article:/i.test(uri) || named === 'a') return 'ARTICLE';
  if (named === 'asset') return 'ASSET';
  return /^https?:\/\//i.test(uri) ? 'WEB' : 'OTHER';
}
