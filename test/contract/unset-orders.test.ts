import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/server/app.js';
import { ownRows } from '../support/backends/own-rows.js';
import { appFor, dataOf } from '../support/graphql/ask.js';
import { runProgram } from '../support/process/run-program.js';
import { type RealRt, startRealRt } from '../support/real-rt/real-rt.js';
import { realRtAvailable } from '../support/real-rt/rt-install.js';
import { rawRt } from '../support/rest1/raw-rt.js';
import { testWorld } from '../support/world/world.js';
import { waysInto } from './ways.js';

/**
 * What a database sorts apart and RT prints alike: NULL and 1970 in dates, NULL and an empty text, no value of a custom
 * field and an empty one. RT writes the latter of each when something is unset.
 */
const script = `
  use strict; use warnings; use DBI;
  my ($file, @ids) = @ARGV;
  my $db = DBI->connect("dbi:SQLite:dbname=$file", '', '', { RaiseError => 1, AutoCommit => 0 });
  my @dates = qw(Told Due Starts Started Resolved);
  my ($field) = $db->selectrow_array("select id from CustomFields where Name = 'Single'");
  my $at = 0;
  for my $id (@ids) {
    my $set = $at % 4 == 3;
    my $unset = $at % 2;
    for my $date (@dates) {
      my $value = $set ? "2026-01-0" . (1 + $at % 5) . " 10:00:00" : $unset ? '1970-01-01 00:00:00' : undef;
      $db->do("update Tickets set $date = ? where id = ?", undef, $value, $id);
    }
    my $text = $set ? 'text ' . ($at % 5) : $unset ? '' : undef;
    $db->do('update Tickets set Subject = ? where id = ?', undef, $text, $id);
    $db->do("insert into ObjectCustomFieldValues (CustomField, ObjectType, ObjectId, Content, Creator, LastUpdatedBy)
      values (?, 'RT::Ticket', ?, ?, 1, 1)", undef, $field, $id, $text) if defined $text;
    $at++;
  }
  $db->commit;
`;

const orders = ['TOLD_AT', 'SUBJECT', 'Single'] as const;
const directions = ['ASC', 'DESC'] as const;
const ordered = orders.flatMap((order) =>
  directions.map((direction) => [order, direction] as const),
);
const count = 11;

describe.each(([5, 4] as const).filter(realRtAvailable))('what is not set, on RT %i', (version) => {
  let rt: RealRt;
  const ways = waysInto({ name: version === 5 ? 'RT 5' : 'RT 4' });
  let apps: readonly App[] = [];
  const numbers: number[] = [];

  beforeAll(async () => {
    rt = await startRealRt(version, testWorld);
    apps = ways.map(({ env }) => appFor(rt.url, env));
    const root = await rawRt(rt.url, 'root', 'password');
    for (let at = 0; at < count; at++) {
      const content = 'id: ticket/new\nQueue: General\nPriority: 77\n';
      const { text } = await root.post('ticket/new', { content });
      numbers.push(Number(/^# Ticket (\d+) created/m.exec(text)?.[1]));
    }
    await runProgram('perl', ['-e', script, join(rt.dir, 'rt.sqlite'), ...numbers.map(String)]);
  }, 300_000);
  afterAll(async () => {
    await Promise.all(apps.map((app) => app.close()));
    await rt?.stop();
  });

  const page = async (app: App, orderBy: string, args: string) => {
    const query = `{ tickets(query: "Priority = 77", orderBy: ${orderBy}, ${args}) {
      pageInfo { startCursor endCursor hasNextPage hasPreviousPage } nodes { number } } }`;
    const { tickets } = await dataOf(app, { query });
    const found = tickets.nodes.map(({ number }: { readonly number: number }) => number);
    return { ...tickets.pageInfo, numbers: found };
  };

  /** All tickets, page by page, of each server in turn. */
  async function walk(turn: readonly App[], orderBy: string, size: number, isBack: boolean) {
    const all: number[] = [];
    let args = isBack ? `last: ${size}` : `first: ${size}`;
    for (let pages = 0; pages < 2 * count; pages++) {
      const app = turn[pages % turn.length];
      if (!app) throw new Error('no server');
      const one = await page(app, orderBy, args);
      if (isBack) all.unshift(...one.numbers);
      else all.push(...one.numbers);
      if (!(isBack ? one.hasPreviousPage : one.hasNextPage)) break;
      args = isBack
        ? `last: ${size}, before: ${JSON.stringify(one.startCursor)}`
        : `first: ${size}, after: ${JSON.stringify(one.endCursor)}`;
    }
    return all;
  }

  test.each(ownRows(version, ordered))(
    'comes by number, before all else or after it: %s %s',
    async (order, direction) => {
      const by = order === 'Single' ? `customField: "${order}"` : `field: ${order}`;
      const orderBy = `{ ${by}, direction: ${direction} }`;
      const isSet = (_: number, at: number) => at % 4 === 3;
      const set = numbers.filter(isSet).toSorted((a, b) => {
        const key = (number: number) => numbers.indexOf(number) % 5;
        return direction === 'ASC' ? key(a) - key(b) : key(b) - key(a);
      });
      const unset = numbers.filter((number, at) => !isSet(number, at));
      const expected = direction === 'ASC' ? [...unset, ...set] : [...set, ...unset];
      for (const turn of [...apps.map((app) => [app]), apps]) {
        expect(await walk(turn, orderBy, count, false)).toEqual(expected);
        expect(await walk(turn, orderBy, 1, false)).toEqual(expected);
        expect(await walk(turn, orderBy, 2, true)).toEqual(expected);
      }
    },
  );
});
