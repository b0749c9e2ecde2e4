/** What an answer to a GraphQL request can be, the default first. */
const single = ['application/json', 'application/graphql-response+json'] as const;
/** What it can be where parts come later. Clients have to name one of these to get any. */
const incremental = ['multipart/mixed', 'text/event-stream'] as const;

const tokenChars = "[!#$%&'*+.^_`|~\\w-]+";
const mediaRange = new RegExp(`^(${tokenChars})/(${tokenChars})$`);

interface Range {
  readonly type: string;
  readonly quality: number;
}

/** How a request may be answered. */
export interface Accepted {
  /** The accepted types, the best first, without wildcards and qualities, which Yoga does not read. */
  readonly types: readonly string[];
  /** Whether parts of the answer may come later. */
  readonly isIncremental: boolean;
  /** Whether the client takes an event stream, however much it likes other formats better. */
  readonly takesEvents: boolean;
}

/** What a request's Accept header lets its answer be; undefined where no format fits. */
export function accepted(header: string | null): Accepted | undefined {
  const ranges = rangesOf(header?.trim() || '*/*');
  const quality = (type: string, wildcards: boolean) => qualityOf(ranges, type, wildcards);
  const best = (types: readonly string[], wildcards: boolean) =>
    types
      .filter((type) => quality(type, wildcards) > 0)
      .sort((a, b) => quality(b, wildcards) - quality(a, wildcards));
  // Of the formats for parts Yoga would take one whatever their qualities.
  const inParts = best(incremental, false).slice(0, 1);
  const types = [...best(single, true), ...inParts];
  const takesEvents = quality('text/event-stream', false) > 0;
  return types.length > 0 ? { types, isIncremental: inParts.length > 0, takesEvents } : undefined;
}

function rangesOf(header: string): readonly Range[] {
  return header.split(',').flatMap((part): readonly Range[] => {
    const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const charset = parameters.find((parameter) => parameter.startsWith('charset='));
    // Answers are UTF-8.
    if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset)) return [];
    if (!mediaRange.test(type)) return [];
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    if (weight === undefined) return [{ type, quality: 1 }];
    return /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(weight)
      ? [{ type, quality: Number(weight) }]
      : [];
  });
}

/** The quality of a type by the most exact range that speaks of it, as HTTP has it. */
function qualityOf(ranges: readonly Range[], type: string, wildcards: boolean): number {
  const names = [type, ...(wildcards ? [`${type.split('/')[0]}/*`, '*/*'] : [])];
  for (const name of names) {
    const found = ranges.filter((range) => range.type === name);
    if (found.length > 0) return Math.max(...found.map(({ quality }) => quality));
  }
  return 0;
}
