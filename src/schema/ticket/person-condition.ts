import { wantColumns } from '../../loaders/columns.js';
import { InvalidInputError } from '../../rt/errors.js';
import { quoteTicketSql } from '../../rt/quoting.js';
import { userColumns } from '../../rt/records/user.js';
import { any, type Condition, condition, not } from '../../rt/ticket-sql.js';
import type { Context } from '../context.js';
import { orNull } from '../or-null.js';
import { literal } from './conditions.js';
import type { PersonInput } from './filter.js';

/**
 * A role that TicketSQL can search. Creator and LastUpdatedBy are columns with a user's number in them, for
 * which RT takes a login name but no address.
 */
export type PersonField =
  | 'Owner'
  | 'Creator'
  | 'LastUpdatedBy'
  | 'Requestor'
  | 'Cc'
  | 'AdminCc'
  | 'Watcher';

/** The condition that somebody is in a role. */
export async function person(
  field: PersonField,
  filter: PersonInput,
  context: Context,
): Promise<Condition> {
  const column = field === 'Creator' || field === 'LastUpdatedBy';
  const named = (name: string) =>
    column
      ? byNumber(field, { name }, context)
      : Promise.resolve(is(`${field}.Name`, literal(name)));
  if (filter.name != null) return named(filter.name);
  if (filter.notName != null) return not(await named(filter.notName));
  if (filter.anyOf != null) {
    return any(await Promise.all(filter.anyOf.map(named))) ?? condition('id = 0', 'id > 0');
  }
  if (filter.emailAddress != null) {
    return column
      ? byNumber(field, { emailAddress: filter.emailAddress }, context)
      : is(`${field}.EmailAddress`, literal(filter.emailAddress));
  }
  if (filter.emailContains != null) {
    if (column) {
      throw new InvalidInputError(
        'RT cannot search creator and lastUpdatedBy by a part of an address; use name or emailAddress.',
      );
    }
    const value = literal(filter.emailContains);
    return condition(
      `${field}.EmailAddress LIKE ${value}`,
      `${field}.EmailAddress NOT LIKE ${value}`,
    );
  }
  if (filter.nobody != null) {
    if (field !== 'Owner') throw new InvalidInputError('Only the owner can be nobody.');
    const nobody = is('Owner', quoteTicketSql('Nobody'));
    return filter.nobody ? nobody : not(nobody);
  }
  const me = is(
    column || field === 'Owner' ? field : `${field}.id`,
    quoteTicketSql('__CurrentUser__'),
  );
  return filter.me === false ? not(me) : me;
}

function is(field: string, value: string): Condition {
  return condition(`${field} = ${value}`, `${field} != ${value}`);
}

/** RT would take a name of digits for a number, so the number itself is asked for. */
async function byNumber(
  field: string,
  ref: { readonly name: string } | { readonly emailAddress: string },
  { load }: Context,
): Promise<Condition> {
  const user = await orNull(load.object.named('user', ref, wantColumns(userColumns.name)));
  return user ? is(field, String(user.id)) : condition('id = 0', 'id > 0');
}
