import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RtCall, RtClient } from '../../../../src/rt/connection/client.js';
import { parseReply } from '../../../../src/rt/connection/reply.js';
import { TicketRange } from '../../../../src/rt/connection/ticket-range.js';
import {
  NotFoundError,
  RtBadReplyError,
  RtCrashError,
  RtError,
  TooCostlyError,
} from '../../../../src/rt/errors.js';
import { byId, byName, type ObjectSpec, ticketPart } from '../../../../src/rt/object-spec.js';
import { type Form, parseForms } from '../../../../src/rt/rest1/form.js';
import { align, show } from '../../../../src/rt/rest1/read/show.js';
import { type PrintedForm, printForms } from '../../../support/rest1/rt-form-printer.js';

/** A client whose RT answers show as `body` says, and which remembers the ids of every request. */
function clientOf(body: (ids: readonly string[]) => string) {
  const asked: string[][] = [];
  const calls: RtCall[] = [];
  const rt: RtClient = {
    range: new TicketRange(),
    webUrl: 'https://help.example.com',
    isPrivileged: () => true,
    call2: () => Promise.reject(new Error('not asked')),
    identity: () => Promise.reject(new Error('not asked')),
    account: () => Promise.resolve('user/14'),
    signIn: () => Promise.reject(new Error('not asked')),
    stream: () => Promise.reject(new Error('not asked')),
    async call(call) {
      const ids = (call.params ?? []).filter(([name]) => name === 'id').map(([, id]) => id);
      asked.push(ids);
      calls.push(call);
      return parseReply(body(ids));
    },
  };
  return { rt, asked, calls };
}

const ok = 'RT/5.0.3 200 Ok\n\n';
const crash =
  'Can\'t call method "new" on an undefined value at /usr/share/x line 1, <G> line 2.\n';
const idsOf = (results: readonly (Form | RtError)[]) =>
  results.map((one) => (one instanceof RtError ? one.code : (one.fields.get('id') ?? 'no form')));

function forms(payload: string): readonly Form[] {
  return parseForms(payload);
}

describe('forms and what was asked for', () => {
  test('are put together by position', () => {
    const specs = [byId('ticket', 6), byId('ticket', 7), byName('user', 'alice')].flatMap(
      (s) => s ?? [],
    );
    const payload =
      'id: ticket/7\nSubject: merge target\n\n--\n\nid: ticket/7\nSubject: merge target\n\n--\n\n' +
      'id: user/85\nName: alice\n\n';
    expect(idsOf(align(specs, forms(payload)))).toEqual(['ticket/7', 'ticket/7', 'user/85']);
  });

  test('an error stays in its own place', () => {
    const specs = [1, 4, 99999, 2].map((id) => byId('ticket', id));
    const payload =
      'id: ticket/1\nSubject: a\n\n--\n\n# You are not allowed to display ticket 4.\n\n\n--\n\n' +
      '# Ticket 99999 does not exist.\n\n\n--\n\nid: ticket/2\nSubject: b\n\n';
    const results = align(specs, forms(payload));
    expect(idsOf(results)).toEqual(['ticket/1', 'NOT_FOUND', 'NOT_FOUND', 'ticket/2']);
  });

  test('a name that RT does not know is an error although its form has an id', () => {
    const spec = byName('queue', 'Nope');
    const payload = '# No queue named Nope exists.\n\nid: queue/Nope\n\n';
    expect(align(spec ? [spec] : [], forms(payload))[0]).toBeInstanceOf(NotFoundError);
  });

  test('the count of a short history is not taken for a refusal', () => {
    const payload = '# 4/4 (/total)\n\n133: Ticket created by root\n\n--\n\n# 0/0 (/total)\n\n\n';
    const results = align([ticketPart(1, 'history'), ticketPart(4, 'history')], forms(payload));
    expect(results.map((one) => !(one instanceof RtError) && [...one.fields.keys()])).toEqual([
      ['133'],
      [],
    ]);
  });

  test('a ticket without visible attachments leaves its place empty', () => {
    const specs = [byId('ticket', 1), ticketPart(4, 'attachments'), byId('ticket', 2)];
    const payload = 'id: ticket/1\nSubject: a\n\n--\n\nid: ticket/2\nSubject: b\n\n';
    expect(idsOf(align(specs, forms(payload)))).toEqual(['ticket/1', 'no form', 'ticket/2']);
    expect(idsOf(align([ticketPart(4, 'attachments')], forms('')))).toEqual(['no form']);
  });

  test('a merged ticket’s attachments bear the number of its target', () => {
    const payload = 'id: ticket/7/attachments\nAttachments: 19: (Unnamed) (text/plain / 5b)\n\n';
    expect(idsOf(align([ticketPart(6, 'attachments')], forms(payload)))).toEqual([
      'ticket/7/attachments',
    ]);
  });

  test('another number than was asked for is refused', () => {
    const payload = 'id: user/14\nName: root\n\n';
    expect(() => align([byId('user', 85)], forms(payload))).toThrow(RtBadReplyError);
    expect(() => align([byId('queue', 1)], forms(''))).toThrow(RtBadReplyError);
    expect(() => align([byId('user', 14)], forms(`${payload}\n--\n\n${payload}`))).toThrow(
      RtBadReplyError,
    );
  });
});

describe('show', () => {
  test('asks nothing for nothing', async () => {
    const { rt, asked } = clientOf(() => ok);
    expect(await show(rt, [])).toEqual([]);
    expect(asked).toEqual([]);
  });

  test('sends one id for every object, and the columns once', async () => {
    const { rt, calls } = clientOf(
      () => `${ok}id: ticket/1\nSubject: a\n\n--\n\nid: user/2\n: \n\n`,
    );
    await show(rt, [byId('ticket', 1), byId('user', 2)], {
      columns: ['Subject', 'CF.{a}'],
      long: true,
    });
    expect(calls[0]).toMatchObject({
      operation: 'show',
      params: [
        ['id', 'ticket/1'],
        ['id', 'user/2'],
        ['fields', 'Subject,CF.{a}'],
        ['format', 'l'],
      ],
      objects: 2,
      columns: ['Subject', 'CF.{a}'],
    });
    expect(calls[0]?.write).toBeUndefined();
  });

  test('the columns asked for tell where a key ends', async () => {
    const { rt } = clientOf(() => `${ok}id: ticket/1\nCF.{a}: b}: value\n\n`);
    const [form] = await show(rt, [byId('ticket', 1)], { columns: ['CF.{a}: b}'] });
    expect(form).toMatchObject({
      fields: new Map([
        ['id', 'ticket/1'],
        ['CF.{a}: b}', 'value'],
      ]),
    });
  });

  test('finds the one object that makes RT crash, and shows the others', async () => {
    const { rt, asked } = clientOf((ids) =>
      ids.includes('transaction/9')
        ? crash
        : ok + printForms(ids.map((id) => ({ fields: [['id', id.replace('transaction/', '')]] }))),
    );
    const specs = [1, 2, 9, 3, 4].map((id) => byId('transaction', id));
    expect(idsOf(await show(rt, specs))).toEqual(['1', '2', 'NOT_FOUND', '3', '4']);
    expect(asked.length).toBeLessThanOrEqual(7);
  });

  test('a crash over a ticket stays a crash, but only for that ticket', async () => {
    const { rt } = clientOf((ids) =>
      ids.includes('ticket/2')
        ? crash
        : ok + printForms(ids.map((id) => ({ fields: [['id', id]] }))),
    );
    const [one, two] = await show(rt, [byId('ticket', 1), byId('ticket', 2)]);
    expect(one).not.toBeInstanceOf(RtError);
    expect(two).toBeInstanceOf(RtCrashError);
  });

  test('a crash of which both halves fail leaves no rejection that nobody handles', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    const { rt } = clientOf(() => crash);
    const failing: RtClient = {
      ...rt,
      async call(call) {
        if (call.objects !== 1) return rt.call(call);
        const id = call.params?.[0]?.[1];
        // The second half fails when the first has ended the whole already.
        if (id === 'ticket/2') await nextTurn();
        throw new TooCostlyError(String(id));
      },
    };
    const shown = show(failing, [byId('ticket', 1), byId('ticket', 2)]);
    await expect(shown).rejects.toThrow('ticket/1');
    for (let turns = 0; turns < 5; turns++) await nextTurn();
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });

  test('a refused request is not repeated in halves', async () => {
    const { rt, asked } = clientOf(
      () => "RT/5.0.3 400 Bad Request\n\nInvalid object ID specified: 'x'\n",
    );
    await expect(show(rt, [byId('ticket', 1), byId('ticket', 2)])).rejects.toBeInstanceOf(
      RtBadReplyError,
    );
    expect(asked).toHaveLength(1);
  });

  test('an error of the client goes through as it is', async () => {
    const { rt } = clientOf(() => ok);
    const costly = new TooCostlyError('too much');
    const refusing: RtClient = { ...rt, call: () => Promise.reject(costly) };
    await expect(show(refusing, [byId('ticket', 1), byId('ticket', 2)])).rejects.toBe(costly);
  });

  test('an answer that lacks an object is told apart by asking for each alone', async () => {
    const { rt } = clientOf((ids) =>
      ids.length > 1
        ? `${ok}id: ticket/1\n\n`
        : ok + printForms([{ fields: [['id', ids[0] ?? '']] }]),
    );
    expect(idsOf(await show(rt, [byId('ticket', 1), byId('ticket', 2)]))).toEqual([
      'ticket/1',
      'ticket/2',
    ]);
  });
});

/** What a small RT knows: merged, hidden, missing and crashing objects. */
const merged = new Map([
  [6, 7],
  [16, 17],
]);
const hidden = new Set([4, 5, 14]);

function answer(ids: readonly string[]): string {
  const printed: PrintedForm[] = [];
  for (const id of ids) {
    const [, kind = '', text = '', part = ''] = /^(\w+)\/(\d+)(.*)$/.exec(id) ?? [];
    const number = (kind === 'ticket' && merged.get(Number(text))) || Number(text);
    if (kind === 'transaction' && number > 20) return crash;
    if (part === '/attachments') {
      if (hidden.has(number)) continue;
      const list = [`${number}00: (Unnamed) (text/plain / ${number}b)`];
      printed.push({
        fields: [
          ['id', `ticket/${number}/attachments`],
          ['Attachments', list],
        ],
      });
    } else if (part === '/history') {
      printed.push({ comment: '1/1 (/total)', fields: [[`${number}1`, 'Ticket created by root']] });
    } else if (kind === 'ticket' && hidden.has(number)) {
      printed.push({ comment: `You are not allowed to display ticket ${number}.` });
    } else {
      printed.push({ fields: [['id', kind === 'transaction' ? text : `${kind}/${number}`]] });
    }
  }
  return printed.length === 0 ? '' : ok + printForms(printed);
}

describe('any mix of objects', () => {
  const number = fc.integer({ min: 1, max: 22 });
  const spec: fc.Arbitrary<ObjectSpec> = fc.oneof(
    { weight: 3, arbitrary: number.map((id) => ticketPart(id, 'attachments')) },
    { weight: 2, arbitrary: number.map((id) => byId('ticket', id)) },
    number.map((id) => ticketPart(id, 'history')),
    number.map((id) => byId('transaction', id)),
    number.map((id) => byId('user', id)),
  );

  test('gives every object what it gets when it is asked for alone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(spec, { maxLength: 12 }), async (specs) => {
        const together = await show(clientOf(answer).rt, specs);
        const alone = await Promise.all(specs.map((one) => show(clientOf(answer).rt, [one])));
        const describeOne = (one: Form | RtError) =>
          one instanceof RtError ? one.name : [...one.fields];
        expect(together.map(describeOne)).toEqual(alone.flat().map(describeOne));
      }),
      { numRuns: 400 },
    );
  });
});
