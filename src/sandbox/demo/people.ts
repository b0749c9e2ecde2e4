import type { World } from '../world.js';

type DemoUser = World['users'][number];

/** What everybody who can log in to the demo types. */
export const demoPassword = 'password';

const staff = (name: string, realName: string, more: Partial<DemoUser> = {}): DemoUser => ({
  name,
  realName,
  password: demoPassword,
  privileged: true,
  emailAddress: `${name}@helpdesk.example`,
  organization: 'Northwind Help Desk',
  ...more,
});

const customer = (
  realName: string,
  organization: string,
  more: Partial<DemoUser> = {},
): DemoUser => {
  const address = `${realName.toLowerCase().replace(/[^a-z]+/g, '.')}@customers.example`;
  return { name: address, emailAddress: address, realName, organization, ...more };
};

/** People who work on tickets. */
export const demoStaff: readonly DemoUser[] = [
  staff('ada', 'Ada Lindqvist', {
    timezone: 'Europe/Paris',
    nickName: 'Ada',
    city: 'Paris',
    country: 'France',
    workPhone: '+33 1 55 55 01 01',
    signature: '-- \nAda Lindqvist\nHelp desk lead',
    comments: 'Runs the help desk.\nAsk her before changing rights.',
  }),
  staff('ben', 'Ben Okafor', { city: 'London', country: 'United Kingdom' }),
  staff('chloe', 'Chloe Martin', {
    timezone: 'America/New_York',
    city: 'New York',
    country: 'United States',
    mobilePhone: '+1 212 555 0143',
  }),
  staff('daisuke', 'Daisuke Sato', {
    timezone: 'Asia/Tokyo',
    city: 'Tokyo',
    country: 'Japan',
  }),
  staff('elena', 'Elena Petrova', { city: 'London', country: 'United Kingdom' }),
  staff('farid', 'Farid Haddad', { timezone: 'Europe/Paris', city: 'Lyon', country: 'France' }),
  staff('grace', 'Grace Kim', { timezone: 'America/New_York', contactInfo: 'On call: ring twice' }),
  staff('hugo', 'Hugo Moreau', { timezone: 'Europe/Paris', language: 'fr' }),
  staff('ivy', 'Ivy Walsh', { comments: 'Auditor: looks, does not touch.' }),
  staff('jonas', 'Jonas Berg', { disabled: true, comments: 'Left the company.' }),
  staff('nils', 'Nils Aas', { comments: 'Has an account and no rights.' }),
];

/** People who ask for help by mail. */
export const demoCustomers: readonly DemoUser[] = [
  customer('Maria Rossi', 'Contoso Foods', { city: 'Milan', country: 'Italy' }),
  customer('Tom Fischer', 'Fabrikam Tools', { city: 'Berlin', country: 'Germany' }),
  customer('Aisha Khan', 'Litware'),
  customer('Pierre Dubois', 'Contoso Foods', { city: 'Nantes', country: 'France' }),
  customer('Yuki Tanaka', 'Tailspin Travel', { timezone: 'Asia/Tokyo' }),
  customer('Lena Novak', 'Fabrikam Tools'),
  customer('Carlos Mendez', 'Adventure Works', { timezone: 'America/New_York' }),
  customer("Sinead O'Connor", 'Litware'),
  customer('Zoë Ünal', 'Adventure Works'),
  { ...customer('Sam Reed', 'Contoso Foods'), name: 'sam', password: demoPassword },
];

/** Who sends mail and is nobody's customer. */
export const demoSenders: readonly DemoUser[] = [
  {
    name: 'monitoring@helpdesk.example',
    emailAddress: 'monitoring@helpdesk.example',
    realName: 'Monitoring',
  },
  {
    name: 'prizes@lottery.example',
    emailAddress: 'prizes@lottery.example',
    realName: 'Prize Office',
  },
];

/** Logins worth trying, the most useful first. */
export const demoLogins: readonly {
  readonly user: string;
  readonly password: string;
  readonly what: string;
}[] = [
  { user: 'root', password: demoPassword, what: 'may do everything' },
  { user: 'ada', password: demoPassword, what: 'administrator, in Paris' },
  { user: 'ben', password: demoPassword, what: 'IT support agent' },
  { user: 'chloe', password: demoPassword, what: 'network operations, in New York' },
  { user: 'daisuke', password: demoPassword, what: 'network operations, in Tokyo' },
  { user: 'grace', password: demoPassword, what: 'sees security incidents' },
  { user: 'hugo', password: demoPassword, what: 'IT support agent; RT answers in French' },
  { user: 'ivy', password: demoPassword, what: 'auditor: reads everything, changes nothing' },
  { user: 'nils', password: demoPassword, what: 'has no rights' },
  { user: 'sam', password: demoPassword, what: 'a customer: RT lets them in to no API' },
];
