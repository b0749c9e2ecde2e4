import type { Random } from './random.js';

/** Who says something: the agent to the customer, the customer, or the agent to the other agents. */
export type Voice = 'agent' | 'customer' | 'note';

/** One way a ticket goes: how it is put, and what is said until it is solved. `%d` stands for its number. */
export interface Request {
  readonly subject: string;
  readonly text: string;
  /** In the order it is said. The last word is the solution, or thanks for it. */
  readonly thread: readonly (readonly [Voice, string])[];
  /** What the agent fills in when reading it. */
  readonly fields: Readonly<Record<string, string>>;
  /** Who asks, where it is not a customer. */
  readonly from?: string;
  /** How it ends; `resolved` when absent. */
  readonly end?: 'rejected';
}

/** What tickets of one queue are about. */
export interface Topic {
  readonly queue: string;
  /** How many of all tickets, in proportion to the others. */
  readonly weight: number;
  /** Who works on them. */
  readonly agents: readonly string[];
  readonly requests: readonly Request[];
  /** Fields that every ticket of the queue has, with values of its own. */
  readonly fields?: (random: Random) => Readonly<Record<string, string>>;
}

const monitoring = 'monitoring@helpdesk.example';
const severity = (value: string) => ({ 'CF.{Severity}': value });

/** The topics of the demo, queue by queue. */
export const topics: readonly Topic[] = [
  {
    queue: 'IT Support',
    weight: 7,
    agents: ['ben', 'hugo'],
    requests: [
      {
        subject: 'Laptop %d does not wake up',
        text: 'Since this morning the screen stays black when I open the lid.',
        thread: [
          [
            'agent',
            'Please hold the power button for ten seconds and start it again. Does it beep?',
          ],
          ['customer', 'It starts now, but after the next sleep it is black again.'],
          ['note', 'Known with this docking station. Firmware 1.42 mends it.'],
          [
            'agent',
            'I have sent new firmware for the dock to your laptop. Please restart it tonight.',
          ],
          ['customer', 'Works since yesterday. Thank you!'],
        ],
        fields: severity('Normal'),
      },
      {
        subject: 'Cannot log in to the ERP',
        text: 'It says "account locked". I only tried twice!\n\nI need it for month end.',
        thread: [
          ['note', 'Locked by the old password on the phone, as last month.'],
          [
            'agent',
            'Your account is unlocked. Please also enter the new password on your phone, or it locks again.',
          ],
          ['customer', 'I am in. Changed it on the phone too.'],
        ],
        fields: { ...severity('High'), 'CF.{Affected Systems}': 'ERP' },
      },
      {
        subject: 'Printer on floor %d jams',
        text: 'Every second page. The paper is new.',
        thread: [
          ['agent', 'Which tray do you print from, and is the paper 80 or 100 g?'],
          ['customer', 'Tray 2, 100 g.'],
          [
            'agent',
            'Tray 2 takes 80 g only. Please put the 100 g paper into tray 1, and choose tray 1 when you print.',
          ],
          ['customer', 'No jam since then. You can close this.'],
        ],
        fields: { ...severity('Low'), 'CF.{Affected Systems}': "'Print, scan'" },
      },
      {
        subject: 'New starter on Monday: account and laptop',
        text: 'Please set up:\n\n- an account\n- a laptop (14")\n- access to the share "Sales"',
        thread: [
          ['agent', 'Gladly. Who is the manager that approves access to "Sales"?'],
          ['customer', 'I am. Approved!'],
          ['note', 'Account created, laptop imaged and in the cupboard, shelf 3.'],
          [
            'agent',
            'Everything is ready. The laptop waits at the help desk, from 08:00 on Monday.',
          ],
        ],
        fields: severity('Normal'),
      },
      {
        subject: 'Mail quota exceeded',
        text: 'Outlook tells me that I cannot send any more.',
        thread: [
          ['note', '9.8 of 10 GB, 7 of them in Sent Items.'],
          [
            'agent',
            'Your mailbox is full. I gave you 2 GB more for now. Please move old mail from "Sent Items" to the archive:\n\n    1. right-click the folder\n    2. choose Archive\n    3. choose "older than 1 year"',
          ],
          ['customer', 'Archived, and down to 4 GB. Thank you.'],
        ],
        fields: { ...severity('Normal'), 'CF.{Affected Systems}': 'Mail' },
      },
      {
        subject: 'Wi-Fi drops in meeting room %d',
        text: 'Calls break off after ten minutes, always.',
        thread: [
          ['agent', 'Does it happen to everybody in the room, or to one laptop?'],
          ['customer', 'To everybody, and only with the door shut.'],
          [
            'note',
            'The access point is in the corridor. Asked the network team for one in the room.',
          ],
          [
            'agent',
            'The room has an access point of its own now. Please tell us how the next call goes.',
          ],
          ['customer', 'An hour without a break. Merci beaucoup — ça marche !'],
        ],
        fields: { ...severity('High'), 'CF.{Affected Systems}': 'Wi-Fi' },
      },
      {
        subject: 'Request: second monitor for desk %d',
        text: 'My eyes would thank you.',
        thread: [
          ['agent', 'We have to order one; that takes about a week.'],
          ['note', 'Ordered, PO 4711%d.'],
          ['agent', 'It is on your desk. The cable is in the drawer.'],
          ['customer', 'Perfect, thank you!'],
        ],
        fields: severity('Low'),
      },
      {
        subject: 'Phishing? Strange mail from "IT"',
        text: 'I did NOT click. The link goes to http://it-helpdesk.example.test/login',
        thread: [
          ['note', 'Reported by three people. The sender is blocked.'],
          [
            'agent',
            'Well spotted: that was not us. The address is blocked now. Please delete the mail.',
          ],
        ],
        fields: { ...severity('High'), 'CF.{Affected Systems}': 'Mail' },
      },
      {
        subject: 'Please install a game on laptop %d',
        text: 'For the train.',
        thread: [['agent', 'Sorry, we may install only what is on the list in the intranet.']],
        fields: severity('Low'),
        end: 'rejected',
      },
    ],
    fields: (random) => ({
      'CF.{Asset Tag}': `NW-${random.between(1000, 9999)}`,
      SLA: random.pick(['gold', 'silver', 'bronze']),
    }),
  },
  {
    queue: 'Network Operations',
    weight: 4,
    agents: ['chloe', 'daisuke'],
    requests: [
      {
        subject: 'Replace access switch %d',
        text: 'End of life in spring. Downtime: 20 minutes.',
        from: 'ben',
        thread: [
          ['note', 'Config saved, spare is in rack %d.'],
          ['agent', 'I will do it on Thursday at 18:00. Please tell the people on that floor.'],
          ['customer', 'They know.'],
          ['agent', 'Done. It took 12 minutes, and all ports are up.'],
        ],
        fields: severity('Normal'),
      },
      {
        subject: 'Firewall rule for the new booking system',
        text: 'Source: 10.20.%d.0/24\nTarget: booking.example, 443/tcp',
        thread: [
          ['agent', 'Does it need the rule from the guest network as well?'],
          ['customer', 'No, from the office only.'],
          ['agent', 'The rule is active. Please try it.'],
          ['customer', 'We can book. Thank you!'],
        ],
        fields: severity('Normal'),
      },
      {
        subject: 'VPN slow from Tokyo',
        text: 'Throughput is 2 Mbit/s since the weekend; it was 80.',
        thread: [
          [
            'agent',
            'Please run the speed test in the intranet, once with the VPN and once without, and send us both figures.',
          ],
          ['customer', 'With: 2.1 Mbit/s. Without: 240.'],
          ['note', 'Traffic from Tokyo goes by Frankfurt since the change on Saturday.'],
          ['agent', 'Your connection took a detour. We changed the route; please connect anew.'],
          ['customer', '85 Mbit/s. ありがとうございます。'],
        ],
        fields: {
          ...severity('High'),
          'CF.{Affected Systems}': 'VPN',
          'CF.{Root Cause}': 'A route of lower cost by Frankfurt, announced by mistake.',
        },
      },
      {
        subject: 'IPv6 for the guest network',
        text: 'As agreed in the architecture board.',
        from: 'grace',
        thread: [
          ['agent', 'Planned for the next maintenance window.'],
          ['note', 'Prefix delegated, router advertisements on in the lab.'],
          ['agent', 'IPv6 is on in the guest network.'],
        ],
        fields: { ...severity('Low'), 'CF.{Affected Systems}': 'Wi-Fi' },
      },
    ],
    fields: (random) => ({ 'CF.{Change Date}': `+${random.between(2, 40)} days` }),
  },
  {
    queue: 'Net Ops / NOC',
    weight: 4,
    agents: ['daisuke', 'chloe'],
    requests: [
      {
        subject: 'ALARM core-sw-%d: power supply failed',
        text: 'Severity: major\nHost: core-sw-%d\nState: CRITICAL\n\n> PSU 2 not present',
        from: monitoring,
        thread: [
          ['note', 'Runs on PSU 1. Vendor case 00481516: they promise a part within 4 hours.'],
          ['note', 'PSU 2 replaced.'],
          ['customer', 'RECOVERY core-sw-%d: power supply ok'],
        ],
        fields: {
          ...severity('Critical'),
          'CF.{Runbook}':
            '== Check ==\n * the other supply\n * the fuse\n\n== Then ==\nCall the vendor.',
        },
      },
      {
        subject: 'ALARM disk 9%d% full on backup-02',
        text: 'WARNING since 03:12 UTC',
        from: monitoring,
        thread: [
          ['note', 'Old snapshots of the ERP. Deleted those of before June.'],
          ['customer', 'RECOVERY disk 61% full on backup-02'],
        ],
        fields: {
          ...severity('High'),
          'CF.{Affected Systems}': 'Backup',
          'CF.{Root Cause}': 'Snapshots were kept for ever.',
        },
      },
      {
        subject: 'Packet loss between Paris and London',
        text: 'mtr shows 4% at the third hop.',
        from: monitoring,
        thread: [
          ['note', 'Told the provider: ticket P-88%d.'],
          ['note', 'The provider changed an optic. No loss for two hours.'],
          ['customer', 'RECOVERY packet loss 0%'],
        ],
        fields: { ...severity('High'), 'CF.{Affected Systems}': 'VPN,ERP' },
      },
      {
        subject: 'Certificate of mail.example expires in %d days',
        text: 'Automatic check.',
        from: monitoring,
        thread: [
          ['note', 'The renewal failed: DNS record of the challenge was missing. Set and renewed.'],
          ['customer', 'RECOVERY certificate of mail.example is valid for 89 days'],
        ],
        fields: { ...severity('Normal'), 'CF.{Affected Systems}': 'Mail' },
      },
    ],
    fields: (random) => ({
      'CF.{Outage Began}': `${random.between(2, 20)} hours ago`,
      'CF.{Source IP}': `192.0.2.${random.between(1, 254)}`,
    }),
  },
  {
    queue: 'Facilities',
    weight: 3,
    agents: ['elena'],
    requests: [
      {
        subject: 'Heating in room %d is stuck',
        text: 'It is 27 °C in here. 🥵',
        thread: [
          ['agent', 'Does the valve at the radiator turn?'],
          ['customer', 'It turns, and nothing happens.'],
          ['note', 'The plumber comes on Thursday.'],
          ['agent', 'The valve was replaced this morning. It should be 21 °C by noon.'],
          ['customer', 'It is. Thank you!'],
        ],
        fields: { ...severity('Normal'), 'CF.{Building}': 'South' },
      },
      {
        subject: 'Badge does not open the north door',
        text: 'Green light, but the door stays shut.',
        thread: [
          ['note', 'The magnet of the door is stuck, not the badge.'],
          ['agent', 'The door was at fault, not your badge. It is repaired.'],
          ['customer', 'It opens. Thanks.'],
        ],
        fields: { ...severity('High'), 'CF.{Building}': 'North' },
      },
      {
        subject: 'Desk move for team of %d',
        text: 'From the second to the third floor, next Friday if possible.',
        thread: [
          [
            'agent',
            'Friday works. Please pack the drawers on Thursday; boxes are in the lift lobby.',
          ],
          ['customer', 'All packed.'],
          ['agent', 'The desks are on the third floor now.'],
        ],
        fields: { ...severity('Low'), 'CF.{Building}': 'South' },
      },
      {
        subject: 'Coffee machine, floor %d: error E14',
        text: 'This is urgent.',
        thread: [
          ['agent', 'E14 is the descaler. I am on my way.'],
          ['customer', 'Saved. ☕'],
        ],
        fields: { ...severity('Critical'), 'CF.{Building}': 'North' },
      },
    ],
  },
  {
    queue: 'Billing, EMEA',
    weight: 3,
    agents: ['farid'],
    requests: [
      {
        subject: 'Invoice 2%d: VAT number is missing',
        text: 'Our accounting cannot book it like this.',
        thread: [
          ['agent', 'Sorry for that. Which number shall stand on it?'],
          ['customer', 'IT01234567890'],
          ['agent', 'The corrected invoice is on its way to you.'],
          ['customer', 'Received and booked.'],
        ],
        fields: severity('Normal'),
      },
      {
        subject: 'Charged twice in March',
        text: 'On the 3rd and on the 5th, the same amount.',
        thread: [
          ['note', 'True: the payment run was repeated.'],
          [
            'agent',
            'You are right. The second payment goes back to your account within five days.',
          ],
          ['customer', 'It has arrived. Thank you.'],
        ],
        fields: severity('High'),
      },
      {
        subject: 'Change of address',
        text: 'New address:\nVia Roma %d\n20121 Milano\nItaly',
        thread: [['agent', 'The new address is on file from the next invoice on.']],
        fields: severity('Low'),
      },
      {
        subject: 'Question about a credit note',
        text: 'Does the credit of 120,50 € show up on the next invoice?',
        thread: [
          ['agent', 'Yes, in the line "Credit" above the total.'],
          ['customer', 'Found it, thanks.'],
        ],
        fields: severity('Low'),
      },
    ],
    fields: (random) => ({ 'CF.{Invoice}': `INV-${random.between(20_000, 29_999)}` }),
  },
  {
    queue: 'Security Incidents',
    weight: 2,
    agents: ['grace'],
    requests: [
      {
        subject: 'Brute force against VPN accounts',
        text: '%d attempts per minute, spread over many addresses.',
        from: monitoring,
        thread: [
          ['note', 'Checked the logs: no login succeeded.'],
          ['note', 'The networks are blocked, and lock-out is down to five attempts.'],
          ['customer', 'RECOVERY no attempts for 60 minutes'],
        ],
        fields: { ...severity('Critical'), 'CF.{Affected Systems}': 'VPN' },
      },
      {
        subject: 'Lost laptop in a taxi',
        text: 'The disk is encrypted. Please wipe it remotely.',
        thread: [
          ['agent', 'It will be wiped when it next goes online. Please change your password now.'],
          ['customer', 'Changed. The taxi company has not found it.'],
          ['note', 'Wiped at 14:20. Told the data protection officer.'],
          ['agent', 'The laptop is wiped. A new one waits at the help desk.'],
        ],
        fields: severity('High'),
      },
      {
        subject: 'Malware found by the scanner on host %d',
        text: 'Quarantined: Trojan.Generic',
        from: monitoring,
        thread: [
          ['note', 'From a USB stick. The host is off the network.'],
          ['note', 'Installed anew, nothing else found.'],
        ],
        fields: severity('High'),
      },
    ],
    fields: (random) => ({ 'CF.{Source IP}': `198.51.100.${random.between(1, 254)}` }),
  },
  {
    queue: 'General',
    weight: 2,
    agents: ['ben', 'hugo'],
    requests: [
      {
        subject: 'Who do I ask about parking?',
        text: 'There used to be a list.',
        thread: [
          ['agent', 'Elena of Facilities has it: extension 2204.'],
          ['customer', 'Got a place. Thanks!'],
        ],
        fields: severity('Low'),
      },
      {
        subject: 'Feedback: the new intranet',
        text: 'I like it. The search, however …',
        thread: [
          ['agent', 'Thank you! What did you search for, and what did you expect?'],
          ['customer', '"holiday form". It finds the form of 2019 first.'],
          ['agent', 'The old form is gone now, so the new one comes first.'],
        ],
        fields: severity('Low'),
      },
      {
        subject: 'Visitors: %d guests next Tuesday',
        text: 'Please prepare guest Wi-Fi vouchers.',
        thread: [
          ['agent', 'The vouchers are at the reception, in an envelope with your name.'],
          ['customer', 'Picked up, thank you.'],
        ],
        fields: severity('Normal'),
      },
    ],
  },
];
