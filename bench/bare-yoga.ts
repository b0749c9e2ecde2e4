// A GraphQL Yoga with nothing behind it: a program of its own, on the port in PORT.
import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import { stubNumbers, stubTicket } from './stub-page.js';

const nodes = stubNumbers.map(stubTicket);

const yoga = createYoga({
  schema: createSchema({
    typeDefs: /* GraphQL */ `
      type Query {
        tickets(first: Int): TicketConnection!
      }
      type TicketConnection {
        nodes: [Ticket!]!
      }
      type Ticket {
        number: Int!
        subject: String!
        status: String!
        priority: Int!
        createdAt: String!
        updatedAt: String!
        dueAt: String
        timeWorkedMinutes: Int!
        queue: Named!
        owner: Named
      }
      type Named {
        name: String!
      }
    `,
    resolvers: { Query: { tickets: () => ({ nodes }) } },
  }),
  logging: false,
  landingPage: false,
  graphiql: false,
});

createServer(yoga).listen(Number(process.env['PORT']), '127.0.0.1');
