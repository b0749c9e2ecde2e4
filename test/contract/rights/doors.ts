import type { App } from '../../../src/server/app.js';
import { appFor } from '../../support/graphql/ask.js';

/** Servers on one RT, for callers who are let in and for those who never are. */
export interface Doors {
  at(caller: string): App;
  close(): Promise<void>;
}

/** A server answers 429 after five failed logins of a user a minute. */
const failuresPerDoor = 4;

/** One server for all, and for those whom RT never lets in a new one before the last has had enough of them. */
export function openDoors(url: string): Doors {
  const app = appFor(url);
  const opened = [app];
  const doors = new Map<string, { readonly door: App; asked: number }>();
  return {
    at(caller) {
      if (caller !== 'gone' && caller !== 'selfserve') return app;
      const known = doors.get(caller);
      if (known && known.asked < failuresPerDoor) {
        known.asked++;
        return known.door;
      }
      const door = appFor(url);
      opened.push(door);
      doors.set(caller, { door, asked: 1 });
      return door;
    },
    async close() {
      await Promise.all(opened.map((one) => one.close()));
    },
  };
}
