import { describe, expect, test } from 'vitest';
import { createLoaders } from '../../../src/loaders/loaders.js';
import { queueColumns } from '../../../src/rt/columns/queue.js';
import { userColumns as c } from '../../../src/rt/columns/user.js';
import { ForbiddenError, NotFoundError, RtError } from '../../../src/rt/errors.js';
import type { NameCondition } from '../../../src/rt/named-kind.js';
import { notVisible } from '../../../src/rt/not-visible.js';
import type { Upstream } from '../../../src/rt/port.js';
import { ShownForm } from '../../../src/rt/rest1/shown-form.js';
import type { Shown } from '../../../src/rt/shown.js';
import { wantColumns } from '../../../src/rt/wanted.js';

interface Person {
  readonly id: number;
  readonly name: string;
  readonly emailAddress?: string;
  readonly disabled?: boolean;
}

/** An RT of these users, which finds them as RT does: by number, by address, by name unless disabled. */
function rtOf(users: Person[], { maySearch = true } = {}) {
  let requests = 0;
  const found = (spec: string): Shown | RtError => {
    const key = spec.slice('user/'.length);
    const user = users.find(({ id, name, emailAddress, disabled }) => {
      if (key === String(id)) return true;
      return !disabled && key === (key.includes('@') ? emailAddress : name);
    });
    if (!user) return notVisible();
    const fields = new Map([
      ['id', `user/${user.id}`],
      ['Name', user.name],
      ['RealName', `Real ${user.name}`],
    ]);
    return new ShownForm({ comments: [], fields, repeated: new Set(), raw: '' });
  };
  const matches = (user: Person, { column, value }: NameCondition): boolean =>
    column === 'Disabled' ? user.disabled === true : !user.disabled && user.name === value;
  const upstream: Pick<Upstream, 'show' | 'searchNames' | 'listNames' | 'queueNumbers'> = {
    queueNumbers: new Map(),
    show(wants) {
      requests++;
      return Promise.resolve(
        wants.map(({ spec, columns }) => {
          const shown = found(spec);
          return shown instanceof RtError ? shown : { shown, columns };
        }),
      );
    },
    searchNames(_, condition) {
      requests++;
      if (!maySearch) return Promise.reject(new ForbiddenError('no AdminUsers'));
      return Promise.resolve(
        users.filter((user) => condition && matches(user, condition)).map(({ id }) => id),
      );
    },
    listNames(_, condition, column) {
      requests++;
      if (!maySearch) return Promise.reject(new ForbiddenError('no AdminUsers'));
      const found = users.filter((user) => matches(user, condition));
      return Promise.resolve(
        new Map(
          found.map(({ id, name, emailAddress = '' }) => [
            id,
            column === 'Name' ? name : emailAddress,
          ]),
        ),
      );
    },
  };
  // Names need no more of RT than this.
  return { load: createLoaders(upstream as Upstream), requests: () => requests };
}

const realName = wantColumns(c.realName);
const bob = { id: 7, name: 'bob', emailAddress: 'bob@example.com' };

describe('a user whose name has an @', () => {
  test.each([true, false])(
    'is never somebody else of that address (search: %s)',
    async (maySearch) => {
      const { load } = rtOf([bob], { maySearch });
      const name = 'bob@example.com';
      await expect(load.object.named('user', { name }, realName)).rejects.toThrow(NotFoundError);
      const stub = await load.object.knownNamed('user', name, realName);
      expect([stub.read(c.name), stub.read(c.realName)]).toEqual([name, null]);
    },
  );

  test('is found by a search where the address is somebody else’s', async () => {
    const { load } = rtOf([bob, { id: 8, name: 'bob@example.com' }]);
    const user = await load.object.named('user', { name: 'bob@example.com' }, realName);
    expect(user.id).toBe(8);
  });
});

describe('a name', () => {
  test('that RT blanks is looked for nowhere', async () => {
    const { load, requests } = rtOf([bob]);
    const hidden = await load.object.knownNamed('queue', '', wantColumns(queueColumns.description));
    expect([hidden.read(queueColumns.name), hidden.read(queueColumns.description)]).toEqual([
      '',
      null,
    ]);
    expect(requests()).toBe(0);
  });

  test('that nobody had is looked for again after a write', async () => {
    const users: Person[] = [];
    const { load } = rtOf(users);
    const named = () => load.object.named('user', { name: 'new, comer' }, realName);
    await expect(named()).rejects.toThrow(NotFoundError);
    users.push({ id: 9, name: 'new, comer' });
    await expect(named()).rejects.toThrow(NotFoundError);
    load.forget();
    expect((await named()).id).toBe(9);
  });

  test('of somebody disabled is found, and again after a write disabled somebody else', async () => {
    const users: Person[] = [{ id: 1, name: 'gone', disabled: true }, bob];
    const { load } = rtOf(users);
    const gone = await load.object.knownNamed('user', 'gone', realName);
    expect(gone.read(c.realName)).toBe('Real gone');
    users.splice(1, 1, { ...bob, disabled: true });
    load.forget();
    const now = await load.object.knownNamed('user', 'bob', realName);
    expect(now.read(c.realName)).toBe('Real bob');
  });

  test('of somebody among very many disabled users is found in one list of them', async () => {
    const many = Array.from({ length: 6000 }, (_, at) => ({
      id: at + 1,
      name: `spam ${at}`,
      emailAddress: `spam${at}@example.com`,
      disabled: true,
    }));
    const { load, requests } = rtOf(many);
    const [one, two] = await Promise.all(
      ['spam 1', 'spam 5999'].map((name) => load.object.knownNamed('user', name, realName)),
    );
    expect([one?.read(c.realName), two?.read(c.realName)]).toEqual([
      'Real spam 1',
      'Real spam 5999',
    ]);
    // The two by name, the list, and the two by number.
    expect(requests()).toBe(3);
    const addressed = await load.object.called(
      'user',
      [{ emailAddress: 'SPAM7@example.com' }],
      realName,
    );
    expect(addressed.id).toBe(8);
  });

  test('that only a disabled user may have is unknown to whoever may not look for those', async () => {
    const { load } = rtOf([bob], { maySearch: false });
    await expect(load.object.numberOf('user', [{ name: 'gone' }])).rejects.toThrow(ForbiddenError);
    expect(await load.object.numberOf('user', [{ name: 'bob' }])).toBe(7);
  });
});
