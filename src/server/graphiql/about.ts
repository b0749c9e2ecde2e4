import type { Config } from '../../config.js';

/**
 * What the page tells about this server: RT's host, never more of its URL than host and path; and as whom requests
 * without a login ask. The account is named in the sandbox alone.
 */
export function aboutServer({ rtUrl, serviceAccount, sandboxLogins }: Config): object {
  const { host, pathname } = new URL(rtUrl);
  const account =
    sandboxLogins && serviceAccount?.scheme === 'password' ? serviceAccount.user : true;
  return {
    rt: `${host}${pathname.replace(/\/$/, '')}`,
    ...(serviceAccount && { account }),
    ...(sandboxLogins && { logins: sandboxLogins }),
  };
}

/** A page with a value in its head, where the page's script reads it. */
export function withAbout(page: string, about: object): string {
  const text = JSON.stringify(about).replace(
    /[&"<>]/g,
    (character) => `&#${character.charCodeAt(0)};`,
  );
  return page.replace('</head>', () => `<meta name="rt-graphql" content="${text}"></head>`);
}
