import { readFileSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import { namedZone } from './rt/dates/time-zone.js';

export type Environment = Readonly<Record<string, string | undefined>>;
export type Reader = ReturnType<typeof reader>;

/** Reads variables one by one; what is wrong with them goes to `problems`, and values are never repeated there. */
export function reader(env: Environment, problems: string[]) {
  const known = new Set<string>();
  const text = (name: string) => {
    known.add(name);
    const value = env[name];
    return value === undefined || value === '' ? undefined : value;
  };
  return {
    text,
    /** Every variable that was asked for so far. */
    known: known as ReadonlySet<string>,
    /** A variable, or the file that its `…_FILE` twin names, without the newline at its end. */
    secret(name: string): string | undefined {
      const value = text(name);
      const file = text(`${name}_FILE`);
      if (value !== undefined && file !== undefined) {
        problems.push(`Set either ${name} or ${name}_FILE, not both.`);
      }
      if (file === undefined) return value;
      try {
        const content = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
        if (content === '') problems.push(`The file in ${name}_FILE is empty.`);
        return content;
      } catch {
        problems.push(`The file in ${name}_FILE cannot be read.`);
        return undefined;
      }
    },
    url(name: string): string | undefined {
      const value = text(name);
      if (value === undefined) return undefined;
      try {
        const url = new URL(value);
        const plain = !url.username && !url.password && !url.search && !url.hash;
        if (/^https?:$/.test(url.protocol) && plain) return url.href.replace(/\/+$/, '');
      } catch {
        // Falls through to the one message.
      }
      problems.push(`${name} must be an http or https URL without credentials, query or fragment.`);
      return '';
    },
    /** A path without a slash at its end: `/help/api`. */
    path(name: string): string {
      const value = (text(name) ?? '').replace(/\/+$/, '');
      if (/^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)*$/.test(value)) return value;
      problems.push(
        `${name} must be a path with only letters, digits, ".", "_", "~" and "-", e.g. /api.`,
      );
      return '';
    },
    /** An address or a name to listen on. */
    host(name: string, fallback: string): string {
      const value = text(name) ?? fallback;
      const bare = /^\[(.*)\]$/.exec(value)?.[1] ?? value;
      if (isIP(bare) !== 0) return bare;
      // Browsers take 1.2.3 for an address; a listener does not.
      if (/^(?!.*\.\d+$)[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?$/i.test(bare) && !/^\d+$/.test(bare)) {
        return bare;
      }
      problems.push(`${name} must be an address or a host name, without a port.`);
      return fallback;
    },
    integer(name: string, fallback: number, least: number, most: number): number {
      const value = text(name);
      if (value === undefined) return fallback;
      const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
      if (number >= least && number <= most) return number;
      problems.push(`${name} must be a whole number from ${least} to ${most}.`);
      return fallback;
    },
    onOff(name: string, fallback: boolean): boolean {
      const value = text(name);
      if (value === undefined) return fallback;
      if (value !== 'on' && value !== 'off') problems.push(`${name} must be on or off.`);
      return value === 'on';
    },
    oneOf<T extends string>(name: string, values: readonly T[], fallback: T): T {
      const value = text(name);
      if (value === undefined) return fallback;
      const known = values.find((candidate) => candidate === value);
      if (known === undefined) problems.push(`${name} must be one of ${values.join(', ')}.`);
      return known ?? fallback;
    },
    timeZone(name: string): string | undefined {
      const value = text(name);
      if (value === undefined) return undefined;
      try {
        namedZone(value);
      } catch {
        problems.push(`${name} must be an IANA time zone, e.g. Europe/Paris.`);
      }
      return value;
    },
    origins(name: string): readonly string[] {
      const origins = (text(name) ?? '').split(',').map((origin) => origin.trim());
      return origins.filter((origin) => {
        if (origin === '') return false;
        if (URL.canParse(origin) && new URL(origin).origin === origin) return true;
        problems.push(
          `${name} must be a comma-separated list of origins, e.g. https://help.example.org.`,
        );
        return false;
      });
    },
    /** Address ranges: `10.0.0.0/8, 2001:db8::/32, 127.0.0.1`. */
    ranges(name: string): BlockList | undefined {
      const value = text(name);
      if (value === undefined) return undefined;
      const list = new BlockList();
      for (const range of value.split(',').map((part) => part.trim())) {
        const [address = '', bits, more] = range.split('/');
        const version = isIP(address);
        const widest = version === 4 ? 32 : 128;
        const prefix = bits === undefined ? widest : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
        if (version === 0 || prefix < 0 || prefix > widest || more !== undefined) {
          problems.push(`${name} must be a comma-separated list of addresses or CIDR ranges.`);
          return undefined;
        }
        list.addSubnet(address, prefix, version === 4 ? 'ipv4' : 'ipv6');
      }
      return list;
    },
    /** What a file of JSON holds. */
    json(name: string): unknown {
      const file = text(name);
      if (file === undefined) return undefined;
      try {
        return JSON.parse(readFileSync(file, 'utf8'));
      } catch {
        problems.push(`The file in ${name} cannot be read as JSON.`);
        return undefined;
      }
    },
  };
}
