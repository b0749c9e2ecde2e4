import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { sharedBackends } from '../backends/shared-backends.js';
import { appFor } from '../graphql/ask.js';
import { openBrowser } from './browser.js';
import { type Portal, startPortal } from './portal.js';
import { aliceSignedIn, type Look, type Visitor, visitPortal } from './portal-visit.js';

/** What the portal is tested with: a real RT wherever there is one. */
export const deskBackend = () => backendNamed('RT 5');

/** What is tested with that the page decides by itself: half of the time of such a test would be RT's. */
export const pageBackend = () => backendNamed('sandbox');

function backendNamed(wanted: string) {
  const backend = sharedBackends().find(({ name }) => name === wanted) ?? sharedBackends()[0];
  if (backend === undefined) throw new Error('no Request Tracker to test with');
  return backend;
}

/** Starts the portal and a browser before the tests of a suite, with Alice signed in, and stops both after them. */
export function useDesk(rtUrl: string) {
  const api = appFor(rtUrl);
  let started: { readonly portal: Portal; readonly browser: Browser; readonly signedIn: Look };

  beforeAll(async () => {
    const [portal, browser] = await Promise.all([
      startPortal(rtUrl, { COOKIE_AUTH: 'on' }),
      openBrowser(),
    ]);
    started = { portal, browser, signedIn: await aliceSignedIn(browser, portal.url) };
  }, 180_000);

  afterAll(async () => {
    await started?.browser.close();
    await started?.portal.close();
    await api.close();
  });

  return {
    api,
    get portal() {
      return started.portal;
    },
    get browser() {
      return started.browser;
    },
    /** Gives Alice a new session, after she has signed out. */
    async signInAgain(): Promise<void> {
      const { portal, browser } = started;
      started = { ...started, signedIn: await aliceSignedIn(browser, portal.url) };
    },
    /** Opens a page of the portal as Alice, in a browser profile of its own. */
    async visit(address: string, look?: Look): Promise<Visitor> {
      const { portal, browser, signedIn } = started;
      const visitor = await visitPortal(browser, `${portal.url}/${address}`, {
        ...look,
        ...signedIn,
      });
      await visitor.page.getByRole('button', { name: 'Sign out' }).waitFor();
      return visitor;
    },
  };
}
