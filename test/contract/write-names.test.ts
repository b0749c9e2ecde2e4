import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask, basicAuth, dataOf } from '../support/graphql/ask.js';
import { mutate, refusalsOf, sendMutation } from '../support/graphql/mutate.js';

const unique = (name: string) => `${name} ${randomUUID().slice(0, 8)}`;

describe.each(sharedBackends())('users, queues and groups on $name', ({ url }) => {
  const app = appFor(url);
  afterAll(() => app.close());

  const userInput = () => {
    const name = unique('user').replace(' ', '-');
    return {
      name,
      password: `secret-${randomUUID()}`,
      fields: {
        emailAddress: `${name}@example.org`,
        realName: 'Real, Name 日本',
        nickName: 'nick',
        organization: 'Org: #1',
        address1: '1 Street',
        address2: 'Floor 2',
        city: 'City',
        state: 'State',
        zip: '01234',
        country: 'Land',
        homePhone: '1',
        workPhone: '+2',
        mobilePhone: '(3)',
        pagerPhone: '4-4',
        contactInfo: 'ring\n\ntwice: # ok',
        comments: 'line one\nName: other\n--\n# end',
        signature: '--\nMe\n',
        language: 'fr',
        isPrivileged: true,
      },
    };
  };
  const userFields = `user { id name ${Object.keys(userInput().fields).join(' ')} isDisabled }`;

  test('a user is created with every field, and logs in', async () => {
    const input = userInput();
    const answer = await sendMutation(app, 'createUser', input, { fields: userFields });
    const { payload } = answer.data;
    expect(payload).toMatchObject({ outcome: 'APPLIED', userErrors: [] });
    expect(payload.user).toMatchObject({ name: input.name, ...input.fields, isDisabled: false });
    expect(JSON.stringify(answer)).not.toContain(input.password);
    const viewer = await ask(app, {
      query: '{ viewer { user { name } } }',
      as: null,
      headers: { authorization: basicAuth(input.name, input.password) },
    });
    expect(viewer.data).toEqual({ viewer: { user: { name: input.name } } });
  });

  test('a user is changed, cleared and disabled', async () => {
    const input = userInput();
    const created = await mutate(app, 'createUser', input, { fields: 'user { id }' });
    const { id } = created['user'];
    const change = (more: object) =>
      mutate(app, 'updateUser', { id, changes: more }, { fields: userFields });
    const payload = await change({
      fields: { realName: 'Changed', city: null, signature: null, comments: 'a\nb' },
    });
    expect(payload).toMatchObject({
      outcome: 'APPLIED',
      user: {
        realName: 'Changed',
        city: null,
        signature: null,
        comments: 'a\nb',
        zip: '01234',
      },
    });
    expect((await change({})).outcome).toBe('UNCHANGED');
    const name = `${input.name}-renamed`;
    expect(await change({ name })).toMatchObject({ outcome: 'APPLIED', user: { name } });
    const password = `changed-${randomUUID()}`;
    expect((await change({ password })).outcome).toBe('APPLIED');
    const viewer = await ask(app, {
      query: '{ viewer { user { name } } }',
      as: null,
      headers: { authorization: basicAuth(name, password) },
    });
    expect(viewer.data).toEqual({ viewer: { user: { name } } });
    const disabled = await change({ fields: { isDisabled: true } });
    expect(disabled).toMatchObject({ outcome: 'APPLIED', user: { isDisabled: true } });
  });

  test('a password that is too short is refused and never told', async () => {
    const input = { ...userInput(), password: 'zq7x' };
    const refused = await sendMutation(app, 'createUser', input, { fields: 'user { id }' });
    expect(refused.data.payload).toMatchObject({ outcome: 'REJECTED', user: null });
    expect(JSON.stringify(refused)).not.toContain(input.password);
    const created = await mutate(app, 'createUser', userInput(), { fields: 'user { id }' });
    const changed = await sendMutation(app, 'updateUser', {
      id: created['user'].id,
      changes: { password: 'zq7x', fields: { city: 'Elsewhere' } },
    });
    expect(changed.data.payload.outcome).toBe('PARTIAL');
    expect(refusalsOf(changed.data.payload)).toEqual(['RT_REFUSED changes.password']);
    expect(JSON.stringify(changed)).not.toContain('zq7x');
    const lines = await sendMutation(app, 'updateUser', {
      id: created['user'].id,
      changes: { password: 'longenough1\nPrivileged: 1' },
    });
    expect(refusalsOf(lines.data.payload)).toEqual(['INVALID changes.password']);
    expect(JSON.stringify(lines)).not.toContain('longenough1');
  });

  test('a queue is created, changed, cleared and disabled', async () => {
    const fields =
      'queue { id name description correspondAddress commentAddress isDisabled isSlaDisabled }';
    const name = unique('Queue, odd/name: #');
    const input = {
      name,
      description: 'what # it: is for',
      correspondAddress: `${randomUUID()}@example.org`,
      commentAddress: `${randomUUID()}@example.org`,
      isSlaDisabled: true,
    };
    const { outcome, userErrors, queue } = await mutate(app, 'createQueue', input, { fields });
    expect({ outcome, userErrors }).toEqual({ outcome: 'APPLIED', userErrors: [] });
    expect(queue).toMatchObject({ ...input, isDisabled: false });
    const change = (more: object) =>
      mutate(app, 'updateQueue', { id: queue.id, changes: more }, { fields });
    expect(await change({ description: null, isSlaDisabled: false })).toMatchObject({
      outcome: 'APPLIED',
      queue: { name, description: null, isSlaDisabled: false },
    });
    expect(await change({ name: `${name} 2`, isDisabled: true })).toMatchObject({
      outcome: 'APPLIED',
      queue: { name: `${name} 2`, isDisabled: true },
    });
    expect((await change({})).outcome).toBe('UNCHANGED');
  });

  test('a queue of a name that was not there before in the same operation is there', async () => {
    const name = unique('Sales, and');
    const ticket = { queue: name, subject: 'first' };
    const { before, made, after } = await dataOf(app, {
      query: `mutation ($queue: CreateQueueInput!, $ticket: CreateTicketInput!) {
        before: createTicket(input: $ticket) { outcome }
        made: createQueue(input: $queue) { outcome }
        after: createTicket(input: $ticket) { outcome ticket { queue { id name } } }
      }`,
      variables: { queue: { name }, ticket },
    });
    expect([before.outcome, made.outcome, after.outcome]).toEqual([
      'REJECTED',
      'APPLIED',
      'APPLIED',
    ]);
    expect(after.ticket.queue.name).toBe(name);
  });

  test('a group is created, changed, cleared and disabled', async () => {
    const fields = 'group { id name description isDisabled }';
    const name = unique('Group, odd/name');
    const { outcome, group } = await mutate(
      app,
      'createGroup',
      { name, description: 'd: 1' },
      { fields },
    );
    expect(outcome).toBe('APPLIED');
    expect(group).toMatchObject({ name, description: 'd: 1', isDisabled: false });
    const change = (more: object) =>
      mutate(app, 'updateGroup', { id: group.id, changes: more }, { fields });
    expect(await change({ description: null, name: `${name} 2` })).toMatchObject({
      outcome: 'APPLIED',
      group: { name: `${name} 2`, description: null },
    });
    expect(await change({ isDisabled: true })).toMatchObject({
      outcome: 'APPLIED',
      group: { isDisabled: true },
    });
  });

  test.each([
    ['createUser', 'alice'],
    ['createQueue', 'General'],
    ['createGroup', 'Ops Team'],
  ])('%s refuses the name %s, which is taken', async (name, taken) => {
    const payload = await mutate(app, name, { name: taken });
    expect(payload.outcome).toBe('REJECTED');
    expect(refusalsOf(payload)).toEqual(['RT_REFUSED ']);
  });

  test.each(['User', 'Queue', 'Group'])('a %s needs a name of one line', async (kind) => {
    const update = await sendMutation(app, `update${kind}`, {
      id: '2000000000',
      changes: { name: 'x' },
    });
    expect(refusalsOf(update.data.payload)).toEqual(['NOT_FOUND id']);
    for (const [name, refusal] of [
      ['', 'REQUIRED name'],
      ['two\nlines', 'INVALID name'],
      [' lead', 'INVALID name'],
    ] as const) {
      const answer = await sendMutation(app, `create${kind}`, { name });
      expect(refusalsOf(answer.data.payload)).toEqual([refusal]);
    }
  });

  test.each(['User', 'Queue', 'Group'])('alice may create no %s', async (kind) => {
    const name = unique(`by alice ${kind}`);
    const payload = await mutate(app, `create${kind}`, { name }, { as: 'alice' });
    expect(payload.outcome).toBe('REJECTED');
    const lookup = kind.toLowerCase();
    const { data } = await ask(app, {
      query: `query ($name: String!) { ${lookup}(name: $name) { id } }`,
      variables: { name },
    });
    expect(data).toEqual({ [lookup]: null });
  });

  test('alice may change neither a user, a queue nor a group', async () => {
    const { user, queue, group } = await dataOf(app, {
      query:
        '{ user(name: "low") { id } queue(name: "General") { id } group(name: "Ops Team") { id } }',
    });
    for (const [name, input] of [
      ['updateUser', { id: user.id, changes: { fields: { city: 'taken over' } } }],
      ['updateQueue', { id: queue.id, changes: { description: 'taken over' } }],
      ['updateGroup', { id: group.id, changes: { description: 'taken over' } }],
    ] as const) {
      const payload = await mutate(app, name, input, { as: 'alice' });
      expect({ name, outcome: payload.outcome }).toEqual({ name, outcome: 'REJECTED' });
    }
    const now = await dataOf(app, {
      query: '{ user(name: "low") { city } queue(name: "General") { description } }',
    });
    expect(now).toEqual({ user: { city: null }, queue: { description: 'The default queue' } });
  });
});
