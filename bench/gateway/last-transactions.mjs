/** Pages of 100 transactions that are read at most for one batch. */
const mostPages = 20;

/** Tickets of one operation that wait for their transactions, by the operation's context. */
const waiting = new WeakMap();

async function search(ids, last, context, info) {
  const found = new Map(ids.map((id) => [id, []]));
  const lacking = new Set(ids);
  for (let page = 1; lacking.size > 0 && page <= mostPages; page++) {
    const { items } = await context.RT.Query.transactions({
      root: {},
      args: {
        input: [
          { field: 'ObjectType', operator: 'IN', value: ['RT::Ticket'] },
          { field: 'ObjectId', operator: 'IN', value: ids },
        ],
        ...{ per_page: 100, page, orderby: 'id', order: 'DESC' },
        fields: 'Type,Created,ObjectId',
      },
      selectionSet: '{ items { Type Created ObjectId } }',
      context,
      info,
    });
    for (const item of items) {
      const { ObjectId: id } = item;
      if (!lacking.has(id)) continue;
      found.get(id).unshift(item);
      if (found.get(id).length === last) lacking.delete(id);
    }
  }
  return found;
}

/**
 * The last transactions of a ticket, read together with those of all other tickets of the operation: the source by
 * itself would send one request a ticket.
 */
export async function lastTransactions({ id }, { last }, context, info) {
  let batch = waiting.get(context);
  if (batch === undefined) {
    const ids = [];
    const found = new Promise((resolve) => setImmediate(resolve)).then(() => {
      waiting.delete(context);
      return search(ids, last, context, info);
    });
    batch = { ids, found };
    waiting.set(context, batch);
  }
  batch.ids.push(id);
  return (await batch.found).get(id);
}
