import { RemoveLinksDocument, type TicketLinksFragment } from '../generated/documents.js';
import { present } from '../present.js';
import { ticketHref } from '../route.js';
import { Status } from '../status.js';
import { useWrite } from '../use-write.js';
import { WriteReport } from '../write-report.js';
import { LinkForm } from './link-form.js';
import { linkTypes } from './link-types.js';

type Link = NonNullable<TicketLinksFragment['links']>[number];

/** The links of a ticket in both directions, by type, each with a button that removes it. */
export function TicketLinks({ ticket }: { readonly ticket: TicketLinksFragment }) {
  const [remove, state] = useWrite(RemoveLinksDocument);

  function unlink({ type, uri, ticket: other }: Link): void {
    const target = other ? { ticket: other.id } : { uri };
    void remove({ id: ticket.id, links: [{ type, target }] });
  }

  return (
    <section className="links card" aria-label="Links">
      <h2>Links</h2>
      {linkTypes.map(([type, label]) => {
        const links = present(ticket.links).filter((link) => link.type === type);
        if (links.length === 0) return null;
        return (
          <div key={type}>
            <h3 className="faint">{label}</h3>
            <ul>
              {links.map((link) => (
                <li key={link.uri}>
                  <Target link={link} />
                  <button
                    type="button"
                    className="remove"
                    aria-label={`Remove the link to ${link.ticket?.number ?? link.uri}`}
                    disabled={state.isBusy}
                    onClick={() => unlink(link)}
                  >
                    ×
                  </button>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      <WriteReport of={state} done="The link is gone." />
      <LinkForm />
    </section>
  );
}

function Target({ link: { ticket, target, uri } }: { readonly link: Link }) {
  if (ticket) {
    return (
      <a href={ticketHref(ticket.number)}>
        <span className="number">{ticket.number}</span>{' '}
        <bdi>{ticket.subject || '(no subject)'}</bdi> <Status status={ticket.status} />
      </a>
    );
  }
  if (!target || !('kind' in target)) return <span>{uri}</span>;
  if (target.url === null) {
    return <span>{target.kind === 'HIDDEN_TICKET' ? 'A ticket that you may not see' : uri}</span>;
  }
  return (
    <a href={target.url} target="_blank" rel="noreferrer">
      {uri}
    </a>
  );
}
