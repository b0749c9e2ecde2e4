import type { Epoch } from '../store/model.js';
import { isoUtc } from '../time/show-date.js';
import type { Actor } from './actor.js';
import { demoFiles, screenshot } from './files.js';

/** Collects what happens and then lets it happen, oldest first, as if time went by. */
export interface Schedule {
  at(time: Epoch, run: (as: (name: string) => Actor) => void): void;
}

const hour = 3600;
const day = 24 * hour;

/** The first ticket, which examples name: a printer, its photo, and the part that it waits for. */
function printer(schedule: Schedule, now: Epoch): void {
  const start = now - 61 * day;
  let id = 0;
  let part = 0;
  schedule.at(start, (as) => {
    id = as('sam').create({
      Queue: 'IT Support',
      Requestor: 'sam',
      Subject: 'Printer on floor 2: a grey stripe on every page',
      Text: 'Hello,\n\nsince the new toner there is a grey stripe on every page.\nA picture follows.\n\nSam\n',
    });
  });
  schedule.at(start + hour / 6, (as) =>
    as('sam').say(id, 'Correspond', 'Here is the picture.', { files: [screenshot] }),
  );
  schedule.at(start + hour, (as) => {
    as('ben').take(id);
    as('ben').edit(id, {
      Priority: '40',
      TimeEstimated: '45',
      'CF.{Severity}': 'Normal',
      'CF.{Affected Systems}': "'Print, scan'",
      'CF.{Asset Tag}': 'NW-2041',
    });
    as('ben').say(id, 'Correspond', 'Thank you for the picture. That is the drum, not the toner.', {
      fields: { TimeWorked: '10' },
    });
    as('ben').link(id, 'RefersTo', 'https://wiki.example.com/printers?model=LX-40');
  });
  schedule.at(start + 2 * hour, (as) => {
    part = as('ben').create({
      Queue: 'IT Support',
      Requestor: 'ben@helpdesk.example',
      Owner: 'hugo',
      Subject: 'Order a drum for the printer on floor 2',
      Text: 'Model LX-40. The supplier has none before next month.',
      'CF.{Severity}': 'Low',
    });
    as('ben').link(id, 'DependsOn', part);
    as('ben').say(id, 'Comment', 'Hugo orders the drum. The supplier has none before next month.');
  });
  schedule.at(start + day, (as) =>
    as('sam').say(id, 'Correspond', 'No hurry, we use the one on floor 3 meanwhile.'),
  );
  schedule.at(start + 30 * day, (as) =>
    as('hugo').say(part, 'Comment', 'Ordered, PO 47118. Delivery was put off to next week.'),
  );
}

/** Work for the administrator, who answers callers without a login. */
function review(schedule: Schedule, now: Epoch): void {
  schedule.at(now - 8 * day, (as) => {
    const id = as('ada').create({
      Queue: 'General',
      Requestor: 'ada@helpdesk.example',
      Owner: 'root',
      Subject: 'Yearly review: who may see Security Incidents?',
      Text: 'As every year: please check the members of Security Response, and tell me.',
      Due: isoUtc(now + 6 * day),
    });
    as('root').say(id, 'Comment', 'Grace alone. Jonas has left and is disabled.');
  });
}

/** A project whose parts wait for each other, without ever going round in a circle. */
function officeMove(schedule: Schedule, now: Epoch): void {
  const start = now - 30 * day;
  const steps = [
    ['Order switches for the new office', 'Four access switches and one core, as in the plan.'],
    ['Install racks and cabling', 'Two racks, 96 ports. The electrician has the plan.'],
    ['Configure the network of the new office', 'Same VLANs as in the old office.'],
    ['Move the first forty desks', 'IT Support and Billing go first.'],
    ['Close the old office', 'Keys, badges and the last boxes.'],
  ] as const;
  const ids: number[] = [];
  let project = 0;
  schedule.at(start, (as) => {
    project = as('ada').create({
      Queue: 'Facilities',
      Subject: 'Project: office move',
      Text: 'Everything about the move is linked here.',
      Requestor: 'maria.rossi@customers.example',
      Owner: 'elena',
      Due: isoUtc(now + 12 * day),
      'CF.{Severity}': 'High',
    });
    as('ada').link(project, 'RefersTo', 'https://wiki.example.com/office-move?v=2');
  });
  steps.forEach(([subject, text], index) => {
    schedule.at(start + (index + 1) * hour, (as) => {
      const queue = index === 0 || index === 2 ? 'Network Operations' : 'Facilities';
      const due = isoUtc(now + (index * 5 - 4) * day);
      const id = as('ada').create({ Queue: queue, Subject: subject, Due: due, Text: text });
      as('ada').link(id, 'MemberOf', project);
      const before = ids.at(-1);
      if (before !== undefined) {
        as('ada').link(id, 'DependsOn', before);
      }
      ids.push(id);
    });
  });
  schedule.at(start + 9 * day, (as) => {
    const [first = 0] = ids;
    as('ada').edit(first, { Owner: 'chloe' });
    as('chloe').say(first, 'Correspond', 'Ordered. Delivery in two weeks.');
  });
  schedule.at(start + 20 * day, (as) => as('chloe').edit(ids[0] ?? 0, { Status: 'resolved' }));
  schedule.at(start + 21 * day, (as) => {
    as('elena').take(ids[1] ?? 0);
    as('elena').say(ids[1] ?? 0, 'Comment', 'The electrician comes on Thursday.');
  });
}

/** An outage with everything: people coming and going, files, a wrong queue, a duplicate. */
function outage(schedule: Schedule, now: Epoch): void {
  const start = now - 2 * day - 5 * hour;
  let alarm = 0;
  let duplicate = 0;
  schedule.at(start, (as) => {
    alarm = as('tom.fischer@customers.example').create({
      Queue: 'General',
      Requestor: 'tom.fischer@customers.example',
      Subject: 'Nothing works: mail, VPN, phones (Berlin)',
      Text: 'Hello,\n\nsince 09:10 nothing works in Berlin.\n\n  - mail: no\n  - VPN: no\n  - phones: no\n\nPlease call +49 30 5550 1234.\n',
    });
  });
  schedule.at(start + 300, (as) => {
    duplicate = as('lena.novak@customers.example').create({
      Queue: 'General',
      Requestor: 'lena.novak@customers.example',
      Subject: 'Phones are dead',
      Text: 'All of them.',
    });
  });
  schedule.at(start + 600, (as) => {
    as('ben').take(alarm);
    as('ben').edit(alarm, { Priority: '90', 'CF.{Severity}': 'Critical' });
  });
  schedule.at(start + 660, (as) =>
    as('ben').say(alarm, 'Comment', 'Looks like the link of the provider. Moving it.'),
  );
  schedule.at(start + 700, (as) => as('ada').edit(alarm, { Queue: 'Net Ops / NOC' }));
  schedule.at(start + 720, (as) => as('ada').edit(alarm, { Owner: 'daisuke' }));
  schedule.at(start + 900, (as) => as('ada').merge(duplicate, alarm));
  schedule.at(start + 1200, (as) => {
    const root =
      'Provider lost both uplinks:\n\n  * fibre cut at km 12\n  * standby was not routed\n';
    as('daisuke').edit(alarm, {
      'CF.{Root Cause}': root,
      'CF.{Affected Systems}': 'Mail,VPN',
      AdminCc: 'chloe, grace',
      Due: isoUtc(now + 4 * hour),
    });
  });
  schedule.at(start + 2 * hour, (as) =>
    as('daisuke').say(
      alarm,
      'Correspond',
      'The provider is repairing the fibre. Next news at noon.',
      {
        fields: { Cc: 'lena.novak@customers.example', TimeWorked: '45' },
      },
    ),
  );
  schedule.at(start + 3 * hour, (as) =>
    as('tom.fischer@customers.example').say(alarm, 'Correspond', 'Log of our router attached.', {
      files: demoFiles.filter(({ name }) => name.endsWith('.log')),
    }),
  );
}

/** A ticket with files of all kinds. */
function files(schedule: Schedule, now: Epoch): void {
  const start = now - 4 * day;
  let id = 0;
  schedule.at(start, (as) => {
    id = as('pierre.dubois@customers.example').create({
      Queue: 'Billing, EMEA',
      Requestor: 'pierre.dubois@customers.example',
      Subject: 'Invoice INV-20417: wrong amount, documents attached',
      Text: 'Bonjour,\n\nthe amount is wrong. All documents follow.\n',
    });
  });
  schedule.at(start + hour, (as) =>
    as('pierre.dubois@customers.example').say(id, 'Correspond', 'Here they are.', {
      files: demoFiles,
    }),
  );
  schedule.at(start + 2 * hour, (as) => {
    as('farid').take(id);
    as('farid').edit(id, { 'CF.{Invoice}': 'INV-20417', 'CF.{Severity}': 'Normal' });
    as('farid').say(
      id,
      'Correspond',
      '<p>This is what we see:</p><p><img src="cid:screenshot@helpdesk.example" alt="screenshot"></p>',
      { files: [screenshot], fields: { 'Content-Type': 'text/html' } },
    );
  });
}

/** Tickets that look unusual: no subject, long and strange ones, a deleted one. */
function oddities(schedule: Schedule, now: Epoch): void {
  const start = now - 9 * day;
  const subjects = [
    '',
    'Re: Re: AW: 日本語のメールが文字化けする ✉️',
    `${'Very long subject '.repeat(10)}end`,
    '# -- "Quotes", \'more quotes\' & Key: value \\ back',
  ];
  subjects.forEach((subject, index) => {
    schedule.at(start + index * hour, (as) => {
      as('yuki.tanaka@customers.example').create({
        Queue: 'General',
        Subject: subject,
        Requestor: 'yuki.tanaka@customers.example',
        Text: 'line one\n\n  indented\n--\n# no comment\n',
      });
    });
  });
  schedule.at(start + 5 * hour, (as) => {
    const spam = as('prizes@lottery.example').create({
      Queue: 'General',
      Requestor: 'prizes@lottery.example',
      Subject: 'You have won!',
      Text: 'Click.',
    });
    as('ben').edit(spam, { Status: 'deleted' });
  });
}

/** Tickets that are worth a look, beside the daily work. */
export function tellStories(schedule: Schedule, now: Epoch): void {
  printer(schedule, now);
  officeMove(schedule, now);
  review(schedule, now);
  outage(schedule, now);
  files(schedule, now);
  oddities(schedule, now);
}
