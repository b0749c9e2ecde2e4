import { InvalidInputError } from '../rt/errors.js';
import { type ObjectKind, objectKinds, parseId } from '../rt/object-spec.js';
import { quoted } from '../rt/quoted.js';

/** Reads `ticket/17`, the form that every `id` has. */
export function readObjectId(text: string): { readonly kind: ObjectKind; readonly id: number } {
  const slash = text.indexOf('/');
  const kind = objectKinds.find((known) => known === text.slice(0, slash));
  const id = parseId(text.slice(slash + 1));
  if (kind === undefined || id === undefined) {
    throw new InvalidInputError(
      `${quoted(text)} is not a valid ID. An ID is the kind and number of an object, e.g. ticket/17.`,
    );
  }
  return { kind, id };
}

/** Reads an id where the type is known: `ticket/17` or `17`, and `#17`, as people write and RT prints tickets. */
export function readIdOf(kind: ObjectKind, text: string): number {
  const id = parseId(kind === 'ticket' ? text.replace(/^#/, '') : text);
  if (id !== undefined) return id;
  const object = readObjectId(text);
  if (object.kind === kind) return object.id;
  throw new InvalidInputError(
    `${quoted(text)} is the ID of ${named(object.kind)}. Use the ID of ${named(kind)}.`,
  );
}

function named(kind: ObjectKind): string {
  if (kind === 'transaction') return 'a history item';
  return kind === 'attachment' ? 'an attachment' : `a ${kind}`;
}
