/**
 * The attributes of an input for a number, which GraphQL limits to 32 bits. Without `min`, browsers count steps from the
 * value that the input starts with, and would take 1.5 where a draft has it.
 */
export const wholeNumber = {
  type: 'number',
  min: -(2 ** 31),
  max: 2 ** 31 - 1,
  step: 1,
} as const;

/** The attributes of an input for a time in minutes. RT would store a negative one. */
export const wholeMinutes = { ...wholeNumber, min: 0 } as const;
