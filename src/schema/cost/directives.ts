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
      'The weight of a field when the cost of an operation is counted. Without this directive, an object costs 1 and everything else 0.',
    locations: [
      DirectiveLocation.ARGUMENT_DEFINITION,
      DirectiveLocation.ENUM,
      DirectiveLocation.FIELD_DEFINITION,
      DirectiveLocation.INPUT_FIELD_DEFINITION,
      DirectiveLocation.OBJECT,
      DirectiveLocation.SCALAR,
    ],
    args: {
      weight: {
        type: new GraphQLNonNull(GraphQLString),
        description: 'The weight, as a string that contains a number.',
      },
    },
  }),
  new GraphQLDirective({
    name: 'listSize',
    description:
      'The number of items, at least 1, that a list counts as. The cost of one item and everything selected on it is multiplied by this number. A list without this directive counts as one item.',
    locations: [DirectiveLocation.FIELD_DEFINITION],
    args: {
      assumedSize: {
        type: GraphQLInt,
        description: 'The number of items to count when no slicing argument is given.',
      },
      slicingArguments: {
        type: names,
        description:
          'The arguments that set the number of items. The largest one counts; a list argument counts by its length.',
      },
      sizedFields: {
        type: names,
        description: 'The subfields that hold the list, if the field itself is a page.',
      },
      requireOneSlicingArgument: {
        type: GraphQLBoolean,
        defaultValue: true,
        description: 'Whether exactly one slicing argument must be given.',
      },
    },
  }),
];
