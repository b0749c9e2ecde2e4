import type { SearchField } from '../../rt/columns/ticket.js';
import { InvalidInputError } from '../../rt/errors.js';
import { type NameReadings, readName } from '../../rt/name-ref.js';
import { quoteTicketSql } from '../../rt/quote-ticket-sql.js';
import { any, type Condition, condition, everything, not } from '../../rt/ticket-sql.js';
import type { Context } from '../context.js';
import { userCalled } from '../user/user-called.js';
import { literal } from './conditions.js';
import type { PersonInput } from './filter.js';

/**
 * A role as TicketSQL names it. Creator and LastUpdatedBy are columns with a user's number in them, for which RT takes
 * a login name but no address.
 */
type PersonField = SearchField['key'];

/** The roles that RT's Watcher stands for, beside custom roles. */
const watcherRoles = ['Owner', 'Requestor', 'Cc', 'AdminCc'] as const;

/** The condition that somebody is in a role. */
export async function person(
  field: PersonField,
  filter: PersonInput,
  context: Context,
): Promise<Condition> {
  const column = field === 'Creator' || field === 'LastUpdatedBy';
  const named = (name: string) => called(field, name, context);
  if (filter.name != null) return named(filter.name);
  if (filter.notName != null) return not(await named(filter.notName));
  if (filter.anyOf != null) {
    return any(await Promise.all(filter.anyOf.map(named))) ?? not(everything);
  }
  if (filter.emailAddress != null) {
    const { emailAddress } = filter;
    if (!column) return is(field, 'EmailAddress', emailAddress);
    return byNumber(field, emailAddress, [{ emailAddress }], context);
  }
  if (filter.emailContains != null) {
    if (column) {
      throw new InvalidInputError(
        'RT cannot search creator and lastUpdatedBy by part of an address. Use name or emailAddress.',
      );
    }
    return contains(field, literal(filter.emailContains));
  }
  if (filter.nobody != null) {
    if (field !== 'Owner') {
      throw new InvalidInputError('The condition `nobody` is only supported for `owner`.');
    }
    const nobody = plain('Owner', quoteTicketSql('Nobody'));
    return filter.nobody ? nobody : not(nobody);
  }
  const me = numbered(field, quoteTicketSql('__CurrentUser__'));
  return filter.me === false ? not(me) : me;
}

/** A user by number, whom RT compares with a column or looks for in a role. */
function numbered(field: PersonField, id: string): Condition {
  const column = field === 'Creator' || field === 'LastUpdatedBy' || field === 'Owner';
  return column ? plain(field, id) : inRole(field, 'id', id);
}

function plain(field: string, value: string): Condition {
  return condition(`${field} = ${value}`, `${field} != ${value}`);
}

function is(field: PersonField, key: 'Name' | 'EmailAddress', value: string): Condition {
  return inRole(field, key, literal(value));
}

/**
 * Somebody in a role. RT negates each role but Watcher, of which it finds every ticket with a role without them. By
 * name it finds groups too, and its negation leaves them out nowhere, so tickets that both find are left out by number.
 */
function inRole(field: PersonField, key: string, value: string): Condition {
  const text = `${field}.${key} = ${value}`;
  if (field !== 'Watcher') {
    const others = `${field}.${key} != ${value}`;
    if (field === 'Owner' || key !== 'Name') return condition(text, others);
    return condition(text, [`${others} AND `, { except: [`${text} AND ${others}`] }]);
  }
  const without = watcherRoles
    // RT compares the owner's own number with a name.
    .map((role) => `${role === 'Owner' && key === 'id' ? role : `${role}.${key}`} != ${value}`)
    .join(' AND ');
  return condition(text, [`${without} AND `, { except: [`${text} AND ${without}`] }]);
}

/** An address by a part of it, which several people of one ticket may or may not have. */
function contains(field: PersonField, value: string): Condition {
  const text = `${field}.EmailAddress LIKE ${value}`;
  const without = (field === 'Watcher' ? watcherRoles : [field])
    .map((role) => `${role}.EmailAddress NOT LIKE ${value}`)
    .join(' AND ');
  return condition(text, [`${without} AND `, { except: [text, without] }]);
}

/**
 * Somebody who is called so: by ID, login name or address. RT finds its users by name itself, disabled ones too,
 * but takes a name of digits for a number.
 */
function called(field: PersonField, text: string, context: Context): Promise<Condition> {
  const readings = readName('user', text);
  const [first] = readings;
  if ('id' in first && readings.length === 1) {
    return Promise.resolve(numbered(field, String(first.id)));
  }
  if (/^\p{Nd}+$/u.test(text)) return byNumber(field, text, readings, context);
  if (field !== 'Creator' && field !== 'LastUpdatedBy') {
    const keys = readings.map((ref) => ('emailAddress' in ref ? 'EmailAddress' : 'Name'));
    return Promise.resolve(any(keys.map((key) => is(field, key, text))) ?? not(everything));
  }
  return readings.length === 1
    ? Promise.resolve(plain(field, literal(text)))
    : inColumn(field, text, context);
}

/** Somebody in a column by login name, which RT looks up, or by address, which it does not. */
async function inColumn(field: PersonField, text: string, context: Context): Promise<Condition> {
  const named = plain(field, literal(text));
  try {
    const addressed = await byNumber(field, text, [{ emailAddress: text }], context);
    return any([named, addressed]) ?? named;
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    // It is unknown whose address it is, which matters unless it is somebody's name.
    const created = await context.load.search.tickets(`${field} = ${literal(text)}`);
    if (created.length === 0) throw error;
    return named;
  }
}

/**
 * A user by number, for what RT cannot look up itself in a search.
 * @throws InvalidInputError where it stays unknown whether somebody who was disabled is meant
 */
async function byNumber(
  field: PersonField,
  text: string,
  readings: NameReadings,
  context: Context,
): Promise<Condition> {
  const id = await userCalled(text, readings, context);
  return id === undefined ? not(everything) : numbered(field, String(id));
}
