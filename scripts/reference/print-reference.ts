import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLEnumValue,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
  print,
} from 'graphql';

/** A page of the reference: its file, heading, what it says first, and which types it has. */
interface Page {
  readonly file: string;
  readonly title: string;
  readonly intro: string;
  readonly has: (type: GraphQLNamedType, schema: GraphQLSchema) => boolean;
}

const isRoot = (type: GraphQLNamedType, schema: GraphQLSchema): boolean =>
  [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].some(
    (root) => root?.name === type.name,
  );

/** The first page that has a type is its page. */
const pages: readonly Page[] = [
  {
    file: 'operations.md',
    title: 'Queries, mutations and subscriptions',
    intro: 'The fields that an operation can start with.',
    has: isRoot,
  },
  {
    file: 'connections.md',
    title: 'Connections',
    intro:
      'Pages of lists, as Relay defines them. Each connection has edges, and each edge a node.',
    has: (type) => isObjectType(type) && /(?:Connection|Edge)$/.test(type.name),
  },
  {
    file: 'payloads.md',
    title: 'Results of mutations',
    intro: 'The types that mutations return.',
    has: (type) => isObjectType(type) && type.name.endsWith('Payload'),
  },
  {
    file: 'objects.md',
    title: 'Objects',
    intro: 'The types with fields, except connections and results of mutations.',
    has: (type) => isObjectType(type),
  },
  {
    file: 'interfaces.md',
    title: 'Interfaces and unions',
    intro: 'Types that stand for several object types.',
    has: (type) => isAbstractType(type),
  },
  {
    file: 'inputs.md',
    title: 'Input types',
    intro:
      'The types of arguments. Fields that end in `!` are required unless they have a default.',
    has: (type) => isInputObjectType(type),
  },
  {
    file: 'enums.md',
    title: 'Enums',
    intro: 'The types with a fixed set of values.',
    has: (type) => isEnumType(type),
  },
  {
    file: 'scalars.md',
    title: 'Scalars and directives',
    intro: 'The types of single values, and the directives of the schema.',
    has: (type) => isScalarType(type) && !isSpecifiedScalarType(type),
  },
];

/** Text for a cell or a paragraph: what Markdown would read as markup is escaped, except code. */
const prose = (text: string | null | undefined): string =>
  (text ?? '')
    .replace(/\s+/g, ' ')
    .split(/(`[^`]*`)/)
    .map((part, at) =>
      at % 2 ? part : part.replace(/[*[\]]|(?<!\w)_|_(?!\w)/g, '\\$&').replace(/</g, '&lt;'),
    )
    .join('')
    .replaceAll('|', '\\|')
    .trim();

const isBuiltIn = (type: GraphQLNamedType): boolean => type.name.startsWith('__');

type Value =
  | GraphQLField<unknown, unknown>
  | GraphQLArgument
  | GraphQLInputField
  | GraphQLEnumValue;

/** The pages of the reference by file name: every type, field, argument, value and directive of a schema. */
export function printReference(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const pageOf = (type: GraphQLNamedType) => pages.find(({ has }) => has(type, schema));
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !isBuiltIn(type) && pageOf(type))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

  const linkTo = (type: GraphQLNamedType): string => {
    const page = pageOf(type);
    return page ? `[${type.name}](${page.file}#${type.name.toLowerCase()})` : type.name;
  };
  const typeText = (type: GraphQLType): string => {
    if (isNonNullType(type)) return `${typeText(type.ofType)}!`;
    if (isListType(type)) return `\\[${typeText(type.ofType)}\\]`;
    return linkTo(getNamedType(type));
  };
  const described = ({ description, deprecationReason }: Value): string =>
    deprecationReason == null
      ? prose(description)
      : `**Deprecated:** ${prose(deprecationReason)} ${prose(description)}`;
  const given = (arg: GraphQLArgument | GraphQLInputField): string => {
    if (arg.defaultValue === undefined) return typeText(arg.type);
    const value = astFromValue(arg.defaultValue, arg.type);
    return `${typeText(arg.type)}${value ? ` = \`${print(value).replace(/\s+/g, ' ')}\`` : ''}`;
  };
  const argument = (arg: GraphQLArgument): string =>
    `<br>• \`${arg.name}\`: ${given(arg)}. ${described(arg)}`;
  const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
    [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const fieldTable = (fields: readonly GraphQLField<unknown, unknown>[]): string =>
    table(
      ['Field', 'Type', 'Description'],
      fields.map((field) => [
        `\`${field.name}\``,
        typeText(field.type),
        described(field) + field.args.map(argument).join(''),
      ]),
    );
  const inputTable = (fields: readonly (GraphQLArgument | GraphQLInputField)[]): string =>
    table(
      ['Name', 'Type', 'Description'],
      fields.map((field) => [`\`${field.name}\``, given(field), described(field)]),
    );
  const sorted = <T extends { readonly name: string }>(items: Iterable<T>): readonly T[] =>
    [...items].sort((a, b) => (a.name < b.name ? -1 : 1));

  function* sections(type: GraphQLNamedType): Generator<string> {
    yield `## ${type.name}`;
    yield prose(type.description);
    if (isInterfaceType(type) || isObjectType(type)) {
      const interfaces = type.getInterfaces();
      if (interfaces.length > 0) yield `Implements ${sorted(interfaces).map(linkTo).join(', ')}.`;
    }
    if (isAbstractType(type)) {
      yield `Possible types: ${sorted(schema.getPossibleTypes(type)).map(linkTo).join(', ')}.`;
    }
    if (isRoot(type, schema) && isObjectType(type)) {
      for (const field of sorted(Object.values(type.getFields()))) {
        yield `### ${field.name}`;
        yield described(field);
        yield `Returns ${typeText(field.type)}.`;
        if (field.args.length > 0) yield inputTable(sorted(field.args));
      }
    } else if (isObjectType(type) || isInterfaceType(type)) {
      yield fieldTable(sorted(Object.values(type.getFields())));
    }
    if (isInputObjectType(type)) yield inputTable(sorted(Object.values(type.getFields())));
    if (isEnumType(type)) {
      yield table(
        ['Value', 'Description'],
        sorted(type.getValues()).map((value) => [`\`${value.name}\``, described(value)]),
      );
    }
    if (isScalarType(type) && type.specifiedByURL) yield `Specification: <${type.specifiedByURL}>`;
  }

  function* directives(): Generator<string> {
    for (const directive of sorted(schema.getDirectives())) {
      if (isSpecifiedDirective(directive)) continue;
      yield `## @${directive.name}`;
      yield prose(directive.description);
      yield `Locations: ${directive.locations.map((name) => `\`${name}\``).join(', ')}.`;
      yield inputTable(sorted(directive.args));
    }
  }

  const files = pages.map(({ file, title, intro }): readonly [string, string] => {
    const own = types.filter((type) => pageOf(type)?.file === file);
    const body = [
      `# ${title}`,
      `${intro} All pages: [reference](README.md).`,
      ...own.flatMap((type) => [...sections(type)]),
      ...(file === 'scalars.md' ? directives() : []),
    ];
    return [file, `${body.filter(Boolean).join('\n\n')}\n`];
  });
  const index = [
    '# Reference',
    `${prose(schema.description)} These pages are printed from the schema by \`npm run schema\`.`,
    table(
      ['Page', 'Types'],
      pages.map(({ file, title }) => [
        `[${title}](${file})`,
        types
          .filter((type) => pageOf(type)?.file === file)
          .map(linkTo)
          .join(', '),
      ]),
    ),
  ];
  return new Map([['README.md', `${index.join('\n\n')}\n`], ...files]);
}
