import { type ASTNode, type FieldDefinitionNode, type NameNode, parse, visit } from 'graphql';

/** Directives to print in an SDL. graphql-js prints those of its own, and forgets all others. */
export interface Annotations {
  /** Their definitions, where the reader of the SDL does not know them. */
  readonly definitions?: string;
  /** Applied directives of an input type, e.g. `@oneOf`. */
  readonly onInput?: (type: string) => readonly string[];
  /** Applied directives of a field of an object type or interface. */
  readonly onField?: (type: string, field: string) => readonly string[];
}

/** An SDL with more directives in it, and otherwise as it was, to the letter. */
export function annotateSdl(sdl: string, annotations: Annotations): string {
  const { definitions, onInput, onField } = annotations;
  const parts: string[] = definitions === undefined ? [] : [definitions, '\n\n'];
  let done = 0;
  const insert = (node: Place | undefined, directives: readonly string[] = []) => {
    const at = node?.loc?.end;
    if (at === undefined || directives.length === 0) return;
    parts.push(sdl.slice(done, at), ` ${directives.join(' ')}`);
    done = at;
  };
  const ofFields = ({ name, fields = [] }: Fielded) => {
    for (const field of fields) insert(field, onField?.(name.value, field.name.value));
    return false;
  };
  visit(parse(sdl), {
    ObjectTypeDefinition: ofFields,
    InterfaceTypeDefinition: ofFields,
    InputObjectTypeDefinition({ name, directives = [] }) {
      insert(directives.at(-1) ?? name, onInput?.(name.value));
      return false;
    },
  });
  return [...parts, sdl.slice(done)].join('');
}

type Place = Pick<ASTNode, 'loc'>;

interface Fielded {
  readonly name: NameNode;
  readonly fields?: readonly FieldDefinitionNode[];
}
