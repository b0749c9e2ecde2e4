import type { Column } from '../../rt/column.js';
import { createNamed, editNamed } from '../../rt/operations/named-objects.js';
import type { NamedKind } from '../../rt/operations/search.js';
import { LostAnswer } from '../../rt/operations/write.js';
import { groupColumns as g } from '../../rt/records/group.js';
import { queueColumns as q } from '../../rt/records/queue.js';
import { userColumns as u } from '../../rt/records/user.js';
import type { Context } from '../context.js';
import { orNull } from '../or-null.js';
import { type Result, rejected } from './payload.js';
import type { PlanBuilder } from './planned-field.js';
import { afterWrite, readBack, settle, settleLost, unfulfilled, unknownOutcome } from './settle.js';

type Value = string | boolean | null | undefined;

/** Contract name → RT's column, for every field that can be written. */
export const userFields = {
  name: u.name,
  emailAddress: u.emailAddress,
  realName: u.realName,
  nickName: u.nickName,
  gecos: u.gecos,
  organization: u.organization,
  address1: u.address1,
  address2: u.address2,
  city: u.city,
  state: u.state,
  zip: u.zip,
  country: u.country,
  homePhone: u.homePhone,
  workPhone: u.workPhone,
  mobilePhone: u.mobilePhone,
  pagerPhone: u.pagerPhone,
  contactInfo: u.contactInfo,
  comments: u.comments,
  signature: u.signature,
  language: u.language,
  isPrivileged: u.privileged,
  isDisabled: u.disabled,
} as const;

export const queueFields = {
  name: q.name,
  description: q.description,
  correspondAddress: q.correspondAddress,
  commentAddress: q.commentAddress,
  isDisabled: q.disabled,
  isSlaDisabled: q.slaDisabled,
} as const;

export const groupFields = {
  name: g.name,
  description: g.description,
  isDisabled: g.disabled,
} as const;

/** Fields that hold texts of many lines. */
const manyLines = new Set(['comments', 'signature', 'contactInfo']);

/** Plans the fields of a user, queue or group. Absent leaves, null and '' clear. */
export function planNamed(
  plan: PlanBuilder,
  table: Readonly<Record<string, Column<string | boolean | null>>>,
  input: Readonly<Record<string, Value>>,
  path: readonly string[],
): void {
  for (const [name, column] of Object.entries(table)) {
    const value = input[name];
    if (value === undefined) continue;
    const at = [...path, name];
    const text = typeof value === 'boolean' ? (value ? '1' : '0') : (value ?? '');
    if (name === 'name' && text === '') {
      plan.refuse(at, 'A name is needed.', 'REQUIRED');
      continue;
    }
    if (manyLines.has(name) ? !plan.isText(at, text) : !plan.isLine(at, text)) continue;
    plan.add({
      path: at,
      names: [column.key.toLowerCase()],
      form: [{ key: column.key, value: text }],
      // The contact info is printed only when RT's two names for it are asked together.
      columns: name === 'contactInfo' ? [u.freeformContactInfo, column] : [column],
      took(object) {
        const now = object.read(column);
        if (typeof value === 'boolean') return now === value;
        return (now ?? '') === text;
      },
    });
  }
}

async function reread(kind: NamedKind, id: number, plan: PlanBuilder, { load }: Context) {
  load.forget();
  return (await orNull(load.object.named(kind, { id }, readBack(plan.fields)))) ?? undefined;
}

/** A password goes to RT in the form and can never be read back. */
function passwordField(plan: PlanBuilder, password: string | null | undefined) {
  if (password == null) return [];
  return plan.isLine(['password'], password) ? [{ key: 'Password', value: password }] : [];
}

/** Creates a user, queue or group. */
export async function create(
  kind: NamedKind,
  plan: PlanBuilder,
  context: Context,
  password?: string | null,
): Promise<Result> {
  const secret = passwordField(plan, password);
  if (plan.errors.length > 0) return rejected(plan.errors);
  const form = [...plan.fields.flatMap((field) => field.form), ...secret];
  const answer = await createNamed(context.rt, kind, form);
  if (answer instanceof LostAnswer) {
    return { outcome: 'PARTIAL', userErrors: [unknownOutcome(answer)], messages: [] };
  }
  const { messages } = answer;
  const id = messages
    .map((line) => Number(/^(?:User|Queue|Group) (\d+) created\.$/.exec(line)?.[1]))
    .find(Number.isInteger);
  if (id === undefined) {
    const error = {
      code: 'RT_REFUSED' as const,
      message: `RT did not create the ${kind}; it gives no reason. The name may be taken, a value not allowed, or the right missing.`,
      path: [],
      rtMessage: messages[0],
    };
    return { outcome: 'REJECTED', userErrors: [error], messages };
  }
  return afterWrite(answer, id, async () => {
    const now = await reread(kind, id, plan, context);
    const userErrors = now ? unfulfilled(messages, plan.fields, now) : [];
    return { outcome: userErrors.length > 0 ? 'PARTIAL' : 'APPLIED', userErrors, messages, id };
  });
}

/** Changes a user, queue or group. */
export async function update(
  kind: NamedKind,
  id: number,
  plan: PlanBuilder,
  context: Context,
  password?: string | null,
): Promise<Result> {
  const secret = passwordField(plan, password);
  if (plan.errors.length > 0) return rejected(plan.errors, id);
  const known = await orNull(context.load.object.named(kind, { id }, readBack(plan.fields)));
  if (!known) {
    const message = `There is no such ${kind}, or you may not see it.`;
    return rejected([{ code: 'NOT_FOUND', message, path: ['id'] }]);
  }
  const form = [...plan.fields.flatMap((field) => field.form), ...secret];
  if (form.length === 0) return { outcome: 'UNCHANGED', userErrors: [], messages: [], id };
  const answer = await editNamed(context.rt, kind, id, form);
  return afterWrite(answer, id, async () => {
    const now = await reread(kind, id, plan, context);
    if (answer instanceof LostAnswer) return { ...settleLost(answer, plan.fields, now), id };
    const result = settle(answer, plan.fields, now, known);
    const refusedPassword = answer.messages.find((line) => /^password: /i.test(line));
    if (secret.length === 0 || refusedPassword === undefined) return { ...result, id };
    return {
      ...result,
      id,
      outcome: plan.fields.length === 0 || result.outcome === 'REJECTED' ? 'REJECTED' : 'PARTIAL',
      userErrors: [
        ...result.userErrors,
        {
          code: 'RT_REFUSED',
          message: 'RT refused the password.',
          path: ['password'],
          rtMessage: refusedPassword,
        },
      ],
    };
  });
}
