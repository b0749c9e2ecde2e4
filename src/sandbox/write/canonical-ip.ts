import { isIP } from 'node:net';

/** An address as RT prints it: without padding, in the shortest spelling. Undefined for what is not an address. */
export function canonicalIp(given: string): string | undefined {
  const text = given.trim().replace(/^(?:\d{1,3}\.){3}\d{1,3}$/, (padded) =>
    padded
      .split('.')
      .map((part) => String(Number(part)))
      .join('.'),
  );
  if (isIP(text) === 4) {
    return text;
  }
  return isIP(text) === 6 && !text.includes('%')
    ? new URL(`http://[${text}]`).hostname.slice(1, -1)
    : undefined;
}

/** The groups of a canonical IPv6 address, or the numbers of an IPv4 one, as one number. */
function toNumber(ip: string): bigint {
  if (isIP(ip) === 4) {
    return ip.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  }
  const [head = '', tail = ''] = ip.split('::');
  const [first, last] = [head, tail].map((part) => part.split(':').filter((one) => one !== ''));
  const missing = Array<string>(8 - (first?.length ?? 0) - (last?.length ?? 0)).fill('0');
  const groups = [...(first ?? []), ...missing, ...(last ?? [])];
  return groups.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

function toIp(value: bigint, version: number): string {
  const [count, bits] = version === 4 ? [4, 8n] : [8, 16n];
  const parts = Array.from(
    { length: count },
    (_, at) => (value >> (BigInt(count - 1 - at) * bits)) & ((1n << bits) - 1n),
  );
  const text = version === 4 ? parts.join('.') : parts.map((part) => part.toString(16)).join(':');
  return canonicalIp(text) ?? text;
}

/** An address, a network or two ends as RT prints a range: first and last address, or the only one. */
export function canonicalRange(value: string): string | undefined {
  const [network = '', length] = value.split('/');
  const ends = length === undefined ? value.split('-') : [network];
  const [first, last = first] = ends.map(canonicalIp);
  if (first === undefined || last === undefined || isIP(first) !== isIP(last) || ends.length > 2) {
    return undefined;
  }
  const version = isIP(first);
  const most = version === 4 ? 32 : 128;
  if (length !== undefined && !(/^\d{1,3}$/.test(length) && Number(length) <= most)) {
    return undefined;
  }
  const size = 1n << BigInt(most - Number(length ?? most));
  const numbers = [toNumber(first), toNumber(last)].sort((a, b) => (a < b ? -1 : 1));
  const from = ((numbers[0] ?? 0n) / size) * size;
  const to = length === undefined ? (numbers[1] ?? from) : from + size - 1n;
  return from === to ? toIp(from, version) : `${toIp(from, version)}-${toIp(to, version)}`;
}
