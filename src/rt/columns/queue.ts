import { flag, optionalText, text } from './column.js';

/** The columns of RT's queue form. A queue that the caller may not see answers with blanks, its name too. */
export const queueColumns = {
  name: text('Name'),
  description: optionalText('Description'),
  correspondAddress: optionalText('CorrespondAddress'),
  commentAddress: optionalText('CommentAddress'),
  disabled: flag('Disabled'),
  slaDisabled: flag('SLADisabled'),
} as const;
