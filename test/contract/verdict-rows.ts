/** One value for one field of a ticket, and what RT may store so that it means the same. */
export interface VerdictRow {
  readonly changes: Readonly<Record<string, unknown>>;
  /** RT's column, as its form and raw reads name it. */
  readonly column: string;
  /** Spellings of RT's that mean what was sent. None: RT can store nothing that does. */
  readonly means: readonly string[];
  /** A line of RT's form that sets the field before the write. */
  readonly start?: string;
  /** A condition of TicketSQL that holds for what was meant, where RT's form does not show it. */
  readonly where?: string;
}

type Rest = Pick<VerdictRow, 'start' | 'where'>;

const field = (
  name: string,
  values: readonly string[],
  means: readonly string[],
  start?: string,
): VerdictRow => ({
  changes: { customFields: [{ name, values }] },
  column: `CF.{${name}}`,
  means,
  ...(start !== undefined && { start: `CF.{${name}}: ${start}` }),
});

const plain = (
  column: string,
  changes: VerdictRow['changes'],
  means: readonly string[],
  rest: Rest = {},
): VerdictRow => ({ changes, column, means, ...rest });

const addresses: readonly VerdictRow[] = [
  field('IP', ['10.0.0.5'], ['10.0.0.5']),
  field('IP', ['010.000.000.005'], ['10.0.0.5']),
  field('IP', ['2001:DB8:0:0::1'], ['2001:db8::1']),
  field('IP', ['::ffff:1.2.3.4'], ['::ffff:102:304']),
  field('IP', ['fe80:0000:0000:0000:0000:0000:0000:0001'], ['fe80::1']),
  field('IP', ['1.2.3'], [], '9.9.9.9'),
  field('IP', ['1.2.3.4.5'], []),
  field('IP', ['fe80::1%eth0'], []),
  field('IP', [], [''], '9.9.9.9'),
  field('IPs', ['010.0.0.1', '2001:DB8::1'], ['10.0.0.1,2001:db8::1']),
  field('IPs', ['not one'], [], '9.9.9.9'),
  field('IPs', ['10.0.0.1', 'not one'], [], '9.9.9.9'),
  field('Range', ['192.168.0.0/24'], ['192.168.0.0-192.168.0.255']),
  field('Range', ['10.0.0.5/24'], ['10.0.0.0-10.0.0.255']),
  field('Range', ['10.0.0.5/32'], ['10.0.0.5']),
  field('Range', ['10.0.0.0/8'], ['10.0.0.0-10.255.255.255'], '1.1.1.1'),
  field('Range', ['10.0.0.9-10.0.0.1'], ['10.0.0.1-10.0.0.9']),
  field('Range', ['010.0.0.1-010.0.0.9'], ['10.0.0.1-10.0.0.9']),
  field('Range', ['1.2.3.4'], ['1.2.3.4']),
  field('Range', ['2001:DB8::/32'], ['2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff']),
  field('Range', ['::1-::5'], ['::1-::5']),
  field('Range', ['2001:db8::/127'], ['2001:db8::-2001:db8::1']),
  field('Range', ['nowhere'], [], '1.1.1.1'),
  field('Range', ['1.2.3.4/33'], []),
  field('Range', ['1.2.3.4-::1'], []),
  field('Range', [], [''], '1.1.1.1'),
  field('Ranges', ['192.168.0.0/24', '10.0.0.1'], ['192.168.0.0-192.168.0.255,10.0.0.1']),
  field('Ranges', ['2001:db8::/64'], ['2001:db8::-2001:db8::ffff:ffff:ffff:ffff']),
  field('Ranges', ['10.0.0.0/30', '10.0.0.0-10.0.0.3'], ['10.0.0.0-10.0.0.3']),
  field('Ranges', ['192.168.0.0/24'], ['192.168.0.0-192.168.0.255'], '192.168.0.0-192.168.0.255'),
  field('Ranges', ['nowhere'], [], '1.1.1.1'),
  field('Ranges', ['10.0.0.0/30', 'nowhere'], [], '1.1.1.1'),
];

const otherFields: readonly VerdictRow[] = [
  field('Select', ['RED'], ['red']),
  field('Select', ['Green, Dark'], ['green, dark'], 'blue'),
  field('Select', ['purple'], [], 'blue'),
  field('Sel Many', ['red', 'green, dark'], ["red,'green, dark'"]),
  field('Sel Many', ['RED'], ['red']),
  field('Sel Many', ['red', 'purple'], [], "it's"),
  field('Sel Many', ['purple'], [], "it's"),
  field('Sel Many', [], [''], 'red'),
  field('Single', ['0042'], ['0042']),
  field('Single', ['0042'], ['0042'], '42'),
  field('Single', ['-0'], ['-0']),
  field('Single', ['1e3'], ['1e3']),
  field('Single', ['trailing   '], ['trailing', 'trailing   ']),
  field('Single', [' leading'], [' leading']),
  field('Single', ['AT&T <b>x</b>'], ['AT&T <b>x</b>']),
  field('Single', ["it's, 'quoted'"], ["it's, 'quoted'"], 'old'),
  field('Single', ['old'], ['old'], 'old'),
  field('Single', ['0'], ['0'], '1'),
  field('Single', ['x'.repeat(256)], ['x'.repeat(256)]),
  field('Multi', ['a', 'b, c'], ["a,'b, c'"], 'a'),
  field('Multi', [' a ', 'b'], [' a ,b']),
  field('Multi', ['x\ny'], ['x\ny'], 'a'),
  field('Digits', ['12'], ['12']),
  field('Digits', ['007'], ['007']),
  field('Digits', ['1a'], [], '7'),
  field('Body', ['AT&T <script>x</script>'], ['AT&T <script>x</script>']),
  field('Body', ['x   '], ['x', 'x   ']),
  field('Wiki', ['= head =&amp;'], ['= head =&amp;']),
  field('Date', ['2031-11-23'], ['2031-11-23']),
  field('Date', ['2031-02-29'], [], '2031-01-01'),
  field('When', ['2031-07-01T10:00:00Z'], ['2031-07-01 10:00:00']),
  field('When', ['2031-07-01T12:00:00+02:00'], ['2031-07-01 10:00:00']),
  field('when', ['2031-12-01T10:00:00Z'], ['2031-12-01 10:00:00']),
  field('Twice', ['x'], []),
];

const columns: readonly VerdictRow[] = [
  plain('Priority', { priority: 7 }, ['7']),
  plain('Priority', { priority: -5 }, ['-5']),
  plain('Priority', { priority: -5 }, ['-5'], { start: 'Priority: 7' }),
  plain('Priority', { priority: 0 }, ['0'], { start: 'Priority: 7' }),
  plain('Priority', { priority: 2147483647 }, ['2147483647']),
  plain('InitialPriority', { initialPriority: -1 }, ['-1'], { start: 'InitialPriority: 3' }),
  plain('FinalPriority', { finalPriority: 100 }, ['100']),
  plain('FinalPriority', { finalPriority: -100 }, ['-100'], { start: 'FinalPriority: 3' }),
  plain('TimeEstimated', { timeEstimatedMinutes: 90 }, ['90 minutes']),
  plain('TimeLeft', { timeLeftMinutes: -5 }, ['-5 minutes']),
  plain('TimeWorked', { timeWorkedMinutes: 0 }, ['0'], { start: 'TimeWorked: 15' }),
  plain('Subject', { subject: 'trailing  ' }, ['trailing', 'trailing  ']),
  plain('Subject', { subject: ' leading' }, [' leading']),
  plain('Subject', { subject: 'ünï ☃ 0042' }, ['ünï ☃ 0042']),
  plain('Subject', { subject: 'x'.repeat(201) }, ['x'.repeat(201)]),
  plain('Status', { status: 'OPEN' }, ['open']),
  plain('Status', { status: 'resolved' }, ['resolved']),
  plain('Status', { status: 'nonesuch' }, []),
  plain('Status', { status: 'stalled' }, ['stalled']),
  plain('Owner', { owner: 'ALICE' }, ['alice']),
  plain('Owner', { owner: 'nonesuch' }, [], { start: 'Owner: alice' }),
  plain('Owner', { owner: 'alice@example.com' }, ['alice']),
  plain('Owner', { owner: 'norights' }, ['norights']),
  plain('Owner', { owner: null }, ['Nobody'], { start: 'Owner: alice' }),
  plain('Due', { dueAt: '2031-07-01T10:00:00Z' }, ['Tue Jul 01 10:00:00 2031']),
  plain('Due', { dueAt: null }, ['Not set'], { start: 'Due: 2031-07-01 10:00:00' }),
  plain('Starts', { startsAt: '2031-07-01T12:00:00+02:00' }, ['Tue Jul 01 10:00:00 2031']),
  plain('SLA', { sla: 'Standard' }, ['found'], { where: "SLA = 'Standard'" }),
];

const people: readonly VerdictRow[] = [
  plain('Requestors', { requestors: ['A@X.Example'] }, ['a@x.example']),
  plain('Requestors', { requestors: ['gone@example.com'] }, ['found'], {
    where: "Requestor.EmailAddress = 'gone@example.com'",
  }),
  plain('Requestors', { requestors: [] }, [''], { start: 'Requestors: alice@example.com' }),
  plain('Requestors', { requestors: ['mail@name.example'] }, ['mail@name.example']),
  plain('Cc', { cc: ['b@x.example', 'a@x.example'] }, ['a@x.example, b@x.example']),
  plain('Cc', { cc: ['gone@example.com', 'b@x.example'] }, ['found'], {
    where: "Cc.EmailAddress = 'gone@example.com' AND Cc.EmailAddress = 'b@x.example'",
    start: 'Cc: alice@example.com',
  }),
  plain('Cc', { cc: ['alice@example.com', 'ALICE@example.com'] }, ['alice@example.com']),
  plain('AdminCc', { adminCc: ['general@rt.example'] }, ['general@rt.example'], {
    start: 'AdminCc: alice@example.com',
  }),
  plain('AdminCc', { adminCc: ['general@rt.example', 'a@x.example'] }, [
    'a@x.example, general@rt.example',
  ]),
];

/** Values that RT normalises, drops, refuses or keeps, for every kind of field. */
export const verdictRows: readonly VerdictRow[] = [
  ...addresses,
  ...otherFields,
  ...columns,
  ...people,
];
