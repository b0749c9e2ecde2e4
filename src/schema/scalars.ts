import { Kind } from 'graphql';
import { isDay, readInstant } from '../rt/dates/rfc3339.js';
import { builder } from './builder.js';
import { invalidValue } from './errors.js';
import { uploadScalar } from './upload.js';
import { isUri } from './uri.js';

function asString(scalar: string, value: unknown): string {
  if (typeof value !== 'string') throw invalidValue(scalar, 'a string is needed.');
  return value;
}

/** An RFC 3339 instant with an offset. RT stores whole seconds; a fraction is cut. */
export function parseDateTime(value: unknown): Date {
  const date = readInstant(asString('DateTime', value));
  if (date) return date;
  throw invalidValue(
    'DateTime',
    'an RFC 3339 instant with an offset is needed, e.g. 2026-11-23T09:30:00Z.',
  );
}

const two = (part: number): string => (part < 10 ? `0${part}` : `${part}`);

/** What toISOString writes, less a fraction of zero, and twice as fast: a page may have hundreds of dates. */
export function writeDateTime(date: Date): string {
  const year = date.getUTCFullYear();
  if (date.getTime() % 1000 !== 0 || year < 1000 || year > 9999) {
    return date.toISOString().replace(/\.000Z$/, 'Z');
  }
  const day = `${year}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
  const hour = two(date.getUTCHours());
  return `${day}T${hour}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}Z`;
}

builder.scalarType('DateTime', {
  description: 'RFC 3339 instant. Output is always UTC (Z). Input may carry any offset.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time',
  serialize: writeDateTime,
  parseValue: parseDateTime,
});

builder.scalarType('LocalDate', {
  description: 'RFC 3339 full-date, no zone.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/local-date',
  serialize: (date) => date,
  parseValue(value) {
    const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(asString('LocalDate', value));
    if (!match || !isDay(match[1] ?? '', match[2] ?? '', match[3] ?? '')) {
      throw invalidValue('LocalDate', 'a day such as 2026-11-23 is needed.');
    }
    return match[0];
  },
});

builder.scalarType('URI', {
  description:
    'RFC 3986 URI with a scheme. Input with other characters must percent-encode them. Output is what RT stores, which may be anything.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3986',
  serialize: (uri) => uri,
  parseValue(value) {
    const text = asString('URI', value);
    if (!isUri(text)) {
      throw invalidValue(
        'URI',
        'a URI with a scheme is needed, e.g. https://example.org/x, with spaces and letters outside ASCII percent-encoded.',
      );
    }
    return text;
  },
});

builder.scalarType('Base64', {
  description: 'RFC 4648 base64 with padding.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc4648#section-4',
  serialize: (bytes) => bytes.toString('base64'),
  parseValue(value) {
    const text = asString('Base64', value);
    const bytes = Buffer.from(text, 'base64');
    // Node skips what it cannot decode, so only a text that comes back the same was base64.
    if (bytes.toString('base64') !== text) {
      throw invalidValue('Base64', 'standard base64 with padding is needed.');
    }
    return bytes;
  },
});

builder.scalarType('EmailAddress', {
  description: 'RFC 5321 mailbox.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2',
  serialize: (address) => address,
  parseValue(value) {
    const text = asString('EmailAddress', value);
    // RT splits lists of addresses at commas and quotes, so an address with either would be two.
    if (
      text.length > 254 ||
      !/^[^\s,;:<>"()[\]\\@\p{Cc}]+@[^\s,;:<>"()[\]\\@'\p{Cc}]+$/u.test(text)
    ) {
      throw invalidValue('EmailAddress', 'one bare address is needed, e.g. alice@example.com.');
    }
    return text;
  },
});

builder.scalarType('TicketSQL', {
  description: "A TicketSQL expression, as RT's query builder prints it, of up to 20,000 letters.",
  specifiedByURL: 'https://docs.bestpractical.com/rt/5.0.3/query_builder.html',
  serialize: (query) => query,
  parseValue: (value) => asString('TicketSQL', value),
});

builder.scalarType('Upload', uploadScalar);

builder.scalarType('ByteCount', {
  description: 'Byte count. Exceeds 32 bits, so it is a JSON number up to 2^53-1.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259#section-6',
  serialize: (count) => count,
  parseValue(value) {
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
      throw invalidValue('ByteCount', 'a whole number of bytes is needed.');
    }
    return value;
  },
  parseLiteral(node) {
    if (node.kind !== Kind.INT)
      throw invalidValue('ByteCount', 'a whole number of bytes is needed.');
    return Number(node.value);
  },
});
