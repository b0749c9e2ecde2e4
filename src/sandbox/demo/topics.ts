import type { Random } from './random.js';

/** What tickets of one queue are about. */
export interface Topic {
  readonly queue: string;
  /** How many of all tickets, in proportion to the others. */
  readonly weight: number;
  /** Who works on them. */
  readonly agents: readonly string[];
  /** A subject and how it is first put. */
  readonly requests: readonly (readonly [string, string])[];
  readonly fields: (random: Random) => Readonly<Record<string, string>>;
}

const severities = ['Critical', 'High', 'Normal', 'Normal', 'Normal', 'Low'];
const systems = ['Mail', 'VPN', 'Wi-Fi', "'Print, scan'", 'ERP', 'Backup'];

const severity = (random: Random) => ({ 'CF.{Severity}': random.pick(severities) });
const affected = (random: Random) =>
  random.chance(0.6)
    ? { 'CF.{Affected Systems}': `${random.pick(systems)},${random.pick(systems)}` }
    : {};

/** The topics of the demo, queue by queue. `%d` stands for a number. */
export const topics: readonly Topic[] = [
  {
    queue: 'IT Support',
    weight: 7,
    agents: ['ben', 'hugo'],
    requests: [
      [
        'Laptop %d does not wake up',
        'Since this morning the screen stays black when I open the lid.',
      ],
      [
        'Cannot log in to the ERP',
        'It says "account locked". I only tried twice!\n\nI need it for month end.',
      ],
      ['Printer on floor %d jams', 'Every second page. The paper is new.'],
      [
        'New starter on Monday: account and laptop',
        'Please set up:\n\n- an account\n- a laptop (14")\n- access to the share "Sales"',
      ],
      ['Mail quota exceeded', 'Outlook tells me that I cannot send any more.'],
      ['Wi-Fi drops in meeting room %d', 'Calls break off after ten minutes, always.'],
      ['Request: second monitor for desk %d', 'My eyes would thank you.'],
      [
        'Phishing? Strange mail from "IT"',
        'I did NOT click. The link goes to http://it-helpdesk.example.test/login',
      ],
    ],
    fields: (random) => ({
      ...severity(random),
      ...affected(random),
      ...(random.chance(0.7) ? { 'CF.{Asset Tag}': `NW-${random.between(1000, 9999)}` } : {}),
      ...(random.chance(0.5) ? { SLA: random.pick(['gold', 'silver', 'bronze']) } : {}),
    }),
  },
  {
    queue: 'Network Operations',
    weight: 4,
    agents: ['chloe', 'daisuke'],
    requests: [
      ['Replace access switch %d', 'End of life in spring. Downtime: 20 minutes.'],
      [
        'Firewall rule for the new booking system',
        'Source: 10.20.%d.0/24\nTarget: booking.example, 443/tcp',
      ],
      ['VPN slow from Tokyo', 'Throughput is 2 Mbit/s since the weekend; it was 80.'],
      ['IPv6 for the guest network', 'As agreed in the architecture board.'],
      ['BGP session to provider %d flaps', 'Three times last night.'],
    ],
    fields: (random) => ({
      ...severity(random),
      ...affected(random),
      ...(random.chance(0.5) ? { 'CF.{Change Date}': `+${random.between(2, 40)} days` } : {}),
    }),
  },
  {
    queue: 'Net Ops / NOC',
    weight: 4,
    agents: ['daisuke', 'chloe'],
    requests: [
      [
        'ALARM core-sw-%d: power supply failed',
        'Severity: major\nHost: core-sw-1\nState: CRITICAL\n\n> PSU 2 not present',
      ],
      ['ALARM disk 9%d% full on backup-02', 'WARNING since 03:12 UTC'],
      ['Packet loss between Paris and London', 'mtr shows 4% at the third hop.'],
      ['Certificate of mail.example expires in %d days', 'Automatic check.'],
    ],
    fields: (random) => ({
      ...severity(random),
      'CF.{Outage Began}': `${random.between(2, 20)} hours ago`,
      'CF.{Source IP}': `192.0.2.${random.between(1, 254)}`,
      'CF.{Runbook}': '== Check ==\n * link state\n * power\n\n== Then ==\nCall the provider.',
      ...affected(random),
    }),
  },
  {
    queue: 'Facilities',
    weight: 3,
    agents: ['elena'],
    requests: [
      ['Heating in room %d is stuck', 'It is 27 °C in here. 🥵'],
      ['Badge does not open the north door', 'Green light, but the door stays shut.'],
      ['Desk move for team of %d', 'From the second to the third floor, next Friday if possible.'],
      ['Coffee machine, floor %d: error E14', 'This is urgent.'],
    ],
    fields: (random) => ({
      ...severity(random),
      'CF.{Building}': random.pick(['North', 'South', 'Warehouse']),
    }),
  },
  {
    queue: 'Billing, EMEA',
    weight: 3,
    agents: ['farid'],
    requests: [
      ['Invoice 2%d: VAT number is missing', 'Our accounting cannot book it like this.'],
      ['Charged twice in March', 'See the statement attached.'],
      ['Change of address, Contoso Foods', 'New address:\nVia Roma %d\n20121 Milano\nItaly'],
      ['Question about a credit note', 'Does the credit of 120,50 € show up on the next invoice?'],
    ],
    fields: (random) => ({
      ...severity(random),
      'CF.{Invoice}': `INV-${random.between(20_000, 29_999)}`,
    }),
  },
  {
    queue: 'Security Incidents',
    weight: 2,
    agents: ['grace'],
    requests: [
      ['Brute force against VPN accounts', '%d attempts per minute, spread over many addresses.'],
      ['Lost laptop in a taxi', 'The disk is encrypted. Please wipe it remotely.'],
      ['Malware found by the scanner on host %d', 'Quarantined: Trojan.Generic'],
    ],
    fields: (random) => ({
      ...severity(random),
      'CF.{Source IP}': `198.51.100.${random.between(1, 254)}`,
      ...affected(random),
    }),
  },
  {
    queue: 'General',
    weight: 2,
    agents: ['ben', 'hugo'],
    requests: [
      ['Who do I ask about parking?', 'There used to be a list.'],
      ['Feedback: the new intranet', 'I like it. The search, however …'],
      ['Visitors: %d guests next Tuesday', 'Please prepare guest Wi-Fi vouchers.'],
    ],
    fields: severity,
  },
];

/** What customers write back. */
export const answers: readonly string[] = [
  'Thank you, that was quick!',
  'Still the same, I am afraid.\n\nAnything else I can try?',
  'Works again. You can close this.',
  'I am out of the office until Monday.\n\n> Please send us the exact message.\n\nIt says "Error 0x80070005".',
  'Any news?',
  'Merci beaucoup — ça marche !',
];

/** What agents answer. */
export const replies: readonly string[] = [
  'Hello,\n\nthank you for your message. We are looking into it.\n\nKind regards',
  'Could you please send us the exact message, or a picture of it?',
  'We replaced the part this morning. Please try again:\n\n    1. switch it off\n    2. wait ten seconds\n    3. switch it on',
  'This should be fixed now. Please tell us if it is not.',
  'We have to order a replacement; that takes about a week.',
];

/** What agents tell each other. */
export const notes: readonly string[] = [
  'Called: nobody there. Will try again tomorrow.',
  'Same as last month, see the wiki.',
  'Vendor case opened: 00481516\n-- \nThey promise an answer within 4 hours.',
  '# not a heading\nid: this is no field\n--\nneither is this the end',
  'Checked the logs, nothing suspicious.',
];
