import type { Language } from '../time/show-date.js';

/** Sentences of a history, with `%1` and so on for what they speak of. */
const english = {
  created: 'Ticket created by %1',
  deleted: 'Ticket deleted by %1',
  comment: 'Comments added by %1',
  correspond: 'Correspondence added by %1',
  mail: 'Outgoing email recorded by %1',
  commentMail: 'Outgoing email about a comment recorded by %1',
  change: '%1 changed from %2 to %3 by %4',
  noValue: '(no value)',
  denied: 'Permission Denied',
} as const;

/** A sentence that RT translates. */
export type Phrase = keyof typeof english;

const translations: Readonly<Partial<Record<Language, Partial<Record<Phrase, string>>>>> = {
  fr: {
    created: 'Ticket créé(e) par %1',
    comment: 'Commentaires ajoutés par %1',
    mail: 'Courriel sortant enregistré par %1',
    change: '%1 changé(e) de %2 à %3 par %4',
  },
  de: {
    created: 'Ticket erstellt von %1',
    comment: 'Kommentar hinzugefügt von %1',
    mail: 'Ausgehende E-Mail gespeichert von %1',
    change: '%1 von %2 in %3 geändert von %4',
  },
};

const fieldNames: Readonly<Partial<Record<Language, Readonly<Record<string, string>>>>> = {
  fr: { Priority: 'Priorité', Told: 'Annoncé' },
  de: { Priority: 'Priorität' },
};

/** A sentence in the caller's language where the sandbox knows it, else in English. */
export function phrase(language: Language, name: Phrase, ...values: readonly string[]): string {
  const text = translations[language]?.[name] ?? english[name];
  return text.replace(/%(\d)/g, (_, digit: string) => values[Number(digit) - 1] ?? '');
}

/** The name of a field in the caller's language where the sandbox knows it. */
export const fieldLabel = (language: Language, field: string): string =>
  fieldNames[language]?.[field] ?? field;
