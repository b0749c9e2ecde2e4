import type { PlacedFile } from './chosen-files.js';
import type { Variables } from './upload-places.js';

/** What a GraphQL request says, whatever way it is sent. */
export interface Operation {
  readonly query: string;
  readonly variables?: Variables;
  readonly operationName?: string;
}

/** The text parts of a GraphQL multipart request; the files follow as parts named 0, 1 and so on. */
export function multipartTexts(
  operation: Operation,
  files: readonly PlacedFile[],
): { readonly operations: string; readonly map: string } {
  const nulled = files.reduce<unknown>(
    (variables, { path }) => withNull(variables, path),
    operation.variables,
  );
  const map = files.map(({ path }, index) => [index, [['variables', ...path].join('.')]] as const);
  return {
    operations: JSON.stringify({ ...operation, variables: nulled }),
    map: JSON.stringify(Object.fromEntries(map)),
  };
}

/** A whole multipart request's body. */
export function multipartBody(operation: Operation, files: readonly PlacedFile[]): FormData {
  const { operations, map } = multipartTexts(operation, files);
  const form = new FormData();
  form.append('operations', operations);
  form.append('map', map);
  for (const [index, { file }] of files.entries()) form.append(String(index), file);
  return form;
}

function withNull(value: unknown, [step, ...rest]: PlacedFile['path']): unknown {
  if (step === undefined) return null;
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === step ? withNull(item, rest) : item));
  }
  if (typeof value !== 'object' || value === null) return value;
  return { ...value, [step]: withNull(Reflect.get(value, step), rest) };
}
