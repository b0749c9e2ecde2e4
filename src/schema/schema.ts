import type { GraphQLSchema } from 'graphql';
import './attachment/history-item.js';
import './attachment/on-ticket.js';
import './custom-field/on-object.js';
import './group/queries.js';
import './history/changes.js';
import './history/on-ticket.js';
import './history/relations.js';
import './link/blockers.js';
import './link/dependency-graph.js';
import './link/link.js';
import './node-queries.js';
import './queue/queries.js';
import './scalars.js';
import './rt-server.js';
import './ticket/new-ticket-defaults.js';
import './ticket/queries.js';
import './user/queries.js';
import './user/viewer.js';
import { builder } from './builder.js';

builder.queryType({ description: 'Everything that can be read.' });

/** The schema that clients see. */
export function buildSchema(): GraphQLSchema {
  return builder.toSchema();
}
