import { afterAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask } from '../support/graphql/ask.js';

interface Refusal {
  readonly outcome: string;
  readonly userErrors: readonly { readonly code: string; readonly rtMessage: string | null }[];
}

describe.each(sharedBackends())('rights and service levels on $name', ({ url }) => {
  const app = appFor(url);
  afterAll(() => app.close());

  const fields = 'outcome userErrors { code rtMessage }';
  const mutate = async (mutation: string, as = 'root'): Promise<Refusal> => {
    const { data, errors } = await ask(app, { query: `mutation { payload: ${mutation} }`, as });
    expect(errors).toBeUndefined();
    return data.payload;
  };
  const newTicket = async (): Promise<number> => {
    const created = `createTicket(input: { queue: "General", subject: "rights" }) { ticket { number } }`;
    const { data } = await ask(app, { query: `mutation { payload: ${created} }` });
    return data.payload.ticket.number;
  };

  test("a caller without ModifyTicket is refused with RT's words, and nothing changes", async () => {
    const [id, other] = [await newTicket(), await newTicket()];
    for (const mutation of [
      `updateTicket(input: { id: ${id}, changes: { subject: "no" } })`,
      `mergeTicket(input: { id: ${id}, intoId: ${other} })`,
      `changeTicketWatchers(input: { id: ${id}, role: CC, add: ["x@example.com"] })`,
      `addTicketLinks(input: { id: ${id}, links: [{ type: REFERS_TO, target: { ticket: ${other} } }] })`,
    ]) {
      const refused = await mutate(`${mutation} { ${fields} }`, 'low');
      expect({ mutation, refused }).toMatchObject({
        refused: { outcome: 'REJECTED', userErrors: [{ code: 'FORBIDDEN' }] },
      });
      expect(refused.userErrors[0]?.rtMessage).toMatch(/not allowed|Permission Denied/);
    }
    const query = `{ ticket(id: ${id}) { number subject cc { emailAddress } links { uri } } }`;
    expect((await ask(app, { query })).data.ticket).toEqual({
      number: id,
      subject: 'rights',
      cc: [],
      links: [],
    });
  });

  test('many tickets are refused one by one', async () => {
    const [id, other] = [await newTicket(), await newTicket()];
    const tickets = [id, other].map((one) => `{ id: ${one}, changes: { priority: 5 } }`).join(' ');
    const query = `mutation { updateTickets(input: { tickets: [${tickets}] }) { results { ${fields} } } }`;
    const { data } = await ask(app, { query, as: 'low' });
    expect(data.updateTickets.results).toMatchObject([
      { outcome: 'REJECTED', userErrors: [{ code: 'FORBIDDEN' }] },
      { outcome: 'REJECTED', userErrors: [{ code: 'FORBIDDEN' }] },
    ]);
  });

  test('RT names no reason for refused users and queues, and that is said', async () => {
    for (const mutation of [
      'createUser(input: { name: "rights-nobody" })',
      'createQueue(input: { name: "rights queue" })',
    ]) {
      const refused = await mutate(`${mutation} { ${fields} }`, 'low');
      expect(refused).toMatchObject({ outcome: 'REJECTED', userErrors: [{ code: 'RT_REFUSED' }] });
      expect(refused.userErrors[0]?.rtMessage).toMatch(/^Could not create/);
    }
    const digits = await mutate(`createQueue(input: { name: "4711" }) { ${fields} }`);
    expect(digits).toMatchObject({ outcome: 'REJECTED', userErrors: [{ code: 'RT_REFUSED' }] });
  });

  test('a service level is set and cleared, also where the queue shows none', async () => {
    const queue = `createQueue(input: { name: "levels", isSlaDisabled: false })`;
    expect(await mutate(`${queue} { ${fields} }`)).toEqual({ outcome: 'APPLIED', userErrors: [] });
    const input = 'queue: "levels", subject: "level", sla: "2"';
    const query = `mutation { createTicket(input: { ${input} }) { ${fields} ticket { number sla } } }`;
    const { createTicket } = (await ask(app, { query })).data;
    expect(createTicket).toMatchObject({ outcome: 'APPLIED', ticket: { sla: '2' } });
    const { number } = createTicket.ticket;
    expect(
      await mutate(`updateTicket(input: { id: ${number}, changes: { sla: null } }) { ${fields} }`),
    ).toEqual({ outcome: 'APPLIED', userErrors: [] });
    const elsewhere = await newTicket();
    expect(
      await mutate(
        `updateTicket(input: { id: ${elsewhere}, changes: { sla: "2" } }) { ${fields} }`,
      ),
    ).toMatchObject({ outcome: 'APPLIED', userErrors: [] });
  });
});
