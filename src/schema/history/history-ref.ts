import { orNull } from '../../rt/or-null.js';
import { builder } from '../builder.js';
import { readIdOf } from '../object-id.js';
import { wantedOf } from '../wanted.js';
import type { TransactionObject } from './history-item.js';
import { typeNameOf } from './type-name.js';

const byId = builder.selection<{ readonly id: string }>('id');

/** A type of history items, which a federated graph may refer to by id. One of another type is null. */
export function historyRef(name: string) {
  const ref = builder.objectRef<TransactionObject>(name);
  const only = new Set([name]);
  builder.asEntity(ref, {
    key: byId,
    async resolveReference({ id }, { load }, info) {
      // A gateway's JSON: what should be an ID may be anything.
      const number = readIdOf('transaction', String(id));
      const item = await orNull(load.object.transaction(number, wantedOf(info, only)));
      return item && typeNameOf(item) === name ? item : null;
    },
  });
  return ref;
}
