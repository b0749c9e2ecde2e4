import { InvalidInputError } from '../../rt/errors.js';

/**
 * The one cookie of a name. Browsers send several of a name when several paths or domains have set it, and
 * which of them a server reads is anyone's guess.
 * @throws InvalidInputError when there are several
 */
export function cookieOf(headers: Headers, name: string): string | undefined {
  const values = (headers.get('cookie') ?? '').split(';').flatMap((pair) => {
    const [key, ...value] = pair.trim().split('=');
    return key === name ? [value.join('=')] : [];
  });
  if (values.length > 1)
    throw new InvalidInputError(`The request has more than one cookie named ${name}.`);
  return values[0];
}
