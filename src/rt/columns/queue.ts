import { address, flag, optionalText, text } from './column.js';

/**
 * The columns of RT's queue form by their names in the schema. A queue that the caller may not see answers with
 * blanks, its name too.
 */
export const queueColumns = {
  name: { ...text('Name'), filter: true, write: 'line' },
  description: { ...optionalText('Description'), filter: true, write: 'line' },
  correspondAddress: { ...address('CorrespondAddress'), write: 'line' },
  commentAddress: { ...address('CommentAddress'), write: 'line' },
  isDisabled: { ...flag('Disabled'), write: 'flag', onlyOnUpdate: true },
  isSlaDisabled: { ...flag('SLADisabled'), write: 'flag' },
} as const;
