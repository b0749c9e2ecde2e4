import { type GraphQLSchema, specifiedDirectives } from 'graphql';
import './attachment/message-of.js';
import './attachment/ticket-attachments.js';
import './custom-field/custom-fields-of.js';
import './federation/entities.js';
import './group/find-groups.js';
import './history/changes.js';
import './history/ticket-history.js';
import './history/relations.js';
import './link/dependency-graph.js';
import './link/link.js';
import './mutation/change-owner.js';
import './mutation/change-watchers.js';
import './mutation/claim-next-ticket.js';
import './mutation/comment-and-reply.js';
import './mutation/create-ticket.js';
import './mutation/groups.js';
import './mutation/links.js';
import './mutation/merge-ticket.js';
import './mutation/queues.js';
import './mutation/update-ticket.js';
import './mutation/update-tickets.js';
import './mutation/users.js';
import './find-by-id.js';
import './queue/find-queues.js';
import './scalars.js';
import './rt-server.js';
import './ticket/new-ticket-defaults.js';
import './ticket/find-tickets.js';
import './user/find-users.js';
import './user/viewer.js';
import { countAnswerBytes } from './answer-bytes.js';
import { builder } from './builder.js';
import { costDirectives } from './cost/directives.js';
import { incrementalDirectives } from './incremental-directives.js';

builder.queryType({ description: 'Everything that can be read.' });
builder.mutationType({
  description:
    'Everything that can be written. Each answers with what really happened; a write is never sent twice.',
});

/** What GraphiQL's docs begin with. The schema of a federated graph is not ours to describe. */
const description =
  'Tickets of Request Tracker, with the queues, people, files and history around them. RT decides what each caller sees and may change. Every type and field says what it is, and when it is null.';

/** The schema that clients see, or its variant that is part of a federated graph. */
export function buildSchema({ asSubgraph = false } = {}): GraphQLSchema {
  if (!asSubgraph) {
    const directives = [...specifiedDirectives, ...incrementalDirectives, ...costDirectives];
    const schema = Object.assign(builder.toSchema({ directives }), { description });
    countAnswerBytes(schema);
    return schema;
  }
  // A gateway plans `@defer` itself, so the subgraph's print does not name it.
  const schema = builder.toSubGraphSchema({
    asSubgraph,
    linkUrl: 'https://specs.apollo.dev/federation/v2.9',
    federationDirectives: ['@cost', '@key', '@listSize', '@shareable'],
  });
  countAnswerBytes(schema);
  return schema;
}
