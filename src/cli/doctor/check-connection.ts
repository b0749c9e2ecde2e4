import { createReadiness } from '../../server/readiness.js';
import { askStranger, isRest2There, type StrangerAnswer } from './ask-stranger.js';
import { type Check, failed, ok } from './report.js';

/** Paths at which RT is often found. */
const usualPaths = ['', '/rt', '/rt5', '/rt4'];

/** Whether REST 1.0 answers at RT_URL, and if not, why and what to do. Judged as `/ready` does. */
export async function checkConnection(
  rtUrl: string,
): Promise<{ readonly check: Check; readonly version?: string }> {
  const [problem, answer] = await Promise.all([createReadiness(rtUrl)(), askStranger(rtUrl)]);
  if (!problem) {
    const { version } = answer;
    return { check: ok('connection', 'REST 1.0 responds.'), ...(version && { version }) };
  }
  const { cause, message } = problem;
  const advice = await adviceFor(cause, new URL(rtUrl), answer);
  return { check: failed('connection', cause, message, advice) };
}

async function adviceFor(cause: string, url: URL, answer: StrangerAnswer): Promise<string> {
  const { hostname, host, protocol } = url;
  const pathname = url.pathname.replace(/\/$/, '');
  const isByWebServer = ['path', 'redirect', 'login-page', 'bad-reply'].includes(cause);
  if (isByWebServer && (await isRest2There(url.origin + pathname))) {
    return `The address is right: REST 2.0 responds there. The web server blocks REST 1.0, so allow requests to ${pathname}/REST/1.0/ too.`;
  }
  switch (cause) {
    case 'dns':
      return `Check the spelling of ${hostname} in RT_URL, and that this machine can look it up: getent hosts ${hostname}`;
    case 'refused':
      return `Nothing listens at ${host}. Start RT's web server, check the port in RT_URL, or open the firewall.`;
    case 'tls':
      return tlsAdvice(answer.code ?? '', hostname);
    case 'timeout':
      return `Check that a firewall lets this machine reach ${host}, and that RT's web server is not overloaded.`;
    case 'redirect':
      return redirectAdvice(url, answer.location, await findRt(url));
    case 'path': {
      const place = await findRt(url);
      return place === undefined
        ? `Open RT in a browser and set RT_URL to the address of its start page, path included.`
        : `RT responds at ${place}: set RT_URL=${place}`;
    }
    case 'login-page': {
      const place = await findRt(url);
      return place === undefined
        ? `A proxy, a single sign-on or the web server requires a login. Exempt ${pathname}/REST/1.0/ from it.`
        : `RT responds at ${place}: set RT_URL=${place}`;
    }
    case 'bad-reply':
      return `Check the web server's error log, and the output of: curl -i -X POST ${url.origin}${pathname}/REST/1.0/`;
    default:
      return protocol === 'http:'
        ? `The server closes the connection. If it uses TLS at ${host}, set RT_URL=https://${host}${pathname}`
        : `The connection is lost. If ${host} uses plain HTTP, set RT_URL=http://${host}${pathname}. Otherwise check the proxy in front of RT, and RT's error log.`;
  }
}

function tlsAdvice(code: string, hostname: string): string {
  if (code === 'CERT_HAS_EXPIRED') return `Renew the certificate of ${hostname}.`;
  if (code === 'CERT_NOT_YET_VALID') return `Correct the clock of this machine.`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return `The certificate is not for ${hostname}. In RT_URL, use a name from the certificate, or get a new certificate.`;
  }
  if (/SELF_SIGNED|UNABLE_TO|DEPTH_ZERO/.test(code)) {
    return 'Node does not trust the CA of the certificate. Set NODE_EXTRA_CA_CERTS=/path/to/your-ca.pem (PEM, with intermediate certificates).';
  }
  return `The server on this port does not use TLS as expected. Check the port, or use http:// in RT_URL.`;
}

function redirectAdvice(url: URL, location: string | undefined, place: string | undefined): string {
  const target =
    location !== undefined && URL.canParse(location, url.href) ? new URL(location, url) : undefined;
  const base = target && /^(.*?)\/REST\/1\.0\/?$/.exec(`${target.origin}${target.pathname}`)?.[1];
  if (base !== undefined) return `RT has moved: set RT_URL=${base}`;
  // RT sends whoever asks for a page that it does not have to its login.
  if (place !== undefined) return `RT responds at ${place}: set RT_URL=${place}`;
  const where = target ? ` to ${target.origin}${target.pathname}` : '';
  return `The web server redirects${where}. Exempt ${url.pathname.replace(/\/$/, '')}/REST/1.0/ from the single sign-on.`;
}

/** Where RT answers on the same host; undefined where it is at no usual path. */
async function findRt({ origin, pathname }: URL): Promise<string | undefined> {
  const own = pathname.replace(/\/$/, '');
  const parents = own.split('/').map((_, at, parts) => parts.slice(0, at).join('/'));
  const places = [...new Set([...parents, ...usualPaths])].filter((path) => path !== own);
  const answers = await Promise.all(places.map((path) => askStranger(origin + path)));
  const found = answers.findIndex(({ version }) => version !== undefined);
  return found < 0 ? undefined : origin + places[found];
}
