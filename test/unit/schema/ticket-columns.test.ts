import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphQLNamedType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { ticketColumnList } from '../../../src/rt/columns/ticket.js';
import { buildSchema } from '../../../src/schema/schema.js';

const schema = buildSchema();

/** The names of a type's fields, or of an enum's values. */
function namesIn(type: string): readonly string[] {
  const named: GraphQLNamedType | undefined = schema.getType(type);
  if (named && 'getFields' in named) return Object.keys(named.getFields());
  if (named && 'getValues' in named) return named.getValues().map(({ name }) => name);
  throw new Error(`The schema has no fields or values in ${type}.`);
}

/** All sources but the sandbox's, which stands for RT and imports nothing of ours. */
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('sandbox'))
  .map((file) => ({ file, text: readFileSync(join('src', file), 'utf8') }));

describe('a column of the table', () => {
  test.each(ticketColumnList)('%s is in the schema wherever its uses say', (name, column) => {
    const { filter, sort, write, onlyOnUpdate, prefilled, one } = column;
    const single = one?.name ?? name;
    expect({
      read: namesIn('Ticket').includes(name),
      filtered: namesIn('TicketFilter').includes(single),
      sorted: sort !== undefined && namesIn('TicketOrderField').includes(sort),
      changed: namesIn('TicketChangesInput').includes(name),
      created: namesIn('CreateTicketInput').includes(name),
      prefilled: namesIn('NewTicketDefaults').includes(single),
    }).toEqual({
      read: true,
      filtered: filter !== undefined,
      sorted: sort !== undefined,
      changed: write !== undefined,
      created: write !== undefined && !onlyOnUpdate,
      prefilled: prefilled === true,
    });
  });

  // Those that no other part of the schema has too, and that RT does not treat in a way of its own.
  test.each([
    'toldAt',
    'timeEstimatedMinutes',
    'timeLeftMinutes',
    'initialPriority',
    'finalPriority',
  ])('%s is named in the table and in its descriptions, and in no other file', (name) => {
    const word = new RegExp(`\\b${name}\\b`);
    const files = sources.filter(({ text }) => word.test(text)).map(({ file }) => file);
    expect(files.toSorted()).toEqual(['rt/columns/ticket.ts', 'schema/ticket/descriptions.ts']);
  });
});
