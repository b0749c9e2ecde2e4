import { namedColumnsWith } from '../../columns/named.js';
import type { NamedKind } from '../../named-kind.js';
import { orNull } from '../../or-null.js';
import { rejected, type WriteReport } from '../../report.js';
import type { NamedValues } from '../../values.js';
import {
  afterWrite,
  judgeLost,
  judgeWrite,
  readBack,
  unfulfilled,
  unknownOutcome,
} from './judge-write.js';
import { editNamed as postEdit, createNamed as postNew } from './named-requests.js';
import { PlanBuilder } from './planned-field.js';
import { LostAnswer } from './write.js';
import type { WriteContext } from './write-context.js';

/** What RT shows of a user to whoever may see one at all. */
const publicOfUsers: ReadonlySet<string> = new Set([
  'name',
  'emailAddress',
  'realName',
  'nickName',
  'gecos',
  'organization',
  'isPrivileged',
  'language',
  'city',
  'country',
  'isDisabled',
]);

/** Plans the fields of a user, queue or group. Absent leaves, null and '' clear. */
function planNamed(kind: NamedKind, values: NamedValues): PlanBuilder {
  const plan = new PlanBuilder();
  for (const [name, column] of namedColumnsWith(kind, 'write')) {
    const value = values[name];
    if (value === undefined) continue;
    const at = [name];
    const text = typeof value === 'boolean' ? (value ? '1' : '0') : (value ?? '');
    if (name === 'name' && text === '') {
      plan.refuse(at, 'A name is required.', 'REQUIRED');
      continue;
    }
    if (column.write === 'lines' ? !plan.isText(at, text) : !plan.isLine(at, text)) continue;
    plan.add({
      path: at,
      names: [column.key.toLowerCase()],
      form: [{ key: column.key, value: text }],
      columns: column.asked ? [column.asked, column] : [column],
      looksEmptyIfHidden: kind === 'user' && !publicOfUsers.has(name),
      isStored(object) {
        const now = object.read<string | boolean | null>(column);
        if (typeof value === 'boolean') return now === value;
        return (now ?? '') === text;
      },
    });
  }
  return plan;
}

async function reread(kind: NamedKind, id: number, plan: PlanBuilder, { load }: WriteContext) {
  load.forget();
  return (await orNull(load.object.named(kind, { id }, readBack(plan.fields)))) ?? undefined;
}

/** Plans a password, which goes to RT in the form and can never be read back: RT's answer alone tells of it. */
function planPassword(
  plan: PlanBuilder,
  password: string | null | undefined,
  { creating }: { readonly creating: boolean },
): void {
  const path = ['password'];
  if (password == null || !plan.isLine(path, password)) return;
  if (!creating && /^\**$/.test(password)) {
    plan.refuse(path, 'RT ignores a password that consists of asterisks only, or of nothing.');
    return;
  }
  plan.add({
    path,
    names: ['password'],
    form: [{ key: 'Password', value: password }],
    columns: [],
    isStored: () => false,
    isConfirmed: (messages) =>
      messages.some((line) => /^User .* (?:created|updated)\.$/.test(line)),
  });
}

/** Creates a user, queue or group. */
export async function createNamed(
  kind: NamedKind,
  values: NamedValues,
  password: string | null | undefined,
  context: WriteContext,
): Promise<WriteReport> {
  const plan = planNamed(kind, values);
  planPassword(plan, password, { creating: true });
  if (plan.errors.length > 0) return rejected(plan.errors);
  const form = plan.fields.flatMap((field) => field.form);
  const answer = await postNew(context.rt, kind, form);
  if (answer instanceof LostAnswer) {
    return { outcome: 'PARTIAL', refusals: [unknownOutcome(answer)], messages: [] };
  }
  const { messages } = answer;
  const id = messages
    .map((line) => Number(/^(?:User|Queue|Group) (\d+) created\.$/.exec(line)?.[1]))
    .find(Number.isInteger);
  if (id === undefined) {
    const error = {
      code: 'RT_REFUSED' as const,
      message: `RT did not create the ${kind} and gave no reason. The name may be taken, a value may be invalid, or you may not have the right.`,
      path: [],
      rtMessage: messages[0],
    };
    return { outcome: 'REJECTED', refusals: [error], messages };
  }
  return afterWrite(answer, id, async () => {
    const now = await reread(kind, id, plan, context);
    const refusals = now ? unfulfilled(messages, plan.fields, now) : [];
    return { outcome: refusals.length > 0 ? 'PARTIAL' : 'APPLIED', refusals, messages, id };
  });
}

/** Changes a user, queue or group. */
export async function editNamed(
  kind: NamedKind,
  id: number,
  values: NamedValues,
  password: string | null | undefined,
  context: WriteContext,
): Promise<WriteReport> {
  const plan = planNamed(kind, values);
  planPassword(plan, password, { creating: false });
  if (plan.errors.length > 0) return rejected(plan.errors, id);
  const known = await orNull(context.load.object.named(kind, { id }, readBack(plan.fields)));
  if (!known) {
    const message = `The ${kind} does not exist, or you may not see it.`;
    return rejected([{ code: 'NOT_FOUND', message, path: ['id'] }]);
  }
  const form = plan.fields.flatMap((field) => field.form);
  if (form.length === 0) return { outcome: 'UNCHANGED', refusals: [], messages: [], id };
  const answer = await postEdit(context.rt, kind, id, form);
  return afterWrite(answer, id, async () => {
    const now = await reread(kind, id, plan, context);
    const report =
      answer instanceof LostAnswer
        ? judgeLost(answer, plan.fields, now, known)
        : judgeWrite(answer, plan.fields, now, known);
    return { ...report, id };
  });
}
