import {
  DirectiveLocation,
  GraphQLBoolean,
  GraphQLDirective,
  GraphQLInt,
  GraphQLNonNull,
  GraphQLString,
} from 'graphql';

const label = {
  type: GraphQLString,
  description: 'A name for the part, unique in the document. Each answer for the part repeats it.',
};
const ifArgument = {
  type: new GraphQLNonNull(GraphQLBoolean),
  defaultValue: true,
  description: 'False: the part comes with the rest.',
};

/**
 * The directives that let a part of an answer come later. Clients that check their documents against the printed
 * schema need to find them there; executing them needs only their names.
 */
export const incrementalDirectives: readonly GraphQLDirective[] = [
  new GraphQLDirective({
    name: 'defer',
    description:
      'Lets a fragment come after the rest of the answer, for clients that accept multipart/mixed or text/event-stream. For all others the answer comes whole.',
    locations: [DirectiveLocation.FRAGMENT_SPREAD, DirectiveLocation.INLINE_FRAGMENT],
    args: { if: ifArgument, label },
  }),
  new GraphQLDirective({
    name: 'stream',
    description:
      'Lets the items of a list come after the rest of the answer, for clients that accept multipart/mixed or text/event-stream. For all others the answer comes whole.',
    locations: [DirectiveLocation.FIELD],
    args: {
      if: ifArgument,
      label,
      initialCount: {
        type: GraphQLInt,
        defaultValue: 0,
        description: 'How many items come with the rest.',
      },
    },
  }),
];
