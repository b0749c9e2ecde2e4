import axe, { type AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';

/** Alice of the test world. */
export const alice = { user: 'alice', password: 'alicepass1' };

/** A visitor: a browser profile of its own, and all that went wrong in it. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: readonly string[];
}

/** How a visitor's browser looks. */
export type Look = NonNullable<Parameters<Browser['newContext']>[0]>;

/** Opens a page of the portal for somebody who comes for the first time. */
export async function visitPortal(
  browser: Browser,
  address: string,
  look: Look = {},
): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...look });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  // A breach of the page's CSP is an error on the console. So are the 401 that asks to sign in, the 404 of a server
  // that keeps no logins, and the 503 of a busy one, which the page asks again.
  page.on('console', (message) => {
    const isExpected =
      /status of (401|503)/.test(message.text()) || message.location().url.endsWith('/session');
    if (['error', 'warning'].includes(message.type()) && !isExpected) {
      complaints.push(message.text());
    }
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(address);
  return { context, page, complaints };
}

/** Alice's login as her browser keeps it, for a portal whose server has COOKIE_AUTH on: give it to `visitPortal` as a look. */
export async function aliceSignedIn(browser: Browser, url: string): Promise<Look> {
  const { page, context } = await visitPortal(browser, url);
  await signIn(page, alice);
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  const storageState = await context.storageState();
  await context.close();
  return { storageState };
}

/** Holds back all mutations of a page until they are let go. */
export async function holdMutations(page: Page): Promise<() => void> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes('mutation')) await held;
    await route.continue();
  });
  return letGo;
}

/** Fills in the login form. */
export async function signIn(page: Page, { user, password }: typeof alice): Promise<void> {
  await page.getByLabel('User').fill(user);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Which rules of WCAG 2.2 AA, and of good practice, a page breaks, and where. */
export async function brokenRules(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(document, {
      resultTypes: ['violations'],
      rules: { 'target-size': { enabled: true } },
    })`,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
