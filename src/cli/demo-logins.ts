import { demoLogins } from '../sandbox/sandbox.js';

/** The logins of the sandbox's help desk, one per line. */
export function listDemoLogins(): string {
  return demoLogins
    .map(({ user, password, what }) => `    ${`${user} / ${password}`.padEnd(26)} ${what}`)
    .join('\n');
}
