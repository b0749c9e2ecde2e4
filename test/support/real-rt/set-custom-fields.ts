import { join } from 'node:path';
import { runProgram } from '../process/run-program.js';
import type { RealRt } from './real-rt.js';

/** Writes values into RT's database, of the fields with a name one each, or all of the only one: RT sets by name. */
const script = `
  use strict; use warnings; use DBI; use JSON;
  my ($file, $ticket, $json) = @ARGV;
  my $db = DBI->connect("dbi:SQLite:dbname=$file", '', '', { RaiseError => 1, AutoCommit => 0 });
  my $fields = decode_json($json);
  for my $name (sort keys %$fields) {
    my $ids = $db->selectcol_arrayref('select id from CustomFields where Name = ? collate binary order by id', {}, $name);
    my @values = @{ $fields->{$name} };
    $db->do('delete from ObjectCustomFieldValues where ObjectId = ? and CustomField = ?', {}, $ticket, $_) for @$ids;
    for my $at (0 .. $#values) {
      next if $values[$at] eq '';
      $db->do(q{insert into ObjectCustomFieldValues
          (CustomField, ObjectType, ObjectId, SortOrder, Content, Creator, Created, LastUpdatedBy, LastUpdated, Disabled)
          values (?, 'RT::Ticket', ?, 0, ?, 1, '2024-01-01 00:00:00', 1, '2024-01-01 00:00:00', 0)}, {},
        @$ids > 1 ? $ids->[$at] : $ids->[0], $ticket, $values[$at]);
    }
  }
  $db->commit;
`;

/** Sets custom fields of a ticket by their exact names; of several with one name each has one value, in the order of their numbers. */
export async function setCustomFields(
  rt: RealRt,
  ticket: number,
  fields: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  const file = join(rt.dir, 'rt.sqlite');
  await runProgram('perl', ['-e', script, file, String(ticket), JSON.stringify(fields)]);
}
