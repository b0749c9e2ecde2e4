/** Variables that Node reads, and that change how this program runs. */
const ofNode = ['NODE_ENV', 'NODE_EXTRA_CA_CERTS'];

/** What RT, its tools and Kubernetes (for a service called "rt") call theirs. */
const ofOthers =
  /^RT_(?:SITE_CONFIG|DBA?_|TEST_|LANG|GRAPHQL_|SERVICE_)|^RT_PORT(?:_\d|$)|_SERVICE_(?:HOST|PORT)/;

/**
 * Tells of variables that look like a slip: near a known name, cut short, or with RT's prefix. Others belong to other
 * programs.
 */
export function misspelt(names: readonly string[], known: ReadonlySet<string>): readonly string[] {
  const meant = [...known, ...ofNode];
  return names
    .filter((name) => !known.has(name) && !ofNode.includes(name) && !ofOthers.test(name))
    .flatMap((name) => {
      const near = meant.find((one) => isNear(name, one)) ?? meant.find((one) => isCut(name, one));
      if (near !== undefined) return [`${name} is not a setting. Did you mean ${near}?`];
      return name.startsWith('RT_') ? [`${name} is not a setting. See docs/settings.md.`] : [];
    });
}

/** Short names are near too many others, as HOME is to HOST, unless two letters of one have changed places. */
function isNear(name: string, known: string): boolean {
  const allowed = known.length < 6 ? 0 : known.length < 9 ? 1 : 2;
  const given = name.toUpperCase();
  const apart = Math.min(distance(given, known), distance(singular(given), singular(known)));
  if (allowed === 0) return apart === 1 && lettersOf(given) === lettersOf(known);
  return apart <= allowed;
}

function lettersOf(name: string): string {
  return [...name].sort().join('');
}

/** One of TRUSTED_PROXIES is a TRUSTED_PROXY. */
function singular(name: string): string {
  return name.replace(/IES$/, 'Y').replace(/(?<=[^S])S$/, '');
}

/**
 * One without the end of the other: RT_TIMEOUT without its unit, INTROSPECT, RT_PASS, GRAPHIQL_ENABLED. Words that are
 * short or of other programs, too, end where another word begins.
 */
function isCut(name: string, known: string): boolean {
  const given = name.toUpperCase();
  const [short, long] = given.length < known.length ? [given, known] : [known, given];
  if (/^RT_.{2}/.test(short)) return long.startsWith(short);
  if (short === given && short.length > 7) return long.startsWith(short);
  return (short.includes('_') || short.length > 7) && long.startsWith(`${short}_`);
}

/** Letters to add, drop, change or swap with the next one, to make one word of another. */
function distance(from: string, to: string): number {
  let before: readonly number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let row = 1; row <= from.length; row++) {
    const next = [row];
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      next[column] = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    before = last;
    last = next;
  }
  return last[to.length] ?? 0;
}
