import { isIP, isIPv4 } from 'node:net';

/** An address as RT takes it and prints it, in one spelling; undefined for what is not an address. */
export function canonicalAddress(text: string): string | undefined {
  const range = readRange(text);
  return range && range.first === range.last ? spell(range, range.first) : undefined;
}

/** A range as RT takes it (an address, a network, first and last address) in one spelling. */
export function canonicalRange(text: string): string | undefined {
  const range = readRange(text);
  return range && `${spell(range, range.first)}-${spell(range, range.last)}`;
}

interface Range {
  readonly bits: 32 | 128;
  readonly first: bigint;
  readonly last: bigint;
}

function readRange(text: string): Range | undefined {
  const [network = '', length, more] = text.trim().split('/');
  if (length !== undefined) {
    const address = readAddress(network);
    if (!address || more !== undefined || !/^\d{1,3}$/.test(length)) return undefined;
    const { bits, value } = address;
    const free = BigInt(bits - Number(length));
    if (free < 0n) return undefined;
    const first = (value >> free) << free;
    return { bits, first, last: first + (1n << free) - 1n };
  }
  const ends = network.split('-').map(readAddress);
  const [one, other = one] = ends;
  if (!one || !other || ends.length > 2 || one.bits !== other.bits) return undefined;
  const inOrder = one.value <= other.value;
  const [first, last] = inOrder ? [one.value, other.value] : [other.value, one.value];
  return { bits: one.bits, first, last };
}

function readAddress(
  padded: string,
): { readonly bits: 32 | 128; readonly value: bigint } | undefined {
  // RT pads the numbers of an IPv4 address with zeros.
  const text = padded.trim().replace(/(?<=^|[.:])0+(?=\d{1,3}(?:\.|$))/g, '');
  if (isIPv4(text)) return { bits: 32, value: join(text.split('.').map(Number), 8n) };
  if (isIP(text) !== 6 || text.includes('%')) return undefined;
  const hex = text.replace(/\d+\.\d+\.\d+\.\d+$/, (v4) => {
    const [a = 0, b = 0, c = 0, d = 0] = v4.split('.').map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
  const [head = '', tail] = hex.split('::');
  const groups = (part: string) =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const [left, right] = [groups(head), groups(tail ?? '')];
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  return { bits: 128, value: join([...left, ...Array<number>(zeros).fill(0), ...right], 16n) };
}

function join(parts: readonly number[], bits: bigint): bigint {
  return parts.reduce((sum, part) => (sum << bits) + BigInt(part), 0n);
}

function spell({ bits }: Range, value: bigint): string {
  return `${bits}:${value.toString(16)}`;
}
