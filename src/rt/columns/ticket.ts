import { integer, list, optionalText, text, zonedDate } from './column.js';

/** RT's placeholder for "no owner". */
export const nobody = 'Nobody';

/** The columns of RT's ticket form. People are addresses, owner and queue are names. */
export const ticketColumns = {
  queue: text('Queue'),
  owner: text('Owner'),
  creator: text('Creator'),
  subject: text('Subject'),
  status: text('Status'),
  priority: integer('Priority'),
  initialPriority: integer('InitialPriority'),
  finalPriority: integer('FinalPriority'),
  requestors: list('Requestors'),
  cc: list('Cc'),
  adminCc: list('AdminCc'),
  created: zonedDate('Created'),
  starts: zonedDate('Starts'),
  started: zonedDate('Started'),
  due: zonedDate('Due'),
  resolved: zonedDate('Resolved'),
  told: zonedDate('Told'),
  lastUpdated: zonedDate('LastUpdated'),
  timeEstimated: integer('TimeEstimated'),
  timeWorked: integer('TimeWorked'),
  timeLeft: integer('TimeLeft'),
  sla: optionalText('SLA'),
} as const;
