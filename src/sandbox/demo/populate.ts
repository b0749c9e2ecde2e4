import type { Epoch } from '../store/model.js';
import type { Store } from '../store/store.js';
import { isoUtc } from '../time/show-date.js';
import { type Actor, actAs, type Fields } from './actor.js';
import { demoCustomers } from './people.js';
import { createRandom, type Random } from './random.js';
import { type Schedule, tellStories } from './stories.js';
import { type Request, type Topic, topics } from './topics.js';

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
  readonly request: Request;
  /** The number in its texts. */
  readonly number: string;
  readonly requestor: string;
  readonly agent: string;
  readonly created: Epoch;
  id: number;
}

const numbered = (text: string, { number }: Plan): string => text.replaceAll('%d', number);

function pickTopic(random: Random): Topic {
  return random.pick(topics.flatMap((topic) => Array.from({ length: topic.weight }, () => topic)));
}

/** What an agent fills in when the mail is first read. */
function triage(random: Random, plan: Plan, now: Epoch): Fields {
  const own = { ...plan.request.fields, ...plan.topic.fields?.(random) };
  const priorities = { Critical: '100', High: '70', Normal: '30', Low: '10' };
  const severity = Object.entries(priorities).find(([name]) => name === own['CF.{Severity}']);
  const due = now + random.between(-6, 14) * day;
  return {
    ...Object.fromEntries(
      Object.entries(own).map(([name, value]): [string, string] => [name, numbered(value, plan)]),
    ),
    Priority: severity?.[1] ?? '30',
    ...(random.chance(0.4) ? { Due: isoUtc(Math.max(due, plan.created + day)) } : {}),
    ...(random.chance(0.3) ? { TimeEstimated: String(random.between(1, 8) * 15) } : {}),
    ...(random.chance(0.3)
      ? { 'CF.{Tags}': random.pick(['vip', "remote,'Paris, HQ'", 'quick']) }
      : {}),
  };
}

/**
 * A conversation: the mail, an agent who takes it and fills it in, and what is said to and fro until it is solved. Old
 * tickets are mostly solved; others stand somewhere in the middle, or were not read yet.
 */
function converse(schedule: Schedule, random: Random, plan: Plan, now: Epoch): void {
  const { request, agent, requestor } = plan;
  let time = plan.created;
  const later = (low: number, high: number): Epoch => {
    time += random.between(low, high);
    return time;
  };
  schedule.at(time, (as) => {
    plan.id = as(requestor).create({
      Queue: plan.topic.queue,
      Requestor: requestor,
      Subject: numbered(request.subject, plan),
      Text: numbered(request.text, plan),
      ...(random.chance(0.15) ? { Cc: random.pick(demoCustomers).emailAddress ?? '' } : {}),
    });
  });
  const age = now - plan.created;
  const isSolved = random.chance(age > 21 * day ? 0.85 : 0.3);
  const isRead = isSolved || random.chance(age > 2 * day ? 0.85 : 0.5);
  const filledIn = triage(random, plan, now);
  const read = later(10 * minute, 3 * hour);
  // Severity and the like are filled in by whoever looks at new mail first.
  schedule.at(read, (as) => as(agent).edit(plan.id, filledIn));
  if (!isRead) return;
  schedule.at(read + minute, (as) => as(agent).take(plan.id));
  time += minute;
  const said = isSolved ? request.thread.length : random.between(1, request.thread.length - 1);
  const thread = request.thread.slice(0, said);
  for (const [voice, text] of thread) {
    const words = numbered(text, plan);
    if (voice === 'customer') {
      schedule.at(later(hour, day), (as) => as(requestor).say(plan.id, 'Correspond', words));
      continue;
    }
    const action = voice === 'agent' ? 'Correspond' : 'Comment';
    const worked = { fields: { TimeWorked: String(random.between(1, 6) * 5) } };
    schedule.at(later(20 * minute, 8 * hour), (as) =>
      as(agent).say(plan.id, action, words, worked),
    );
  }
  const isAsked = thread.at(-1)?.[0] === 'agent' && said < request.thread.length;
  const waits = isAsked && random.chance(0.6) ? 'stalled' : undefined;
  const status = isSolved ? (request.end ?? 'resolved') : waits;
  if (status === undefined) return;
  schedule.at(later(10 * minute, 8 * hour), (as) => as(agent).edit(plan.id, { Status: status }));
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
  tellStories(schedule, now);
  for (let number = 0; number < ticketCount; number += 1) {
    const topic = pickTopic(random);
    const request = random.pick(topic.requests);
    const age = Math.floor(oldest * (1 - number / ticketCount)) + random.between(0, 6 * hour);
    const plan: Plan = {
      topic,
      request,
      number: String(random.between(1, 9)),
      requestor: request.from ?? random.pick(demoCustomers).name,
      agent: random.pick(topic.agents),
      created: now - age,
      id: 0,
    };
    converse(schedule, random, plan, now);
  }
  const past = happenings.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
  for (const { at, run } of past) {
    store.clock = () => at;
    run();
  }
}
