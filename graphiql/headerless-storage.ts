const namespace = 'graphiql:';

/** What GraphiQL keeps with headers inside: its tabs, its history and the history's favourites. */
const keysWithHeaders = /:(?:tabState|queries|favorites)$/;

/**
 * `localStorage` for GraphiQL, without request headers.
 *
 * They carry passwords. GraphiQL can be told not to keep those of its tabs, but its history keeps
 * a copy of every request's headers all the same, so they are taken out on the way to the disk.
 */
export function headerlessStorage(store: Storage) {
  return {
    get length() {
      return store.length;
    },
    getItem: (key: string) => store.getItem(key),
    removeItem: (key: string) => store.removeItem(key),
    /** Removes what is GraphiQL's. Other pages of this origin have keys of their own. */
    clear() {
      const keys = Array.from({ length: store.length }, (_, index) => store.key(index) ?? '');
      for (const key of keys) if (key.startsWith(namespace)) store.removeItem(key);
    },
    setItem(key: string, value: string) {
      if (key.endsWith(':headers')) return;
      store.setItem(key, keysWithHeaders.test(key) ? withoutHeaders(value) : value);
    },
  };
}

function withoutHeaders(json: string): string {
  return JSON.stringify(JSON.parse(json), (key, value) => (key === 'headers' ? null : value));
}
