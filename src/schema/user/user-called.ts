import { userColumns } from '../../rt/columns/user.js';
import { ForbiddenError, InvalidInputError } from '../../rt/errors.js';
import { type NameReadings, readName } from '../../rt/name-ref.js';
import { orNull } from '../../rt/or-null.js';
import { quoted } from '../../rt/quoted.js';
import { wantColumns } from '../../rt/wanted.js';
import type { Context } from '../context.js';

/**
 * The number of the user who is called so. Undefined for nobody.
 * @throws InvalidInputError where the caller may not look for disabled users, who may be called so
 */
export async function userCalled(
  text: string,
  readings: NameReadings,
  { load }: Context,
): Promise<number | undefined> {
  try {
    return await load.object.numberOf('user', readings);
  } catch (error) {
    if (!(error instanceof ForbiddenError)) throw error;
    throw new InvalidInputError(
      `There is no enabled user ${quoted(text)}, and only administrators can search for disabled users. Use an ID (user/14) or a login name that is not a number.`,
    );
  }
}

/**
 * The login name, in lower case, of whom a text names. `printed` holds the names that it is compared with: for one of
 * them RT is not asked. Undefined for nobody.
 * @throws InvalidInputError where the caller may not know
 */
export async function loginNameOf(
  text: string,
  printed: ReadonlySet<string>,
  context: Context,
): Promise<string | undefined> {
  const readings = readName('user', text);
  const [first] = readings;
  const name = text.toLowerCase();
  if ('name' in first && (readings.length === 1 || printed.has(name))) return name;
  const isId = 'id' in first && readings.length === 1;
  const id = isId ? first.id : await userCalled(text, readings, context);
  if (id === undefined) return undefined;
  const wanted = wantColumns(userColumns.name);
  const user = await orNull(context.load.object.named('user', { id }, wanted));
  return user?.read(userColumns.name).toLowerCase();
}
