import { type GraphQLSchema, specifiedDirectives } from 'graphql';
import { placeLiterals } from './placed-literals.js';
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
import './live/subscriptions.js';
import './live/ticket-changes.js';
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

builder.queryType({ description: 'The queries of this API.' });
builder.mutationType({
  description:
    'The mutations of this API. Each returns what RT actually changed. A write that RT may have applied is never sent again.',
});

/** What GraphiQL's docs begin with. The schema of a federated graph is not ours to describe. */
const description =
  'Tickets in Request Tracker (RT), and the queues, people, files and history that belong to them. RT decides what each caller may see and change. Fields that can be null say when they are.';

/** The schema that clients see, or its variant that is part of a federated graph. */
export function buildSchema({ asSubgraph = false } = {}): GraphQLSchema {
  if (!asSubgraph) {
    const directives = [...specifiedDirectives, ...incrementalDirectives, ...costDirectives];
    const schema = Object.assign(builder.toSchema({ directives }), { description });
    countAnswerBytes(schema);
    placeLiterals(schema);
    return schema;
  }
  // A gateway plans `@defer` itself, so the subgraph's print does not name it.
  const schema = builder.toSubGraphSchema({
    asSubgraph,
    linkUrl: 'https://specs.apollo.dev/federation/v2.9',
    federationDirectives: ['@cost', '@key', '@listSize', '@shareable'],
  });
  countAnswerBytes(schema);
  placeLiterals(schema);
  return schema;
}
