import { join } from 'node:path';
import { runProgram } from '../process/run-program.js';
import type { RealRt } from './real-rt.js';

/** Copies of ticket 1 with the numbers up to one, written into RT's database: RT itself takes minutes. */
const script = `
  use strict; use warnings; use DBI;
  my ($file, $last) = @ARGV;
  my $db = DBI->connect("dbi:SQLite:dbname=$file", '', '', { RaiseError => 1, AutoCommit => 0 });
  my $row = $db->selectrow_hashref('select * from Tickets where id = 1');
  my ($newest) = $db->selectrow_array('select max(id) from Tickets');
  my @columns = sort keys %$row;
  my $insert = $db->prepare(sprintf 'insert into Tickets (%s) values (%s)',
    join(',', @columns), join(',', map { '?' } @columns));
  for my $id ($newest + 1 .. $last) {
    @$row{qw(id EffectiveId)} = ($id, $id);
    $insert->execute(@$row{@columns});
  }
  $db->commit;
`;

/** Fills a private RT up to a ticket number. Nobody may be writing to it. */
export async function moreTickets(rt: RealRt, last: number): Promise<void> {
  await runProgram('perl', ['-e', script, join(rt.dir, 'rt.sqlite'), String(last)]);
}
