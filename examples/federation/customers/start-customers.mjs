import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { listen } from '../listen.mjs';

/**
 * @typedef {object} Customer
 * @property {string} id
 * @property {string} name
 * @property {'BASIC' | 'PREMIUM'} plan
 * @property {string} accountManager the login name of an RT user
 * @property {readonly string[]} contacts login names of RT users
 * @property {readonly number[]} tickets numbers of RT tickets
 */

const typeDefs = parse(readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8'));

/** A user as this subgraph knows it: the name is all that rt-graphql needs to find the rest. */
const user = (name) => ({ name });

/** The same for tickets. */
const ticket = (number) => ({ number });

/**
 * Serves the subgraph of customers: it holds the names of RT users and the numbers of RT tickets, and
 * adds `customer` to both.
 * @param {readonly Customer[]} customers
 * @returns {Promise<string>} its GraphQL endpoint
 */
export async function startCustomers(customers) {
  const resolvers = {
    Query: {
      customers: () => customers,
      customer: (_, { id }) => customers.find((one) => one.id === id) ?? null,
    },
    Customer: {
      __resolveReference: ({ id }) => customers.find((one) => one.id === id) ?? null,
      accountManager: (customer) => user(customer.accountManager),
      contacts: (customer) => customer.contacts.map(user),
      tickets: (customer) => customer.tickets.map(ticket),
    },
    Ticket: {
      customer: ({ number }) => customers.find((one) => one.tickets.includes(number)) ?? null,
    },
    User: {
      customer: ({ name }) => customers.find((one) => one.contacts.includes(name)) ?? null,
      accounts: ({ name }) => customers.filter((one) => one.accountManager === name),
    },
  };
  const schema = buildSubgraphSchema({ typeDefs, resolvers });
  return listen(createServer(createYoga({ schema, logging: 'warn' })), 0);
}
