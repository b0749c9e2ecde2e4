import { address, flag, optionalText, text } from './column.js';

/**
 * The columns of RT's user form by their names in the schema. RT leaves out what is empty, and `Privileged` when it is
 * 0. The contact info is asked for as FreeformContactInfo and printed as ContactInfo, so both names must be asked.
 */
export const userColumns = {
  name: { ...text('Name'), filter: true, write: 'line' },
  emailAddress: { ...address('EmailAddress'), filter: true, write: 'line' },
  realName: { ...optionalText('RealName'), filter: true, write: 'line' },
  nickName: { ...optionalText('NickName'), write: 'line' },
  gecos: { ...optionalText('Gecos'), write: 'line' },
  organization: { ...optionalText('Organization'), filter: true, write: 'line' },
  address1: { ...optionalText('Address1'), write: 'line' },
  address2: { ...optionalText('Address2'), write: 'line' },
  city: { ...optionalText('City'), write: 'line' },
  state: { ...optionalText('State'), write: 'line' },
  zip: { ...optionalText('Zip'), write: 'line' },
  country: { ...optionalText('Country'), write: 'line' },
  homePhone: { ...optionalText('HomePhone'), write: 'line' },
  workPhone: { ...optionalText('WorkPhone'), write: 'line' },
  mobilePhone: { ...optionalText('MobilePhone'), write: 'line' },
  pagerPhone: { ...optionalText('PagerPhone'), write: 'line' },
  contactInfo: {
    ...optionalText('ContactInfo'),
    write: 'lines',
    asked: optionalText('FreeformContactInfo'),
  },
  comments: { ...optionalText('Comments'), write: 'lines' },
  signature: { ...optionalText('Signature'), write: 'lines' },
  language: { ...optionalText('Lang'), write: 'line' },
  isPrivileged: {
    ...flag('Privileged'),
    read: (value: string) => value === '1',
    write: 'flag',
  },
  isDisabled: { ...flag('Disabled'), write: 'flag' },
} as const;
