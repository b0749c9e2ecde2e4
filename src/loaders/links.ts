import { linkKinds, parseRtUri, type RawLink } from '../rt/links.js';
import type { TicketLink } from '../rt/memory.js';
import { ticketPart } from '../rt/object-spec.js';
import type { Upstream } from '../rt/port.js';
import { linkColumns } from './objects.js';
import type { ShowLoader } from './show-loader.js';

/** Links of many tickets in one request. */
export function createLinkLoader(upstream: Upstream, shows: ShowLoader) {
  const organizations = new Map<string, Promise<boolean>>();

  /**
   * Whether an organization in a link is this RT's own. RT tells its organization nowhere; it is nearly
   * always the name in RT's session cookie, and otherwise RT's search says whether a link is to a number.
   */
  function isLocal(ticket: number, link: RawLink, organization: string, id: number) {
    const known = organizations.get(organization);
    if (known !== undefined) return known;
    const answer = upstream.identity().then(async ({ rtName }) => {
      if (rtName === organization) return true;
      const query = `id = ${ticket} AND ${linkKinds[link.key].relation} = ${id}`;
      return (await upstream.searchTickets(query)).length > 0;
    });
    organizations.set(organization, answer);
    return answer;
  }

  async function ofTicket(ticket: number): Promise<readonly TicketLink[]> {
    const form = await shows.load(ticketPart(ticket, 'links'), linkColumns);
    return Promise.all(
      form.links().map(async (link) => {
        const target = parseRtUri(link.uri);
        const local =
          target?.type === 'ticket' &&
          (await isLocal(ticket, link, target.organization, target.id));
        return { ...link, ticket: local ? target.id : undefined };
      }),
    );
  }

  return {
    ofTicket,
    /** The ticket of this RT that a URI in a ticket's history leads to, if it does as far as RT tells. */
    async ticketAt(uri: string, ticket: number): Promise<number | undefined> {
      const target = parseRtUri(uri);
      if (target?.type !== 'ticket') return undefined;
      const { rtName } = await upstream.identity();
      if (rtName === target.organization) return target.id;
      // RT can only be asked about links that are still there.
      await ofTicket(ticket);
      return (await organizations.get(target.organization)) ? target.id : undefined;
    },
  };
}
