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
  description:
    'A name for the deferred or streamed part, unique in the document. It is repeated in each payload for that part.',
};
const ifArgument = {
  type: new GraphQLNonNull(GraphQLBoolean),
  defaultValue: true,
  description: 'False: deliver it with the rest of the response.',
};

/**
 * The directives that let a part of an answer come later. Clients that check their documents against the printed
 * schema need to find them there; executing them needs only their names.
 */
export const incrementalDirectives: readonly GraphQLDirective[] = [
  new GraphQLDirective({
    name: 'defer',
    description:
      'Delivers a fragment after the rest of the response. The client must accept multipart/mixed or text/event-stream; other clients receive one complete response.',
    locations: [DirectiveLocation.FRAGMENT_SPREAD, DirectiveLocation.INLINE_FRAGMENT],
    args: { if: ifArgument, label },
  }),
  new GraphQLDirective({
    name: 'stream',
    description:
      'Delivers the items of a list after the rest of the response. The client must accept multipart/mixed or text/event-stream; other clients receive one complete response.',
    locations: [DirectiveLocation.FIELD],
    args: {
      if: ifArgument,
      label,
      initialCount: {
        type: GraphQLInt,
        defaultValue: 0,
        description: 'The number of items to deliver with the rest of the response.',
      },
    },
  }),
];
