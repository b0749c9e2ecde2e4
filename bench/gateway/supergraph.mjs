import { composeSubgraphs } from '@graphql-mesh/fusion-composition';
import { loadJSONSchemaSubgraph } from '@omnigraph/json-schema';

const text = { type: 'string' };
const integer = { type: 'integer' };
const object = (title, properties) => ({ title, type: 'object', properties });
const list = (items) => ({ type: 'array', items });
const page = (title, items) => object(title, { total: integer, items: list(items) });

const user = object('User', { Name: text, RealName: text, EmailAddress: text });
const ticket = object('Ticket', {
  id: text,
  Subject: text,
  Status: text,
  Queue: object('Queue', { Name: text, Description: text }),
  Owner: user,
  Requestor: list(user),
  CustomFields: list(object('CustomFieldValues', { name: text, values: list(text) })),
});
const transaction = object('Transaction', {
  Type: text,
  Created: text,
  ObjectId: text,
  Creator: user,
});
const condition = object('Condition', { field: text, operator: text, value: list(text) });

/** Arguments of every list; a client asks for the fields that it selects. */
const listed = {
  argTypeMap: { per_page: integer, page: integer, orderby: text, order: text, fields: text },
  queryParamArgMap: {
    ...{ per_page: 'per_page', page: 'page', orderby: 'orderby', order: 'order', fields: 'fields' },
  },
};

/** Arguments for the fields of records that are expanded within the list's. */
const expanding = (columns) => ({
  argTypeMap: Object.fromEntries(columns.map((column) => [`of${column}`, text])),
  queryParamArgMap: Object.fromEntries(
    columns.map((column) => [`fields[${column}]`, `of${column}`]),
  ),
});

function operation({ argTypeMap, queryParamArgMap, ...rest }, columns) {
  const expanded = expanding(columns);
  return {
    type: 'Query',
    method: 'GET',
    ...rest,
    argTypeMap: { ...listed.argTypeMap, ...expanded.argTypeMap, ...argTypeMap },
    queryParamArgMap: {
      ...listed.queryParamArgMap,
      ...expanded.queryParamArgMap,
      ...queryParamArgMap,
    },
  };
}

const operations = [
  operation(
    {
      field: 'tickets',
      path: '/tickets',
      responseSchema: page('TicketPage', ticket),
      argTypeMap: { query: text },
      queryParamArgMap: { query: 'query' },
    },
    ['Queue', 'Owner', 'Requestor'],
  ),
  operation(
    {
      field: 'history',
      path: '/ticket/{args.ticket}/history',
      responseSchema: page('TransactionPage', transaction),
      argTypeMap: { ticket: text },
    },
    ['Creator'],
  ),
  operation(
    {
      field: 'transactions',
      path: '/transactions',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      requestSchema: list(condition),
      responseSchema: page('TransactionPage', transaction),
    },
    [],
  ),
];

/**
 * Composes the lists of RT's REST 2.0 into a supergraph with one source, as `mesh-compose` does. The caller's cookie
 * goes to RT with every request.
 * @param {string} rt RT's base URL
 * @returns {Promise<string>} its SDL
 */
export async function composeSupergraph(rt) {
  const load = loadJSONSchemaSubgraph('RT', {
    endpoint: `${rt}/REST/2.0`,
    operationHeaders: { cookie: '{context.headers.cookie}' },
    operations,
  });
  const { schema$ } = load({ fetch, cwd: process.cwd() });
  return composeSubgraphs([{ name: 'RT', schema: await schema$ }]).supergraphSdl;
}
