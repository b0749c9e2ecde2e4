/** What the forms call the fields of mutations. */
const labels: Readonly<Record<string, string>> = {
  add: 'Add',
  adminCc: 'AdminCc',
  attachments: 'Files',
  body: 'Message',
  cc: 'Cc',
  customFields: 'Custom fields',
  dueAt: 'Due',
  finalPriority: 'Final priority',
  intoId: 'Merge into',
  links: 'Link',
  owner: 'Owner',
  priority: 'Priority',
  queue: 'Queue',
  remove: 'Remove',
  requestors: 'Requestors',
  resolvedAt: 'Resolved',
  startedAt: 'Started',
  startsAt: 'Starts',
  status: 'Status',
  subject: 'Subject',
  timeEstimatedMinutes: 'Estimated',
  timeLeftMinutes: 'Time left',
  timeWorkedMinutes: 'Time worked',
  toldAt: 'Last contact',
};

/** The part of a write that an error is about. */
export interface WritePlace {
  /** What the form calls it: a label, or the name of a custom field or file. */
  readonly name?: string;
  /** What was entered there, in words. */
  readonly entered?: string;
}

/** Where the `path` of an error leads in the input of its mutation. Its numbers count the members of lists. */
export function placeAt(path: readonly string[], input: unknown): WritePlace {
  let place: WritePlace = {};
  let part = input;
  for (const step of path) {
    part = memberOf(part, step);
    const name = textOf(memberOf(part, 'name') ?? memberOf(part, 'filename')) ?? labels[step];
    if (name === undefined) continue;
    const entered = inWords(part);
    place = { name, ...(entered !== undefined && { entered }) };
  }
  return place;
}

function memberOf(part: unknown, name: string): unknown {
  if (typeof part !== 'object' || part === null) return undefined;
  return Object.entries(part).find(([key]) => key === name)?.[1];
}

function textOf(part: unknown): string | undefined {
  return typeof part === 'string' ? part : undefined;
}

function inWords(part: unknown): string | undefined {
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return isInstant(part) ? new Date(part).toLocaleString() : part;
  if (Array.isArray(part)) {
    const all = part.map(inWords).filter((words) => words !== undefined);
    return all.length === 0 ? undefined : all.join(', ');
  }
  const inner = memberOf(part, 'values') ?? memberOf(part, 'text');
  return inner === undefined ? undefined : inWords(inner);
}

/** Whether it was entered as a local time, which is sent as an instant. */
function isInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/.test(text);
}
