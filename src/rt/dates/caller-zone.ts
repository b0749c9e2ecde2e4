import {
  type DateLanguages,
  instantsOf,
  knownZone,
  type LocalTime,
  type NamedZone,
  namedZone,
  offsetZone,
  type TimeZone,
  toInstant,
  toLocal,
  wallTime,
} from './time-zone.js';

/** Names that RT offers beside those that Intl lists. */
const oldNames = 'UTC EST MST HST EST5EDT CST6CDT MST7MDT PST8PDT WET CET MET EET'.split(' ');
/** Zones that are looked at in one go: a zone's first offset takes some 0.3 ms. */
const zonesAtOnce = 20;
const dayMs = 86_400_000;

/** Why no date of a caller can be converted, and what to do, where {@link CallerZone.isClockKnown} is false. */
export const unknownClock = {
  message:
    "RT's clock and the Date header of its responses differ by an amount that matches no time zone, so dates cannot be converted.",
  advice:
    'Set RT_TIMEZONE on the server, or correct the clock on the RT host or on the proxy in front of it.',
};

/** The same as one error message. */
export const unknownClockError = `${unknownClock.message} ${unknownClock.advice}`;

/** A wall clock's time, kept as if it were UTC. */
function localOf(shown: number): LocalTime {
  return toLocal(shown, offsetZone(0));
}

let all: Promise<readonly NamedZone[]> | undefined;
let made: readonly NamedZone[] = [];

async function makeAll(): Promise<readonly NamedZone[]> {
  const zones: NamedZone[] = [];
  for (const name of new Set([...oldNames, ...Intl.supportedValuesOf('timeZone')])) {
    zones.push(namedZone(name));
    if (zones.length % zonesAtOnce === 0) await new Promise(setImmediate);
  }
  made = zones;
  return zones;
}

/**
 * The zone of one caller's dates, which REST 1.0 does not name. All zones that agree with what RT's clock showed for
 * this caller are candidates, and each date whose instant becomes known leaves fewer of them.
 */
export class CallerZone implements TimeZone {
  /** Final once the candidates are found. */
  name: string;
  readonly languages: DateLanguages = {
    may: (language) => this.#languages?.has(language) ?? false,
  };
  readonly #now: number;
  readonly #fixed: TimeZone;
  readonly #configured: NamedZone | undefined;
  /** The zone that counts where RT's clock tells none. */
  readonly #fallback: NamedZone | undefined;
  /** What RT's clock showed, as if it were UTC. */
  readonly #shown: number | undefined;
  #skew: number;
  #isClockKnown = true;
  #candidates: readonly NamedZone[] | undefined;
  #languages: ReadonlySet<string> | undefined;
  /** Years in which all candidates agree, or do not. */
  readonly #agreed = new Map<number, boolean>();
  #turn: Promise<unknown> = Promise.resolve();

  /**
   * The configured zone counts while it agrees with RT's clock for this caller, who may have set another one.
   * `minutes` is how far ahead of UTC that clock was; undefined when RT showed none, or one of no zone.
   */
  constructor(facts: {
    /** The instant at which RT showed its clock, by the `Date` header of its answer. */
    readonly now: number;
    readonly minutes: number | undefined;
    /** What that clock showed, in milliseconds as if it were UTC; undefined when RT showed none. */
    readonly shown?: number | undefined;
    readonly configured: string | undefined;
    /** The zone that RT says the caller has chosen, where it says so. */
    readonly chosen?: string | undefined;
  }) {
    const { now, minutes } = facts;
    const chosen = knownZone(facts.chosen);
    const configured = facts.configured === undefined ? undefined : namedZone(facts.configured);
    const agrees = minutes === undefined || configured?.offsetAt(now) === minutes * 60_000;
    this.#now = now;
    this.#skew = now - Date.now();
    this.#configured = agrees ? configured : undefined;
    this.#fixed = offsetZone(minutes ?? 0);
    this.name = (this.#configured ?? this.#fixed).name;
    if (minutes === undefined && configured) this.#candidates = [configured];
    if (chosen && (minutes === undefined || chosen.offsetAt(now) === minutes * 60_000)) {
      this.#candidates = [chosen];
      this.name = chosen.name;
    }
    this.#shown = facts.shown;
    this.#fallback = chosen ?? configured;
    if (minutes === undefined) this.#setClock();
  }

  /**
   * Whether the instants of this caller's dates can be told at all: not where RT's clock shows the time of no zone,
   * as behind a proxy that writes its own `Date` header and whose clock is right when RT's is not. Then only a zone
   * that is known otherwise counts.
   */
  get isClockKnown(): boolean {
    return this.#isClockKnown;
  }

  /** What RT's clock shows now. */
  get rtNow(): number {
    return Date.now() + this.#skew;
  }

  /** Finds the candidates. Until then the zone is taken for the one that it is named for. */
  async prepare(): Promise<void> {
    if (this.#candidates) return;
    all ??= makeAll();
    const offset = (this.#configured ?? this.#fixed).offsetAt(this.#now);
    const zones: NamedZone[] = [];
    for (const zone of await all) {
      if (zone.askOffset(this.#now) === offset) zones.push(zone);
    }
    if (zones.length === 0) this.#setClock();
    // In a zone that nobody knows, any instant may be meant.
    this.#candidates ??= this.#isClockKnown ? zones : made;
  }

  /** Reckons RT's clock from the zone that is known, where the header tells another time than RT's clock. */
  #setClock(): void {
    if (this.#shown === undefined) return;
    this.#isClockKnown = this.#fallback !== undefined;
    if (!this.#fallback) return;
    this.#candidates = [this.#fallback];
    this.name = this.#fallback.name;
    this.#skew += toInstant(localOf(this.#shown), this.#fallback) - this.#now;
  }

  offsetAt(instant: number): number {
    const likely = this.#likely;
    if (likely) return likely.offsetAt(instant);
    const votes = new Map<number, number>();
    for (const zone of this.#candidates ?? []) {
      const offset = zone.offsetAt(instant);
      votes.set(offset, (votes.get(offset) ?? 0) + 1);
    }
    const [most] = [...votes].sort(([, a], [, b]) => b - a);
    return most?.[0] ?? this.#fixed.offsetAt(instant);
  }

  /** The one zone that stands for all candidates; undefined where they have to vote. */
  get #likely(): TimeZone | undefined {
    const candidates = this.#candidates;
    if (!candidates) return this.#configured ?? this.#fixed;
    if (candidates.length === 0) return this.#fixed;
    if (this.#configured && candidates.includes(this.#configured)) return this.#configured;
    return candidates.length === 1 ? candidates[0] : undefined;
  }

  instantsOf(local: LocalTime): readonly number[] {
    const [first, ...others] = this.#candidates ?? [];
    if (!first) return [toInstant(local, this.#likely ?? this.#fixed)];
    if (others.length === 0 || this.#isAgreed(local.year)) return [toInstant(local, first)];
    const instants = new Set([first, ...others].map((zone) => toInstant(local, zone)));
    if (instants.size > 1 && this.#isOnlyTheHour(local)) return [toInstant(local, this)];
    return [...instants];
  }

  /** Like `instantsOf`, with both instants of a time that clocks showed twice. */
  everyInstantOf(local: LocalTime): readonly number[] {
    const zones = this.#candidates?.length ? this.#candidates : [this.#fixed];
    return [...new Set(zones.flatMap((zone) => instantsOf(local, zone)))];
  }

  /** The offsets that may be in force at an instant, one where it is known. */
  offsetsAt(instant: number): readonly number[] {
    return [...new Set(this.#candidates?.map((zone) => zone.offsetAt(instant)))];
  }

  /** Whether the offset at an instant is known. */
  isCertainAt(instant: number): boolean {
    return this.offsetsAt(instant).length === 1;
  }

  /** Whether every candidate has the same offset at two instants that are days apart, and so between them. */
  isSteady(from: number, to: number): boolean {
    return (this.#candidates ?? []).every((zone) => zone.offsetAt(from) === zone.offsetAt(to));
  }

  /** Whether the offset at an instant is not known and may be this one. */
  mayShow(instant: number, offset: number): boolean {
    const offsets = this.offsetsAt(instant);
    return offsets.length > 1 && offsets.includes(offset);
  }

  /** Takes in what the caller's clocks showed at an instant. */
  observe(instant: number, offset: number): void {
    const shows = (zone: NamedZone) => zone.offsetAt(instant) === offset;
    const left = this.#candidates?.filter(shows) ?? [];
    // None is left when the caller has chosen another zone since.
    this.#candidates = left.length > 0 ? left : made.filter(shows);
    this.#agreed.clear();
  }

  /** Takes in that a date was in one of these languages. */
  observeLanguages(languages: ReadonlySet<string>): void {
    const left = [...languages].filter((language) => this.#languages?.has(language) ?? true);
    this.#languages = left.length > 0 ? new Set(left) : languages;
  }

  /** Runs one thing after the other, so that each knows what the one before has learnt. */
  inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(run);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /**
   * Whether all candidates change their clocks in the same night, and differ in the hour only, as Cuba does from
   * New York. Then the configured zone counts, or what most of them have.
   */
  #isOnlyTheHour(local: LocalTime): boolean {
    return [-2, 2].every((days) => this.isCertainAt(wallTime(local) + days * dayMs));
  }

  #isAgreed(year: number): boolean {
    const known = this.#agreed.get(year);
    if (known !== undefined) return known;
    // A local year reaches into the days around the year in UTC.
    const [start, end] = [Date.UTC(year, 0, -1), Date.UTC(year + 1, 0, 3)];
    const spans = new Set(
      this.#candidates?.map((zone) =>
        [zone.askOffset(start), ...zone.changesIn(year), zone.askOffset(end)].join(),
      ),
    );
    const agreed = spans.size === 1;
    this.#agreed.set(year, agreed);
    return agreed;
  }
}
