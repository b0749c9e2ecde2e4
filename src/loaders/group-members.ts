import DataLoader from 'dataloader';
import { RtError } from '../rt/errors.js';
import { byId } from '../rt/object-spec.js';
import { type GroupMemberLine, groupColumns } from '../rt/records/group.js';
import type { Upstream } from '../rt/upstream.js';

/**
 * The members of groups, many groups in one request. RT prints members only when they are asked for by name,
 * and not in whole forms, so they cannot share a request that needs those.
 */
export function createGroupMemberLoader(upstream: Upstream) {
  const loader = new DataLoader<number, readonly GroupMemberLine[]>(
    async (ids) => {
      const forms = await upstream.show(
        ids.map((id) => byId('group', id)),
        { columns: [groupColumns.members.key] },
      );
      return forms.map((form) =>
        form instanceof RtError
          ? form
          : groupColumns.members.read(form.fields.get(groupColumns.members.key) ?? ''),
      );
    },
    { maxBatchSize: 100 },
  );
  return {
    load: (group: number) => loader.load(group),
    clear: () => void loader.clearAll(),
  };
}
