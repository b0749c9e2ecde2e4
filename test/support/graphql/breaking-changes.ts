import { findBreakingChanges, type GraphQLSchema, isEnumType } from 'graphql';

/** How long something stays deprecated before it may go, in days: six months. */
const notice = 182;

/**
 * What in a schema would break clients of an earlier one. Something may go when it was deprecated six months ago:
 * its reason then said `since 2026-11-24`.
 */
export function breakingChanges(
  released: GraphQLSchema,
  now: GraphQLSchema,
  today = new Date(),
): readonly string[] {
  return findBreakingChanges(released, now)
    .map(({ description }) => description)
    .filter((description) => !wasAnnounced(released, description, today));
}

function wasAnnounced(schema: GraphQLSchema, description: string, today: Date): boolean {
  const field = /^(?<owner>\w+)\.(?<member>\w+) was removed/;
  const value = /^(?<member>\w+) was removed from enum type (?<owner>\w+)/;
  const gone = (field.exec(description) ?? value.exec(description))?.groups;
  const reason = reasonOf(schema, gone?.['owner'] ?? '', gone?.['member'] ?? '');
  const since = /since (\d{4}-\d\d-\d\d)/.exec(reason ?? '')?.[1];
  return since !== undefined && today.getTime() - Date.parse(since) >= notice * 86_400_000;
}

function reasonOf(schema: GraphQLSchema, owner: string, member: string): string | null | undefined {
  const type = schema.getType(owner);
  if (isEnumType(type)) return type.getValue(member)?.deprecationReason;
  return type && 'getFields' in type ? type.getFields()[member]?.deprecationReason : undefined;
}
