import { dateLanguages } from './date-languages.js';
import {
  type DatePattern,
  datePattern,
  foldDate,
  type LocalReading,
  shapeOf,
} from './date-pattern.js';

/** A reading of a text as a date of one of RT's languages. */
export interface LocalizedReading extends LocalReading {
  /** RT's name of the language, e.g. `pt_BR`. */
  readonly language: string;
}

interface LanguagePattern {
  readonly language: string;
  readonly pattern: DatePattern;
}

/** What all languages print, by what it looks like, so that a text is tried with few of them. */
let byShape: ReadonlyMap<string, readonly LanguagePattern[]> | undefined;

function patternsOf(shape: string): readonly LanguagePattern[] {
  byShape ??= indexed();
  return byShape.get(shape) ?? [];
}

function indexed(): ReadonlyMap<string, readonly LanguagePattern[]> {
  const index = new Map<string, LanguagePattern[]>();
  for (const [language, spellings] of Object.entries(dateLanguages)) {
    for (const spelling of spellings) {
      const whole = spelling.dates.flatMap((date) => [
        date,
        ...spelling.times.map((time) => `${date} ${time}`),
      ]);
      for (const one of new Set(whole)) {
        const pattern = datePattern(one, spelling);
        for (const shape of pattern.shapes) {
          const known = index.get(shape) ?? [];
          known.push({ language, pattern });
          index.set(shape, known);
        }
      }
    }
  }
  return index;
}

/**
 * Every way to read a text as a date that RT prints in one of its languages: in its default format, and in those
 * of the language's locale. RT shortens day and month names itself (French June and July are both `Jui`) and
 * mixes in English ones, so the weekday must agree too.
 */
export function readLocalizedDate(text: string): readonly LocalizedReading[] {
  const folded = foldDate(text);
  return patternsOf(shapeOf(folded)).flatMap(({ language, pattern }) =>
    pattern.read(folded).map((reading) => ({ ...reading, language })),
  );
}
