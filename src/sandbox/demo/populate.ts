import type { Epoch } from '../store/model.js';
import type { Store } from '../store/store.js';
import { isoUtc } from '../time/show-date.js';
import { type Actor, actAs, type Fields } from './actor.js';
import { demoCustomers } from './people.js';
import { createRandom, type Random } from './random.js';
import { type Schedule, tellStories } from './stories.js';
import { answers, notes, replies, type Topic, topics } from './topics.js';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const ticketCount = 190;
const oldest = 60 * day;

/** Something that happens at a time, in the order of times. */
interface Happening {
  readonly at: Epoch;
  readonly run: () => void;
}

/** A ticket whose number is known once it is created. */
interface Plan {
  readonly topic: Topic;
  readonly requestor: string;
  readonly agent: string;
  readonly created: Epoch;
  id: number;
}

const isDone = (random: Random, age: number): boolean => random.chance(age > 21 * day ? 0.85 : 0.3);

function pickTopic(random: Random): Topic {
  return random.pick(topics.flatMap((topic) => Array.from({ length: topic.weight }, () => topic)));
}

function subjectAndText(random: Random, topic: Topic): readonly [string, string] {
  const [subject, text] = random.pick(topic.requests);
  const number = String(random.between(1, 9));
  return [subject.replace('%d', number), text.replace('%d', number)];
}

function creationFields(random: Random, plan: Plan, now: Epoch): Fields {
  const [subject, text] = subjectAndText(random, plan.topic);
  const due = now + random.between(-6, 14) * day;
  const withDue = random.chance(0.4) ? { Due: isoUtc(Math.max(due, plan.created + day)) } : {};
  const priority = String(random.pick([0, 10, 30, 50, 70, 100]));
  return {
    Queue: plan.topic.queue,
    Requestor: plan.requestor,
    Subject: subject,
    Text: text,
    Priority: priority,
    InitialPriority: priority,
    FinalPriority: random.chance(0.3) ? '100' : '0',
    ...(random.chance(0.3) ? { TimeEstimated: String(random.between(1, 8) * 15) } : {}),
    ...(random.chance(0.25) ? { Cc: random.pick(demoCustomers).emailAddress ?? '' } : {}),
    ...(random.chance(0.3)
      ? { 'CF.{Tags}': random.pick(['vip', "remote,'Paris, HQ'", 'quick']) }
      : {}),
    ...withDue,
    ...plan.topic.fields(random),
  };
}

/** A conversation: answers to and fro, notes in between, and in the end a status. */
function converse(schedule: Schedule, random: Random, plan: Plan, now: Epoch): void {
  let time = plan.created;
  const later = (low: number, high: number): Epoch => {
    time += random.between(low, high);
    return time;
  };
  const rounds = random.between(0, 4);
  if (random.chance(0.75)) {
    schedule.at(later(10 * minute, 8 * hour), (as) => as(plan.agent).take(plan.id));
  }
  for (let round = 0; round < rounds; round += 1) {
    const reply = random.pick(replies);
    const worked = { fields: { TimeWorked: String(random.between(1, 6) * 5) } };
    schedule.at(later(hour, day), (as) => as(plan.agent).say(plan.id, 'Correspond', reply, worked));
    if (random.chance(0.4)) {
      const note = random.pick(notes);
      schedule.at(later(minute, hour), (as) => as(plan.agent).say(plan.id, 'Comment', note));
    }
    if (random.chance(0.6)) {
      const answer = random.pick(answers);
      schedule.at(later(hour, 2 * day), (as) =>
        as(plan.requestor).say(plan.id, 'Correspond', answer),
      );
    }
  }
  if (random.chance(0.25)) {
    const priority = String(random.between(1, 99));
    schedule.at(later(minute, hour), (as) => as(plan.agent).edit(plan.id, { Priority: priority }));
  }
  const age = now - plan.created;
  const status = isDone(random, age)
    ? random.pick(['resolved', 'resolved', 'rejected'])
    : undefined;
  const waits = status === undefined && random.chance(0.3) ? 'stalled' : status;
  if (waits !== undefined) {
    schedule.at(later(hour, 2 * day), (as) => as(plan.agent).edit(plan.id, { Status: waits }));
  }
}

/**
 * Fills the demo with two months of work that end now: the same for the same moment. What would
 * happen after now does not happen.
 */
export function populateDemo(store: Store, now: Epoch): void {
  const happenings: Happening[] = [];
  const actors = new Map<string, Actor>();
  const as = (name: string): Actor => {
    const actor = actors.get(name) ?? actAs(store, name);
    actors.set(name, actor);
    return actor;
  };
  const schedule: Schedule = {
    at: (time, run) => void happenings.push({ at: time, run: () => run(as) }),
  };
  const random = createRandom(20_240_601);
  for (let number = 0; number < ticketCount; number += 1) {
    const topic = pickTopic(random);
    const age = Math.floor(oldest * (1 - number / ticketCount)) + random.between(0, 6 * hour);
    const plan: Plan = {
      topic,
      requestor: random.pick(demoCustomers).name,
      agent: random.pick(topic.agents),
      created: now - age,
      id: 0,
    };
    const fields = creationFields(random, plan, now);
    schedule.at(plan.created, (by) => {
      plan.id = by('root').create(fields);
    });
    converse(schedule, random, plan, now);
  }
  tellStories(schedule, now);
  const past = happenings.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
  for (const { at, run } of past) {
    store.clock = () => at;
    run();
  }
}
