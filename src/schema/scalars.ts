import { Kind } from 'graphql';
import { isDay, readInstant } from '../rt/dates/rfc3339.js';
import { builder } from './builder.js';
import { invalidValue } from './errors.js';
import { uploadScalar } from './upload.js';
import { isUri } from './uri.js';

function asString(scalar: string, value: unknown): string {
  if (typeof value !== 'string') throw invalidValue(scalar, 'use a string.');
  return value;
}

/** An RFC 3339 instant with an offset. RT stores whole seconds; a fraction is cut. */
export function parseDateTime(value: unknown): Date {
  const text = asString('DateTime', value);
  const date = readInstant(text);
  if (date) return date;
  if (/^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/.test(text)) {
    throw invalidValue('DateTime', 'this day or time does not exist, or its year is below 0100.');
  }
  throw invalidValue(
    'DateTime',
    'use an RFC 3339 date and time with an offset, e.g. 2026-11-23T09:30:00Z.',
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
  description:
    'A date and time in RFC 3339 format. Output is always in UTC (Z). Input may have any offset. Fractions of a second are ignored: RT stores whole seconds.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time',
  serialize: writeDateTime,
  parseValue: parseDateTime,
});

builder.scalarType('LocalDate', {
  description: 'A date without a time or time zone, e.g. 2026-11-23 (RFC 3339 full-date).',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/local-date',
  serialize: (date) => date,
  parseValue(value) {
    const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(asString('LocalDate', value));
    if (!match || !isDay(match[1] ?? '', match[2] ?? '', match[3] ?? '')) {
      throw invalidValue('LocalDate', 'use a date such as 2026-11-23.');
    }
    return match[0];
  },
});

builder.scalarType('URI', {
  description:
    'A URI with a scheme (RFC 3986). In input, percent-encode all other characters. Output is whatever RT stores, and may not be a valid URI.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3986',
  serialize: (uri) => uri,
  parseValue(value) {
    const text = asString('URI', value);
    if (!isUri(text)) {
      throw invalidValue(
        'URI',
        'use a URI with a scheme, e.g. https://example.org/x. Percent-encode spaces and non-ASCII characters.',
      );
    }
    return text;
  },
});

builder.scalarType('Base64', {
  description: 'Binary data in base64 with padding (RFC 4648).',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc4648#section-4',
  serialize: (bytes) => bytes.toString('base64'),
  parseValue(value) {
    const text = asString('Base64', value);
    const bytes = Buffer.from(text, 'base64');
    // Node skips what it cannot decode, so only a text that comes back the same was base64.
    if (bytes.toString('base64') !== text) {
      throw invalidValue('Base64', 'use standard base64 with padding.');
    }
    return bytes;
  },
});

builder.scalarType('EmailAddress', {
  description: 'An email address (RFC 5321 mailbox).',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2',
  serialize: (address) => address,
  parseValue(value) {
    const text = asString('EmailAddress', value);
    // RT splits lists of addresses at commas and quotes, so an address with either would be two.
    if (
      text.length > 254 ||
      !/^[^\s,;:<>"()[\]\\@\p{Cc}]+@[^\s,;:<>"()[\]\\@'\p{Cc}]+$/u.test(text)
    ) {
      throw invalidValue(
        'EmailAddress',
        'use one email address without a name, e.g. alice@example.com.',
      );
    }
    return text;
  },
});

builder.scalarType('TicketSQL', {
  description:
    "A search in TicketSQL, RT's query language, as RT's query builder prints it. Up to 20,000 characters.",
  specifiedByURL: 'https://docs.bestpractical.com/rt/5.0.3/query_builder.html',
  serialize: (query) => query,
  parseValue: (value) => asString('TicketSQL', value),
});

builder.scalarType('Upload', uploadScalar);

builder.scalarType('ByteCount', {
  description: 'A number of bytes. It can exceed 32 bits: a JSON number up to 2^53-1.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259#section-6',
  serialize: (count) => count,
  parseValue(value) {
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
      throw invalidValue('ByteCount', 'use a whole number of bytes.');
    }
    return value;
  },
  parseLiteral(node) {
    if (node.kind !== Kind.INT) throw invalidValue('ByteCount', 'use a whole number of bytes.');
    return Number(node.value);
  },
});
