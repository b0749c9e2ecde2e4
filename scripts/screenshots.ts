/** `npm run screenshots`: takes the README's pictures of GraphiQL and the portal, on the demo sandbox. */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { readConfig } from '../src/config.js';
import { demoLogins, startSandbox } from '../src/sandbox/sandbox.js';
import { createApp } from '../src/server/app.js';
import { listen } from '../src/server/listen.js';
import { createLogger } from '../src/server/log.js';
import { openBrowser } from '../test/support/browser/browser.js';
import { buildGraphiql } from '../test/support/browser/graphiql-build.js';
import { runPortalScript, startPortal } from '../test/support/browser/portal.js';

const directory = fileURLToPath(new URL('../docs/pictures', import.meta.url));

async function picture(
  browser: Browser,
  name: string,
  colorScheme: 'light' | 'dark',
  show: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await show(page);
  await page.screenshot({ path: `${directory}/${name}.png` });
  await context.close();
}

await mkdir(directory, { recursive: true });
await Promise.all([buildGraphiql(), runPortalScript('build')]);
const sandbox = await startSandbox();
const settings = readConfig({
  RT_URL: sandbox.url,
  RT_USER: 'root',
  RT_PASSWORD: 'password',
  PORT: '0',
  LOG_LEVEL: 'silent',
});
const config = { ...settings, sandboxLogins: demoLogins };
const log = createLogger('silent');
const server = await listen(createApp(config, log), config, log);
const portal = await startPortal(sandbox.url);
const browser = await openBrowser();
try {
  for (const scheme of ['light', 'dark'] as const) {
    await picture(browser, `graphiql-${scheme}`, scheme, async (page) => {
      await page.goto(`${server.url}/graphql`);
      // The first tab's query is there, and the schema with it.
      await page.locator('.graphiql-query-editor').getByText('subject').first().waitFor();
      await page.getByRole('button', { name: /execute query/i }).click();
      await page.getByText('"data"').first().waitFor();
      await page.getByRole('button', { name: /documentation explorer/i }).click();
      await page.getByRole('link', { name: 'Query', exact: true }).click();
      await page.getByRole('link', { name: 'tickets', exact: true }).click();
      await page.getByText('Searches tickets.').waitFor();
      await page.locator('.graphiql-doc-explorer-header').scrollIntoViewIfNeeded();
    });
    await picture(browser, `portal-${scheme}`, scheme, async (page) => {
      await page.goto(portal.url);
      await page
        .getByLabel(/login|user/i)
        .first()
        .fill('root');
      await page.getByLabel(/password/i).fill('password');
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: /VPN/ }).first().click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByRole('region', { name: 'Timeline' }).getByRole('listitem').first().waitFor();
    });
  }
} finally {
  await browser.close();
  await portal.close();
  await server.stop();
  await sandbox.close();
}
