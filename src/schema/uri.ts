import { isIPv6 } from 'node:net';

// RFC 3986, appendix B: the parts of a URI. Each has an alphabet of its own, and every `%` begins an octet.
const parts = /^[A-Za-z][A-Za-z0-9+.-]*:(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#([\s\S]*))?$/;
const authority = /^(?:[\w.~!$&'()*+,;=:%-]*@)?(?:\[([^\]]*)\]|[\w.~!$&'()*+,;=%-]*)(?::\d*)?$/;
const pathLetters = /^[\w.~!$&'()*+,;=:@/%-]*$/;
const queryLetters = /^[\w.~!$&'()*+,;=:@/?%-]*$/;
const strayPercent = /%(?![0-9A-Fa-f]{2})/;
const futureAddress = /^v[0-9A-Fa-f]+\.[\w.~!$&'()*+,;=:-]+$/i;

/** Whether a text is a URI by RFC 3986: absolute, in ASCII, with everything else percent-encoded. */
export function isUri(text: string): boolean {
  const match = parts.exec(text);
  if (!match || strayPercent.test(text)) return false;
  const [, host, path = '', query = '', fragment = ''] = match;
  return (
    (host === undefined || isAuthority(host)) &&
    pathLetters.test(path) &&
    queryLetters.test(query) &&
    queryLetters.test(fragment)
  );
}

function isAuthority(text: string): boolean {
  const match = authority.exec(text);
  if (!match) return false;
  const address = match[1];
  return address === undefined || isIPv6(address) || futureAddress.test(address);
}
