/** What the page calls the fields that RT's history names. */
const fields: Readonly<Record<string, string>> = {
  FinalPriority: 'Final priority',
  InitialPriority: 'Initial priority',
  SLA: 'Service level',
  TimeEstimated: 'Estimated',
  TimeLeft: 'Time left',
  TimeWorked: 'Time worked',
  Told: 'Last contact',
};

/** What the page calls a field of RT. */
export function fieldInWords(field: string): string {
  return fields[field] ?? field;
}

/** A value of a field that RT noted: times are in minutes. */
export function valueInWords(field: string, value: string | null): string | null {
  return field.startsWith('Time') && value !== null && /^-?\d+$/.test(value)
    ? `${value} min`
    : value;
}

/** RT's sentence without whom it names at its end by login, as far as it does: the page says who did it. */
export function sentenceWithout(login: string | undefined, sentence: string): string {
  const end = ` by ${login}`;
  return sentence.endsWith(end) ? sentence.slice(0, -end.length) : sentence;
}
