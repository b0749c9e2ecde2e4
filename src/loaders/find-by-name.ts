import DataLoader from 'dataloader';
import { ForbiddenError, RtError } from '../rt/errors.js';
import type { NamedRef } from '../rt/name-ref.js';
import type { NameCondition, NamedKind } from '../rt/named-kind.js';
import { notVisible } from '../rt/not-visible.js';
import { byName } from '../rt/object-spec.js';
import type { Upstream } from '../rt/port.js';

/**
 * Numbers of objects whose names cannot stand in a path. RT splits `Sales, EMEA` at the comma, reads
 * `R&D/Ops` up to the slash, takes `424242` for a number and any user name with `@` for an address.
 */
export function createNameFinder(upstream: Upstream) {
  const found = new Map<string, Promise<number>>();
  const disabled = new Map<string, Promise<ReadonlyMap<string, number>>>();

  async function search(kind: NamedKind, ref: NamedRef): Promise<number> {
    if ('id' in ref) return ref.id;
    const [column, value] =
      'name' in ref ? (['Name', ref.name] as const) : (['EmailAddress', ref.emailAddress] as const);
    const [id] = await upstream
      .searchNames(kind, { column, operator: '=', value })
      .catch((error: unknown) => {
        // Without the right AdminUsers nobody may search users; such a name then stays out of reach.
        if (error instanceof ForbiddenError) return [];
        throw error;
      });
    if (id === undefined) throw notVisible();
    if (kind === 'queue' && 'name' in ref) learn(ref.name, id);
    return id;
  }

  function learn(queue: string, id: number): void {
    upstream.queueNumbers.set(queue.toLowerCase(), id);
  }

  /** One queue is searched by its name; several at once are looked up in the list of all queues. */
  const queues = new DataLoader<string, number>(
    async (names) => {
      const [only, ...others] = names;
      if (only !== undefined && others.length === 0) {
        return [await search('queue', { name: only }).catch(asAnswer)];
      }
      const all = await list();
      return names.map((name) => all.get(name.toLowerCase()) ?? notVisible());
    },
    { cache: false },
  );

  /** All queues in one request. */
  async function list(): Promise<ReadonlyMap<string, number>> {
    const named = await upstream.listNames('queue', switchedOn, 'Name');
    for (const [id, name] of named) learn(name, id);
    return new Map([...named].map(([id, name]) => [name.toLowerCase(), id]));
  }

  async function listDisabled(
    kind: NamedKind,
    column: 'Name' | 'EmailAddress',
  ): Promise<ReadonlyMap<string, number>> {
    const named = await upstream.listNames(kind, switchedOff, column);
    return new Map([...named].map(([id, name]) => [name.toLowerCase(), id]));
  }

  return {
    /** The number that a queue whose name cannot stand in a path had when RT was last asked. Check its name. */
    probable(kind: NamedKind, ref: NamedRef): number | undefined {
      if (kind !== 'queue' || !('name' in ref) || byName(kind, ref.name)) return undefined;
      return upstream.queueNumbers.get(ref.name.toLowerCase());
    },
    /** The number of an object by its exact name or address, by a search. Rejects with NotFoundError. */
    byExactName(kind: NamedKind, ref: NamedRef): Promise<number> {
      const key = `${kind} ${JSON.stringify(ref).toLowerCase()}`;
      const number =
        found.get(key) ??
        (kind === 'queue' && 'name' in ref ? queues.load(ref.name) : search(kind, ref));
      found.set(key, number);
      return number;
    },
    /**
     * The number of a disabled object, which RT finds by number but not by name. RT searches by one condition, so
     * all that are disabled are listed to find one. Undefined when none is called so.
     * @throws ForbiddenError for users where the caller may not search them
     */
    async disabled(
      kind: NamedKind,
      ref: Exclude<NamedRef, { readonly id: number }>,
    ): Promise<number | undefined> {
      const [column, value] =
        'name' in ref
          ? (['Name', ref.name] as const)
          : (['EmailAddress', ref.emailAddress] as const);
      const key = `${kind} ${column}`;
      const names = disabled.get(key) ?? listDisabled(kind, column);
      disabled.set(key, names);
      return (await names).get(value.toLowerCase());
    },
    /** Forgets everything, after a write that may have made or renamed any of them. */
    clear(): void {
      found.clear();
      disabled.clear();
    },
  };
}

const switchedOn: NameCondition = { column: 'Disabled', operator: '=', value: '0' };
const switchedOff: NameCondition = { column: 'Disabled', operator: '=', value: '1' };

/** A failure of one name as DataLoader takes it. */
function asAnswer(error: unknown): RtError {
  if (error instanceof RtError) return error;
  throw error;
}
