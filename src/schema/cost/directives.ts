import {
  DirectiveLocation,
  GraphQLBoolean,
  GraphQLDirective,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
} from 'graphql';

const names = new GraphQLList(new GraphQLNonNull(GraphQLString));

/** The directives by which the printed schema tells what operations cost (GraphQL cost directives specification). */
export const costDirectives: readonly GraphQLDirective[] = [
  new GraphQLDirective({
    name: 'cost',
    description:
      'What a field counts towards the cost of an operation. Without it, an object counts 1 and anything else 0.',
    locations: [
      DirectiveLocation.ARGUMENT_DEFINITION,
      DirectiveLocation.ENUM,
      DirectiveLocation.FIELD_DEFINITION,
      DirectiveLocation.INPUT_FIELD_DEFINITION,
      DirectiveLocation.OBJECT,
      DirectiveLocation.SCALAR,
    ],
    args: {
      weight: { type: new GraphQLNonNull(GraphQLString), description: 'A number, as a string.' },
    },
  }),
  new GraphQLDirective({
    name: 'listSize',
    description:
      'How many items count for a list, at least one. The cost of an item, with all that is selected of it, is multiplied by them. A list without this counts once.',
    locations: [DirectiveLocation.FIELD_DEFINITION],
    args: {
      assumedSize: {
        type: GraphQLInt,
        description: 'Items that count when no slicing argument is given.',
      },
      slicingArguments: {
        type: names,
        description:
          'Arguments that set the number of items: the largest counts, a list by its length.',
      },
      sizedFields: {
        type: names,
        description: 'Subfields that are the list, where the field itself is a page of it.',
      },
      requireOneSlicingArgument: {
        type: GraphQLBoolean,
        defaultValue: true,
        description: 'Whether exactly one slicing argument is needed.',
      },
    },
  }),
];
