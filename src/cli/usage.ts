import { parseArgs } from 'node:util';

/** The options of a command: flags, and options with a value. */
type Options = Readonly<Record<string, { readonly type: 'boolean' | 'string' }>>;

/** What was given of the options. */
type Given<Of extends Options> = {
  readonly [Name in keyof Of]?: Of[Name]['type'] extends 'boolean' ? boolean : string;
};

/** The command line cannot be understood. The message names the word that is wrong. */
export class UsageError extends Error {}

/**
 * Reads the options of a command, which takes no other arguments.
 * @throws UsageError for an unknown option, a missing value, or any other argument
 */
export function readOptions<const Of extends Options>(
  args: readonly string[],
  options: Of,
): Given<Of> {
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true });
    // Node gives booleans to flags and texts to the others.
    return values as Given<Of>;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Node's second sentence is about positional arguments, which no command has.
    throw new UsageError(`${error.message.split('. ')[0]}.`, { cause: error });
  }
}
