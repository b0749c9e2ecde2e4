/** The attributes of an input that takes neither nothing nor only white space. */
export const someText = {
  required: true,
  pattern: '.*\\S.*',
  title: 'More than spaces',
} as const;
