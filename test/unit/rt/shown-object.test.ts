import { describe, expect, test } from 'vitest';
import { queueColumns } from '../../../src/rt/columns/queue.js';
import { ticketColumns } from '../../../src/rt/columns/ticket.js';
import { userColumns } from '../../../src/rt/columns/user.js';
import { namedZone } from '../../../src/rt/dates/time-zone.js';
import { NotFoundError } from '../../../src/rt/errors.js';
import { parseForms } from '../../../src/rt/rest1/form.js';
import { ShownObject } from '../../../src/rt/shown-object.js';

function shown(payload: string, zone?: string) {
  const values = parseForms(payload)[0]?.fields ?? new Map<string, string>();
  return new ShownObject('ticket', { id: 120, values, zone: zone ? namedZone(zone) : undefined });
}

describe('an object', () => {
  const ticket = shown(
    'id: ticket/120\nQueue: R&D/Ops\nOwner: Nobody\nSubject: \nPriority: high\nRequestors:\n' +
      'Cc: a@example.com, b@example.com\nDue: Sun Mar 10 03:30:00 2024\nResolved: Not set\n' +
      'TimeEstimated: 90 minutes\nTimeLeft: 2 hours minutes\nCF.{Odd: name}: oddv\nCF.{brace}x}: \n\n',
    'America/New_York',
  );

  test('reads the columns that RT printed', () => {
    expect(ticket.read(ticketColumns.queue)).toBe('R&D/Ops');
    expect(ticket.read(ticketColumns.subject)).toBe('');
    expect(ticket.read(ticketColumns.priority)).toBe(0);
    expect(ticket.read(ticketColumns.requestors)).toEqual([]);
    expect(ticket.read(ticketColumns.cc)).toEqual(['a@example.com', 'b@example.com']);
    expect(ticket.read(ticketColumns.dueAt)).toEqual(new Date('2024-03-10T07:30:00Z'));
    expect(ticket.read(ticketColumns.resolvedAt)).toBeNull();
    expect(ticket.read(ticketColumns.timeEstimatedMinutes)).toBe(90);
    expect(ticket.read(ticketColumns.timeLeftMinutes)).toBe(2);
  });

  test('reads a column that RT left out as empty', () => {
    expect(ticket.read(ticketColumns.sla)).toBeNull();
    expect(ticket.read(userColumns.isPrivileged)).toBe(false);
    expect(ticket.read(queueColumns.isDisabled)).toBeNull();
  });

  test('lists its custom fields by name', () => {
    expect(ticket.customFields()).toEqual([
      { name: 'Odd: name', rawValue: 'oddv', isShared: false },
      { name: 'brace}x', rawValue: '', isShared: false },
    ]);
    expect(shown('id: user/85\nCF-UCF: gv\nCF-a.b: x\n\n').customFields()).toEqual([
      { name: 'UCF', rawValue: 'gv', isShared: false },
      { name: 'a.b', rawValue: 'x', isShared: false },
    ]);
  });

  test('tells of a custom field whether its form has several with its name', () => {
    const several = parseForms('id: user/85\nCF-a: x\nCF-b: y\nCF-a: x\n\n')[0];
    const fields = several?.fields ?? new Map();
    const user = new ShownObject('user', {
      id: 85,
      values: fields,
      shared: several?.repeated ?? new Set(),
    });
    expect(user.customFields()).toEqual([
      { name: 'a', rawValue: 'x', isShared: true },
      { name: 'b', rawValue: 'y', isShared: false },
    ]);
  });

  test('finds a key in any case', () => {
    expect(shown('ID: ticket/1\nSUBJECT: x\n\n').read(ticketColumns.subject)).toBe('x');
  });

  test('does not guess a zone', () => {
    expect(() => shown('Due: Not set\n\n').read(ticketColumns.dueAt)).toThrow('Due was read');
  });

  test('without a number says so', () => {
    const unknown = new ShownObject('user', { id: undefined, values: new Map() });
    expect(() => unknown.id).toThrow(NotFoundError);
    expect(ticket.id).toBe(120);
  });
});
