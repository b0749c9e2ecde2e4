import { afterAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask, callsOf, dataOf } from '../support/graphql/ask.js';
import { testWorld } from '../support/world/world.js';

describe.each(sharedBackends())('users, queues and groups on $name', ({ url }) => {
  const app = appFor(url);
  afterAll(() => app.close());

  const userByName = 'query ($name: String) { user(name: $name) { id name emailAddress } }';

  test.each(testWorld.users.filter(({ disabled }) => !disabled))(
    'the user $name is found by name, by address and by number',
    async ({ name, emailAddress }) => {
      const { user } = await dataOf(app, { query: userByName, variables: { name } });
      expect(user).toMatchObject({ name, emailAddress });
      const { byId, byAddress } = await dataOf(app, {
        query: `query ($id: ID, $emailAddress: EmailAddress) {
        byId: user(id: $id) { id name }
        byAddress: user(emailAddress: $emailAddress) { id name }
      }`,
        variables: { id: user.id, emailAddress },
      });
      expect(byId).toEqual({ id: user.id, name });
      expect(byAddress).toEqual({ id: user.id, name });
    },
  );

  test.each(['root', 'alice'])('an address is a name of its user, for %s', async (as) => {
    const { user } = await dataOf(app, {
      query: '{ user(name: "alice@example.com") { name } }',
      as,
    });
    expect(user).toEqual({ name: 'alice' });
  });

  test('a user tells every field, in one request', async () => {
    const answer = await ask(app, {
      query: `{ user(name: "alice") {
        realName nickName organization address1 city country workPhone mobilePhone comments signature
        contactInfo language isPrivileged isDisabled gecos
      } }`,
    });
    expect(answer.data.user).toEqual({
      realName: 'Liddell, Alice',
      nickName: 'al',
      organization: 'Wonderland',
      address1: '1 Rabbit Hole',
      city: 'Oxford',
      country: 'England',
      workPhone: '+44 1865 0',
      mobilePhone: '+44 7700 0',
      comments: 'line1\nline2: x\n# not a comment',
      signature: '--\nAlice\n',
      contactInfo: 'ring twice',
      language: 'en',
      isPrivileged: true,
      isDisabled: false,
      gecos: null,
    });
    expect(answer.rt.requests).toBe(1);
  });

  test('an unprivileged and a disabled user are told as such', async () => {
    const { selfserve, users } = await dataOf(app, {
      query: `{
        selfserve: user(name: "selfserve") { isPrivileged isDisabled }
        users(filter: { disabled: true }, first: 100) { nodes { name isDisabled } }
      }`,
    });
    expect(selfserve).toEqual({ isPrivileged: false, isDisabled: false });
    expect(users.nodes).toContainEqual({ name: 'gone', isDisabled: true });
  });

  test.each(testWorld.queues.filter(({ disabled }) => !disabled))(
    'the queue $name is found by name and by number',
    async ({ name, description }) => {
      const { queue } = await dataOf(app, {
        query: 'query ($name: String) { queue(name: $name) { id name description isDisabled } }',
        variables: { name },
      });
      expect(queue).toMatchObject({ name, description, isDisabled: false });
      const { byId } = await dataOf(app, {
        query: 'query ($id: ID) { byId: queue(id: $id) { name description } }',
        variables: { id: queue.id },
      });
      expect(byId).toEqual({ name, description });
    },
  );

  test('a disabled queue is listed by a filter and read by number', async () => {
    const { queues } = await dataOf(app, {
      query: '{ queues(filter: { disabled: true }) { nodes { id name } } }',
    });
    const closed = queues.nodes.find(({ name }: { name: string }) => name === 'Closed Down');
    const { queue } = await dataOf(app, {
      query: 'query ($id: ID) { queue(id: $id) { name isDisabled } }',
      variables: { id: closed.id },
    });
    expect(queue).toEqual({ name: 'Closed Down', isDisabled: true });
  });

  test('a name that fits into a path is one request, one that does not is a search and a show at first', async () => {
    const fresh = appFor(url, { RT_REST: '1' });
    const query = 'query ($name: String) { queue(name: $name) { name description } }';
    const plain = await ask(fresh, { query, variables: { name: 'General' } });
    expect(callsOf(plain)).toEqual(['show 1 Description Name']);
    const ofOdd = async () =>
      callsOf(await ask(fresh, { query, variables: { name: 'Sales, EMEA' } }));
    expect(await ofOdd()).toEqual(['search/queue 1 id', 'show 1 Description Name']);
    expect(await ofOdd()).toEqual(['show 1 Description Name']);
    await fresh.close();
  });

  test('a queue tells its addresses, its service levels and its counts', async () => {
    const { general, sla } = await dataOf(app, {
      query: `{
        general: queue(name: "General") {
          correspondAddress commentAddress isSlaDisabled statusCounts(statuses: ["stalled", "rejected"]) { status count }
        }
        sla: queue(name: "SLA Queue") {
          isSlaDisabled tickets(query: "id < 60") { totalCount nodes { subject } }
        }
      }`,
    });
    expect(general).toMatchObject({
      correspondAddress: 'general@rt.example',
      commentAddress: 'general-comment@rt.example',
      isSlaDisabled: true,
    });
    // Other tests may have made more of either.
    const counts = general.statusCounts.map(({ count }: { readonly count: number }) => count > 0);
    expect(general.statusCounts).toMatchObject([{ status: 'stalled' }, { status: 'rejected' }]);
    expect(counts).toEqual([true, true]);
    expect(sla).toEqual({
      isSlaDisabled: false,
      tickets: { totalCount: 1, nodes: [{ subject: 'in SLA Queue' }] },
    });
  });

  test('a group tells its members, people and groups, however their names read', async () => {
    const members = 'members { displayName emailAddress groupName user { name } }';
    const { ops, nested } = await dataOf(app, {
      query: `{
        ops: group(name: "Ops Team") { description isDisabled ${members} }
        nested: group(name: "Nested") { ${members} }
      }`,
    });
    expect(ops).toMatchObject({ description: 'keeps it running', isDisabled: false });
    expect(ops.members).toHaveLength(2);
    expect(ops.members).toContainEqual({
      displayName: 'Liddell, Alice',
      emailAddress: 'alice@example.com',
      groupName: null,
      user: { name: 'alice' },
    });
    expect(nested.members).toHaveLength(2);
    expect(nested.members).toContainEqual({
      displayName: 'Ops Team',
      emailAddress: null,
      groupName: 'Ops Team',
      user: null,
    });
    expect(nested.members).toContainEqual({
      displayName: 'Zoë Ünï 😀',
      emailAddress: 'zoe@example.com',
      groupName: null,
      user: { name: 'Zoë' },
    });
  });

  test('the members of a group come beside its custom fields, which need its whole form', async () => {
    const { apart, group, fields } = await dataOf(app, {
      query: `{
        apart: group(name: "Nested") { members { displayName } }
        group(name: "Ops Team") { name members { displayName } customFields { name } }
        fields: group(name: "Nested") { customFields { name } }
      }`,
    });
    expect(apart.members).toHaveLength(2);
    expect(group).toMatchObject({ name: 'Ops Team', customFields: fields.customFields });
    expect(group.members).toContainEqual({ displayName: 'Liddell, Alice' });
  });

  test('a group is found by an odd name, and groups are listed', async () => {
    const { odd, groups } = await dataOf(app, {
      query: '{ odd: group(name: "a/b, c") { name } groups(first: 100) { nodes { name } } }',
    });
    expect(odd).toEqual({ name: 'a/b, c' });
    const names = groups.nodes.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(['Nested', 'Ops Team', 'a/b, c']));
  });
});
