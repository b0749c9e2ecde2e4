import { ForbiddenError } from '../rt/errors.js';
import { byId, byName } from '../rt/object-spec.js';
import { notVisible } from '../rt/refusal.js';
import type { Upstream } from '../rt/upstream.js';
import type { NamedKind, NamedRef } from './objects.js';
import type { ShowLoader } from './show-loader.js';

/**
 * Numbers of objects whose names cannot stand in a path. RT splits `Sales, EMEA` at the comma, reads
 * `R&D/Ops` up to the slash, takes `424242` for a number and any user name with `@` for an address.
 */
export function createNameFinder(upstream: Upstream, shows: ShowLoader) {
  const found = new Map<string, Promise<number>>();
  const disabled = new Map<NamedKind, Promise<ReadonlyMap<string, number>>>();

  async function search(kind: NamedKind, ref: NamedRef): Promise<number> {
    if ('id' in ref) return ref.id;
    const [column, value] =
      'name' in ref ? (['Name', ref.name] as const) : (['EmailAddress', ref.emailAddress] as const);
    try {
      const [id] = await upstream.searchNames(kind, { column, operator: '=', value });
      if (id !== undefined) return id;
    } catch (error) {
      // Without the right AdminUsers nobody may search users; such a name then stays out of reach.
      if (!(error instanceof ForbiddenError)) throw error;
    }
    const spec = byName(kind, value);
    const id = spec && (await shows.load(spec, new Set(['Name']))).fields.get('id');
    if (!id) throw notVisible();
    return Number(id.split('/')[1]);
  }

  async function listDisabled(kind: NamedKind): Promise<ReadonlyMap<string, number>> {
    const ids = await upstream.searchNames(kind, {
      column: 'Disabled',
      operator: '=',
      value: '1',
    });
    const forms = await Promise.all(ids.map((id) => shows.load(byId(kind, id), new Set(['Name']))));
    return new Map(
      forms.map((form, at) => [form.fields.get('Name')?.toLowerCase() ?? '', ids[at] ?? 0]),
    );
  }

  return {
    /** The number of an object by its exact name or address, by a search. Rejects with NotFoundError. */
    byExactName(kind: NamedKind, ref: NamedRef): Promise<number> {
      const key = `${kind} ${JSON.stringify(ref).toLowerCase()}`;
      const number = found.get(key) ?? search(kind, ref);
      found.set(key, number);
      return number;
    },
    /** The number of a disabled object, which RT finds by number but not by name. */
    async disabled(kind: NamedKind, name: string): Promise<number | undefined> {
      const list = disabled.get(kind) ?? listDisabled(kind);
      disabled.set(kind, list);
      return (await list).get(name.toLowerCase());
    },
  };
}
