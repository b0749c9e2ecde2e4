import type { DocumentNode, GraphQLSchema } from 'graphql';
import { type UploadPlace, uploadPlaces, type Variables } from './upload-places.js';

/** How the variables editor names a chosen file. */
const prefix = 'file:';

/** A file and where the variables want it. */
export interface PlacedFile {
  readonly path: UploadPlace['path'];
  readonly file: File;
}

/** Files that a person chose. They live in this page's memory: a reload forgets them. */
export class ChosenFiles {
  readonly #files = new Map<string, File>();

  /** Keeps a file and gives what stands for it in the variables. Two files of one name stay two. */
  add(file: File): string {
    let name = file.name;
    for (let number = 2; ; number += 1) {
      const kept = this.#files.get(name);
      if (kept === undefined || isSame(kept, file)) break;
      name = `${file.name} (${number})`;
    }
    this.#files.set(name, file);
    return prefix + name;
  }

  /**
   * The files that an operation's variables name, where the schema wants files.
   *
   * @throws Error for a name whose file is not there any more.
   */
  of(
    schema: GraphQLSchema,
    document: DocumentNode,
    operationName: string | undefined,
    variables: Variables,
  ): PlacedFile[] {
    return uploadPlaces(schema, document, operationName, variables).flatMap(({ path, value }) => {
      if (typeof value !== 'string' || !value.startsWith(prefix)) return [];
      const name = value.slice(prefix.length);
      const file = this.#files.get(name);
      if (file !== undefined) return [{ path, file }];
      throw new Error(
        `Choose the file "${name}" again with the Files button: a page forgets its files when it is reloaded.`,
      );
    });
  }
}

/** Whether a text in the variables stands for a file, and for which. */
export function fileNameOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.startsWith(prefix)
    ? value.slice(prefix.length)
    : undefined;
}

function isSame(one: File, other: File): boolean {
  return (
    one === other ||
    (one.size === other.size && one.lastModified === other.lastModified && one.type === other.type)
  );
}

/** The one set of this page. */
export const chosenFiles = new ChosenFiles();
