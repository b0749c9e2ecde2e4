import { GraphQLObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSchema } from '../../../src/schema/schema.js';
import { sharedBackends } from '../../support/backends/shared-backends.js';
import { ask, codesOf, credentialsOf } from '../../support/graphql/ask.js';
import { hasRest2 } from '../ways.js';
import { openDoors } from './doors.js';
import { type Fixture, makeFixture, nothingThere } from './fixture.js';
import { callers, callRt, objectVerdict, type RtCaller } from './rights-in-rt.js';

const statuses = { NOT_FOUND: 404, FORBIDDEN: 403, UNAUTHENTICATED: 401 } as const;

describe.each(sharedBackends())('who may download what, on $name', (backend) => {
  const { url } = backend;
  const doors = openDoors(url);
  let fixture: Fixture;
  let rts: readonly RtCaller[];

  beforeAll(async () => {
    fixture = await makeFixture(url);
    rts = await Promise.all(callers.map((name) => callRt(url, name)));
  });
  afterAll(() => doors.close());

  const download = async (id: number, as: string) => {
    const headers = { authorization: credentialsOf(as) };
    const path = `http://localhost/attachments/${id}`;
    const response = await doors.at(as).fetch(new Request(path, { headers }));
    return { status: response.status, text: await response.text() };
  };

  test.each(['open', 'hidden'] as const)(
    'a file on a ticket that is %s is what RT shows each caller',
    async (place) => {
      for (const file of ['replyFile', 'commentFile'] as const) {
        const id = fixture[place][file];
        for (const rt of rts) {
          const form = await rt.ask(`attachment/${id}`);
          const verdict = objectVerdict(form, 'ContentType', () => true);
          const { status, text } = await download(id, rt.name);
          const shown = typeof verdict === 'object';
          // REST 2.0 lets unprivileged users in, who then find nothing.
          const isLetIn = rt.name === 'selfserve' && hasRest2(backend);
          const wanted = shown ? 200 : statuses[isLetIn ? 'NOT_FOUND' : verdict];
          expect([rt.name, file, status]).toEqual([rt.name, file, wanted]);
          if (shown) expect(text).toBe((await rt.ask(`attachment/${id}/content`)).payload);
          else expect(text).not.toContain(fixture.mark);
          if (verdict === 'NOT_FOUND') {
            expect(text).toBe((await download(nothingThere, rt.name)).text);
          }
        }
      }
    },
  );

  test('RT shows a file under any ticket’s number, and this server has no such door', async () => {
    const { open, hidden } = fixture;
    const root = rts[0];
    const wrong = await root?.ask(`ticket/${open.ticket}/attachments/${hidden.replyFile}`);
    expect(wrong?.payload).toContain(fixture.mark);
    const ticket = buildSchema().getType('Ticket');
    const fields = ticket instanceof GraphQLObjectType ? Object.values(ticket.getFields()) : [];
    const byId = fields.filter(({ args }) => args.some(({ name }) => name === 'id'));
    expect(byId).toEqual([]);
    for (const id of [
      `ticket/${open.ticket}/attachments/${hidden.replyFile}`,
      `attachment/${hidden.replyFile}/content`,
    ]) {
      const answer = await ask(doors.at('root'), {
        query: 'query ($id: ID!) { node(id: $id) { id } }',
        variables: { id },
      });
      expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    }
    const query = `{ ticket(id: ${open.ticket}) { attachments(first: 100) { nodes { id } } } }`;
    const { data } = await ask(doors.at('root'), { query });
    const ids = data.ticket.attachments.nodes.map(({ id }: { id: string }) => id);
    expect(ids).toContain(`attachment/${open.replyFile}`);
    expect(ids).not.toContain(`attachment/${hidden.replyFile}`);
  });
});
