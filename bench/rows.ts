import { join } from 'node:path';
import { runProgram } from '../test/support/process/run-program.js';
import type { RealRt } from '../test/support/real-rt/real-rt.js';

/** Tickets that were copied from the first get values of their own to sort by, or all orders would be one. */
const spread = `
  $db->do(q{update Tickets set Priority = id * 7919 % 97, Subject = 'Request ' || (id * 104729 % 999983),
    TimeWorked = id * 31 % 600, Queue = (select min(Queue) + Tickets.id % 4 from Tickets where id <= 60),
    Due = datetime('2031-01-01', '+' || (id * 48271 % 900000) || ' minutes'),
    Created = datetime('2025-01-01', '+' || (id * 16807 % 500000) || ' minutes'),
    LastUpdated = datetime('2026-01-01', '+' || (id * 69621 % 400000) || ' minutes') where id > ?}, {}, @ARGV);
`;

/** Copies of a comment with its parts, added to a ticket's history until that has so many transactions. */
const lengthen = `
  my ($ticket, $length) = @ARGV;
  my $of = q{ObjectType = 'RT::Ticket' and ObjectId = ?};
  my ($comment) = $db->selectrow_array(qq{select min(id) from Transactions where Type = 'Comment'});
  my ($has) = $db->selectrow_array("select count(*) from Transactions where $of", {}, $ticket);
  my $copy = sub {
    my ($table, $id, %new) = @_;
    my $row = $db->selectrow_hashref("select * from $table where id = ?", {}, $id);
    delete $row->{id};
    @$row{keys %new} = values %new;
    my @columns = sort keys %$row;
    $db->do(sprintf('insert into %s (%s) values (%s)', $table, join(',', @columns),
      join(',', map { '?' } @columns)), {}, @$row{@columns});
    return $db->last_insert_id('', '', $table, 'id');
  };
  my $parts = $db->selectcol_arrayref('select id from Attachments where TransactionId = ?', {}, $comment);
  for (1 .. $length - $has) {
    my $id = $copy->('Transactions', $comment, ObjectId => $ticket);
    $copy->('Attachments', $_, TransactionId => $id) for @$parts;
  }
`;

function change(rt: RealRt, script: string, args: readonly number[]): Promise<unknown> {
  const program = `
    use strict; use warnings; use DBI;
    my $db = DBI->connect('dbi:SQLite:dbname=' . shift @ARGV, '', '', { RaiseError => 1, AutoCommit => 0 });
    ${script}
    $db->commit;
  `;
  return runProgram('perl', ['-e', program, join(rt.dir, 'rt.sqlite'), ...args.map(String)]);
}

/** Gives the tickets beyond a number values to sort by. Nobody may be writing to RT. */
export const spreadTickets = (rt: RealRt, beyond: number) => change(rt, spread, [beyond]);

/** Makes a ticket's history so long with comments. Nobody may be writing to RT. */
export const lengthenHistory = (rt: RealRt, ticket: number, transactions: number) =>
  change(rt, lengthen, [ticket, transactions]);
