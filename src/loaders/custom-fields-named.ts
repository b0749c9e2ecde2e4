import type { CustomFieldDefinition } from '../rt/custom-field-definitions.js';
import { NotFoundError } from '../rt/errors.js';

/**
 * The custom fields of tickets that have a name, as far as the caller may see them. RT tells definitions by queue
 * only, so those of all visible queues are asked for, in one request.
 */
export function createCustomFieldsNamed(
  queues: () => Promise<readonly number[]>,
  definitionsOf: (queue: { readonly id: number }) => Promise<readonly CustomFieldDefinition[]>,
) {
  async function list(): Promise<readonly CustomFieldDefinition[]> {
    const of = async (id: number) => {
      try {
        return await definitionsOf({ id });
      } catch (error) {
        if (error instanceof NotFoundError) return [];
        throw error;
      }
    };
    return (await Promise.all((await queues()).map(of))).flat();
  }

  let all: Promise<readonly CustomFieldDefinition[]> | undefined;
  return async (name: string): Promise<readonly CustomFieldDefinition[]> => {
    all ??= list();
    return (await all).filter((field) => field.name.toLowerCase() === name.toLowerCase());
  };
}
