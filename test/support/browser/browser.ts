import { accessSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const executablePath = '/usr/bin/chromium-headless-shell';

/** Nothing that a browser does on its own account: it may talk to the page's server only. */
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Whether there is a browser to test with. Without one its tests are skipped, and say so;
 * `REQUIRE_RT=1` runs them all the same, so that they fail.
 */
export function hasBrowser(): boolean {
  if (process.env['REQUIRE_RT'] === '1') return true;
  try {
    accessSync(executablePath);
    return true;
  } catch {
    process.stderr.write(
      `SKIPPED: no ${executablePath}, so nothing was tested in a browser (test/support/install-browser.sh)\n`,
    );
    return false;
  }
}

/** Starts Debian's Chromium, the one that has no window. The caller closes it. */
export function openBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath, args: [...args, ...more] });
}
