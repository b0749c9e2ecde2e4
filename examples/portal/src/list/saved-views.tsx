import { type FormEvent, useEffect, useState } from 'react';
import { someText } from '../fields/some-text.js';
import { type ListSearch, listHref } from '../route.js';
import { useViewer } from '../viewer.js';

type View = readonly [name: string, href: string];

/** Lists that were given a name: that and the address are kept in this browser, for each viewer. */
export function SavedViews({ search }: { readonly search: ListSearch }) {
  const { id } = useViewer();
  const [views, setViews] = useState(() => readViews(id));
  const here = listHref({ ...search, after: '', before: '' });

  useEffect(() => {
    const onStorage = ({ key }: StorageEvent) => key === placeOf(id) && setViews(readViews(id));
    window.addEventListener('storage', onStorage);
    return () => window.removeEventListener('storage', onStorage);
  }, [id]);

  /** Takes a name out of the views as they are now, which another tab may have changed, and puts some in. */
  function save(name: string, ...added: readonly View[]): void {
    const changed = [...readViews(id).filter(([other]) => other !== name), ...added];
    if (changed.length === 0) localStorage.removeItem(placeOf(id));
    else localStorage.setItem(placeOf(id), JSON.stringify(changed));
    setViews(changed);
  }

  function add(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name')).trim();
    save(name, [name, here]);
    event.currentTarget.reset();
  }

  return (
    <nav className="queues" aria-label="Saved views">
      {views.map(([name, href]) => (
        <span key={name} className="view">
          <a href={href} aria-current={href === here ? 'page' : undefined}>
            {name}
          </a>
          <button
            type="button"
            className="remove"
            aria-label={`Forget the view ${name}`}
            onClick={() => save(name)}
          >
            ×
          </button>
        </span>
      ))}
      <form className="save-view" onSubmit={add}>
        <input
          name="name"
          aria-label="Name of this view"
          placeholder="Save this view as…"
          {...someText}
        />
      </form>
    </nav>
  );
}

function readViews(viewer: string): readonly View[] {
  try {
    return JSON.parse(localStorage.getItem(placeOf(viewer)) ?? '[]');
  } catch {
    return [];
  }
}

function placeOf(viewer: string): string {
  return `views ${viewer}`;
}
