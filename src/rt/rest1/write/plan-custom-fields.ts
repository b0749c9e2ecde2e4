import type { CustomFieldDefinition } from '../../custom-field-definitions.js';
import { quoted } from '../../quoted.js';
import { hasOnlyCharacters } from '../encode-form.js';
import { quoteListMember } from '../quoting.js';
import { CustomFieldInstants, spellValues } from './custom-field-dates.js';
import { noCharacters, type PlanBuilder } from './planned-field.js';
import { meansValues } from './same-value.js';
import type { WriteContext } from './write-context.js';

interface Input {
  readonly name: string;
  readonly values: readonly string[];
}

/**
 * Plans custom fields. RT drops a field that it does not know without a word, so only fields that the queue
 * has are sent; and values that RT would split, trim or fold are refused.
 */
export async function planCustomFields(
  plan: PlanBuilder,
  inputs: readonly Input[],
  target: { readonly path: readonly string[]; readonly queue: string },
  { load }: WriteContext,
): Promise<void> {
  const definitions = await load.customFields({ name: target.queue });
  const { zone } = await load.identity();
  await zone.prepare();
  const seen = new Set<string>();
  inputs.forEach(({ name, values }, at) => {
    const path = [...target.path, String(at)];
    const named = definitions.filter((known) => known.name.toLowerCase() === name.toLowerCase());
    const [definition] = named;
    if (named.length > 1) {
      plan.refuse(
        path,
        `The queue has ${named.length} custom fields named ${quoted(name)}, and RT does not report which of them it would change. Rename them in RT.`,
      );
    } else if (!definition) {
      plan.refuse(
        path,
        `This object has no custom field ${quoted(name)}, or you may not see it.`,
        'UNKNOWN_FIELD',
      );
    } else if (seen.has(definition.name)) {
      plan.refuse(path, `${quoted(definition.name)} appears twice in the list.`);
    } else if (/[,\n\r]/.test(definition.name)) {
      plan.refuse(path, 'A custom field whose name contains a comma cannot be written through RT.');
    } else if (isWritable(plan, path, definition, values)) {
      seen.add(definition.name);
      const key = `CF.{${definition.name}}`;
      const spelled = spellValues(definition, values, zone);
      if ('problem' in spelled) {
        plan.refuse(path, spelled.problem);
        return;
      }
      const { texts, dates } = spelled;
      const names = [definition.name.toLowerCase()];
      const columns = [{ key, zoned: false }];
      if (dates && dates.length > 0) {
        const date = new CustomFieldInstants(key, definition, dates, zone);
        const form = [{ key, value: date.write() }];
        plan.add({
          path,
          names,
          form,
          ...(definition.multiple && { values: date.write().split(',') }),
          columns,
          isStored: (ticket) => date.isStored(ticket),
          date,
        });
        return;
      }
      plan.add({
        path,
        names,
        form: [{ key, value: encode(definition, texts) }],
        ...(definition.multiple && { values: texts }),
        columns,
        isStored(ticket) {
          const field = ticket.customFields().find((known) => known.name === definition.name);
          return meansValues(definition, field?.rawValue ?? '', values);
        },
      });
    }
  });
}

function isWritable(
  plan: PlanBuilder,
  path: readonly string[],
  definition: CustomFieldDefinition,
  values: readonly string[],
): boolean {
  if (!definition.multiple && values.length > 1) {
    plan.refuse(path, `${quoted(definition.name)} accepts only one value.`);
    return false;
  }
  if (values.some((value) => value === '')) {
    plan.refuse(path, 'RT cannot store an empty value. To clear the field, use an empty list.');
    return false;
  }
  if (definition.multiple) {
    const broken = values.some((value) => /[\n\r]/.test(value));
    if (broken)
      plan.refuse(
        path,
        'RT splits the values of this field at line breaks. Remove the line break.',
      );
    const halved = !values.every(hasOnlyCharacters);
    if (halved) plan.refuse(path, noCharacters);
    return !broken && !halved;
  }
  const manyLines = /^(?:Text|Wikitext|HTML)$/i.test(definition.type);
  const [value] = values;
  if (value === undefined) return true;
  return manyLines
    ? plan.isText(path, value)
    : plan.isLine(path, value, { maxBytes: 255, free: true });
}

function encode(definition: CustomFieldDefinition, values: readonly string[]): string {
  return definition.multiple ? values.map(quoteListMember).join(',') : (values[0] ?? '');
}
