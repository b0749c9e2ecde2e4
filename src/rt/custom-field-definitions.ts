/** What RT tells of a custom field: no number, no values to select from. */
export interface CustomFieldDefinition {
  readonly name: string;
  readonly description: string | null;
  /** RT's type name, e.g. `Select`, `DateTime`. */
  readonly type: string;
  readonly multiple: boolean;
  /** RT's friendly form of the pattern, e.g. `[Digits]`. */
  readonly pattern: string | null;
}

/**
 * Reads `Name (Description): SingleValueSelect [pattern]` lines of the long format. Name and description may
 * hold parentheses themselves; `names`, from the short format, then tells where the name ends.
 */
export function readCustomFieldDefinitions(
  form: string,
  names: readonly string[] = [],
): readonly CustomFieldDefinition[] {
  return form.split('\n').flatMap((line) => {
    const match = /^(.*\)): (Single|Multi)Value([A-Za-z]\w*)(?: (.*))?$/s.exec(line);
    const head = match?.[1];
    if (!match || head === undefined) return [];
    const name =
      names
        .filter((known) => head.startsWith(`${known} (`))
        .sort((a, b) => b.length - a.length)[0] ?? head.slice(0, head.indexOf(' ('));
    return [
      {
        name,
        description: head.slice(name.length + 2, -1) || null,
        type: match[3] ?? '',
        multiple: match[2] === 'Multi',
        pattern: readPattern(match[4] ?? ''),
      },
    ];
  });
}

/** Since 5.0.4 RT prints a whole sentence, `Input must match [Digits]`, in the caller's language. */
function readPattern(text: string): string | null {
  return /^[^[]+(\[.*\])[^\]]*$/s.exec(text)?.[1] ?? (text || null);
}

/** Whether some line can be read in more than one way, so that the short format must be asked too. */
export function isAmbiguous(form: string): boolean {
  return form.split('\n').some((line) => line.split(' (').length > 2);
}

/** The names in the short format, one `Name: ` line each. */
export function readCustomFieldNames(form: string): readonly string[] {
  return form.split('\n').flatMap((line) => {
    const name = /^(.*): $/.exec(line)?.[1];
    return name ? [name] : [];
  });
}

/** RT's own types of custom fields; extensions add others. */
export type KnownType =
  | 'Select'
  | 'Freeform'
  | 'Text'
  | 'HTML'
  | 'Wikitext'
  | 'Image'
  | 'Binary'
  | 'Combobox'
  | 'Autocomplete'
  | 'Date'
  | 'DateTime'
  | 'IPAddress'
  | 'IPAddressRange';

/** Whether a custom field has RT's type of this name. */
export function hasType(definition: CustomFieldDefinition | undefined, type: KnownType): boolean {
  return definition?.type.toLowerCase() === type.toLowerCase();
}
