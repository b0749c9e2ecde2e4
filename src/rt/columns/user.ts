import { flag, optionalText, text } from './column.js';

/**
 * The columns of RT's user form. RT leaves out what is empty, and `Privileged` when it is 0. The contact
 * info is asked for as FreeformContactInfo and printed as ContactInfo, so both names must be asked.
 */
export const userColumns = {
  name: text('Name'),
  emailAddress: optionalText('EmailAddress'),
  realName: optionalText('RealName'),
  nickName: optionalText('NickName'),
  gecos: optionalText('Gecos'),
  organization: optionalText('Organization'),
  address1: optionalText('Address1'),
  address2: optionalText('Address2'),
  city: optionalText('City'),
  state: optionalText('State'),
  zip: optionalText('Zip'),
  country: optionalText('Country'),
  homePhone: optionalText('HomePhone'),
  workPhone: optionalText('WorkPhone'),
  mobilePhone: optionalText('MobilePhone'),
  pagerPhone: optionalText('PagerPhone'),
  freeformContactInfo: optionalText('FreeformContactInfo'),
  contactInfo: optionalText('ContactInfo'),
  comments: optionalText('Comments'),
  signature: optionalText('Signature'),
  language: optionalText('Lang'),
  privileged: { ...flag('Privileged'), read: (value: string) => value === '1' },
  disabled: flag('Disabled'),
} as const;
