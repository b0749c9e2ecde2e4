import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { hasBrowser, openBrowser } from '../support/browser/browser.js';
import { deskBackend } from '../support/browser/desk.js';
import { type Portal, startPortal } from '../support/browser/portal.js';
import { alice, signIn, visitPortal } from '../support/browser/portal-visit.js';

const { url: rtUrl, name: rtName } = deskBackend();

/** An address that browsers take for another machine, which is this one: http:// there is not secure, as it is on localhost. */
const elsewhere = '192.0.2.1';

const cases = [
  ['memory', '127.0.0.1', {}],
  ['cookie', '127.0.0.1', { COOKIE_AUTH: 'on' }],
  ['memory', elsewhere, {}],
  ['cookie', elsewhere, { COOKIE_AUTH: 'on' }],
] as const;

describe.runIf(hasBrowser())(`signing in to the portal on ${rtName}`, { timeout: 60_000 }, () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser([`--host-resolver-rules=MAP ${elsewhere} 127.0.0.1`]);
  });

  afterAll(() => browser?.close());

  describe.each(cases)('kept in %s at http://%s', (kept, host, settings) => {
    let portal: Portal;
    let url: string;

    beforeAll(async () => {
      portal = await startPortal(rtUrl, settings);
      url = portal.url.replace('127.0.0.1', host);
    }, 60_000);

    afterAll(() => portal?.close());

    test('every try ends, in the desk or in a sentence that says why not', async () => {
      const { page, context } = await visitPortal(browser, url);
      await signIn(page, { ...alice, password: 'wrong' });
      await page.getByRole('alert').getByText('User name or password is wrong.').waitFor();
      await signIn(page, alice);
      if (kept === 'cookie' && host === elsewhere) {
        const why = 'This browser keeps a login only at an https address.';
        await page.getByRole('alert').getByText(why).waitFor();
      } else {
        await page.getByRole('button', { name: 'Sign out' }).waitFor();
      }
      await context.close();
    });
  });

  describe('where something is in the way', () => {
    let portal: Portal;

    beforeAll(async () => {
      portal = await startPortal(rtUrl, { COOKIE_AUTH: 'on' });
    }, 60_000);

    afterAll(() => portal?.close());

    test.each<[string, string, (page: Page) => Promise<unknown>]>([
      [
        'a browser that refuses the cookie',
        'This browser refused the login cookie. Allow cookies for this page.',
        (page) => page.route('**/session', (route) => route.fulfill({ json: { user: 'alice' } })),
      ],
      [
        'a lost network',
        'The help desk cannot be reached. Are you online?',
        (page) => page.route('**/session', (route) => route.abort()),
      ],
      [
        'a proxy whose server is away',
        'The help desk cannot be reached. Are you online?',
        (page) => page.route('**/session', (route) => route.fulfill({ status: 502, body: 'Away' })),
      ],
      [
        'a server that is away after the login',
        'The help desk cannot be reached. Are you online?',
        (page) => page.route('**/graphql', (route) => route.fulfill({ status: 502, body: 'Away' })),
      ],
      [
        'a server that never answers',
        'The help desk cannot be reached. Are you online?',
        (page) => page.route('**/session', () => undefined),
      ],
      [
        'a server that never answers after the login',
        'The help desk cannot be reached. Are you online?',
        (page) => page.route('**/graphql', () => undefined),
      ],
    ])('%s is said so', async (_, sentence, obstruct) => {
      const { page, context } = await visitPortal(browser, 'about:blank');
      // A fifth of the patience, since the test is about what comes after it.
      await page.addInitScript(() => {
        const timeout = AbortSignal.timeout.bind(AbortSignal);
        AbortSignal.timeout = (ms) => timeout(ms / 5);
        const later = window.setTimeout.bind(window);
        const sooner = (run: () => void, ms = 0) => later(run, ms > 10_000 ? ms / 5 : ms);
        Object.assign(window, { setTimeout: sooner });
      });
      await page.goto(portal.url);
      await page.getByLabel('Password').waitFor();
      await obstruct(page);
      await signIn(page, alice);
      await page.getByRole('alert').getByText(sentence).waitFor({ timeout: 40_000 });
      await page.unrouteAll();
      await signIn(page, alice);
      await page.getByRole('button', { name: 'Sign out' }).waitFor();
      await context.close();
    });

    test('a browser that keeps nothing is told what to do', async () => {
      const { page, context } = await visitPortal(browser, 'about:blank');
      await page.addInitScript(() => {
        const get = () => {
          throw new DOMException('Access is denied.', 'SecurityError');
        };
        Object.defineProperty(window, 'localStorage', { get });
      });
      await page.goto(portal.url);
      await page.getByRole('alert').getByText('Allow cookies and site data for it').waitFor();
      await context.close();
    });
  });
});
