import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSchema } from '../../../src/schema/schema.js';
import { ownRows } from '../../support/backends/own-rows.js';
import { sharedBackends } from '../../support/backends/shared-backends.js';
import { type Answer, codesOf } from '../../support/graphql/ask.js';
import { sendMutation } from '../../support/graphql/mutate.js';
import { hasRest2 } from '../ways.js';
import { openDoors } from './doors.js';
import { nothingThere } from './fixture.js';
import { callers, callRt, fieldsOf, type RtCaller } from './rights-in-rt.js';
import { ticketTwin, type WriteRow } from './write-row.js';
import { writeRows } from './write-rows.js';

test('every field of Mutation has a row in the table', () => {
  const fields = Object.keys(buildSchema().getMutationType()?.getFields() ?? {});
  const covered = new Set(writeRows.map(({ field }) => field));
  expect(fields.filter((field) => !covered.has(field))).toEqual([]);
});

/** What became of a twin: all of the change, none of it, or some. */
type Effect = 'none' | 'part' | 'all';

/**
 * What two callers' changes have in common: history and mail name the caller and whom RT wrote to, in words of
 * different lengths.
 */
const inBrief = (state = ''): string =>
  state
    .split('\n')
    .filter((line) => !/^(?:--$|# \d|<n>: |Attachments: )/.test(line))
    .join('\n');

/** What somebody without rights may be told. */
const refusals = ['FORBIDDEN', 'NOT_FOUND', 'REQUIRED', 'RT_REFUSED', 'INVALID'];

interface Line {
  readonly caller: string;
  readonly before: string;
  readonly rts: string;
  readonly ours: string;
  readonly answer: Answer;
  /** The object's id as RT shows it to the caller after the change; undefined where it is hidden or new. */
  readonly shown: string | undefined;
}

describe.each(sharedBackends())('who may change what, on $name', (backend) => {
  const { url } = backend;
  const doors = openDoors(url);
  let root: RtCaller;
  let rts: readonly RtCaller[];

  beforeAll(async () => {
    rts = await Promise.all(callers.map((name) => callRt(url, name)));
    root = await callRt(url, 'root');
  });
  afterAll(() => doors.close());

  const send = (row: WriteRow, input: Readonly<Record<string, unknown>>, as: string) => {
    const fields = row.payload.includes('{')
      ? `${row.payload} { id } outcome userErrors { code message rtMessage } }`
      : `${row.payload} { id }`;
    return sendMutation(doors.at(as), row.field, input, { fields, as });
  };

  /** Those who may least come first, so that most of them find the twins as they were made. */
  async function linesOf(row: WriteRow): Promise<readonly Line[]> {
    const lines: Line[] = [];
    const make = async (caller: string) => {
      const twins = [await row.twin(root, caller), await row.twin(root, caller)] as const;
      const [before, same] = await Promise.all(twins.map((twin) => row.state(root, twin)));
      expect(same).toBe(before);
      return { twins, before: before ?? '' };
    };
    let made: Awaited<ReturnType<typeof make>> | undefined;
    for (const rt of rts.toReversed()) {
      const caller = rt.name;
      made = made && !row.fresh ? made : await make(caller);
      const { twins, before } = made;
      const [theirs, twin] = twins;
      const [answer] = await Promise.all([send(row, row.input(twin), caller), row.rts(rt, theirs)]);
      const states = await Promise.all(twins.map((one) => row.state(root, one)));
      // Root made and set up the twins.
      const own = (text = '') =>
        text.replaceAll(new RegExp(`\\b(?:root|${caller})\\b`, 'g'), '<caller>');
      const [rtDid, weDid] = states;
      const path = row.path(twin);
      const shown = path === '' ? undefined : fieldsOf(await rt.ask(path)).get('id');
      lines.push({ caller, before: own(before), rts: own(rtDid), ours: own(weDid), answer, shown });
      if (states.some((state) => state !== before)) made = undefined;
    }
    return lines;
  }

  test.each(ownRows(backend.name, writeRows))(
    '$field of $of does what RT does for each caller',
    async (row) => {
      const lines = await linesOf(row);
      const whole = inBrief(lines.find(({ caller }) => caller === 'root')?.rts);
      expect(Object.fromEntries(lines.map(({ caller, ours }) => [caller, ours]))).toEqual(
        Object.fromEntries(lines.map(({ caller, rts }) => [caller, rts])),
      );
      for (const { caller, before, rts: after, answer, shown } of lines) {
        const effect: Effect =
          after === before ? 'none' : inBrief(after) === whole ? 'all' : 'part';
        if (caller === 'selfserve' && hasRest2(backend)) {
          // REST 2.0 lets unprivileged users in, and these have no rights.
          const { outcome, userErrors } =
            answer.data?.payload?.results?.[0] ?? answer.data?.payload ?? {};
          const codes = [
            ...codesOf(answer),
            ...(userErrors ?? []).map(({ code }: { readonly code: string }) => code),
          ];
          expect([caller, effect, answer.status]).toEqual([caller, 'none', 200]);
          expect([caller, outcome ?? 'REJECTED']).toEqual([
            caller,
            row.field === 'claimNextTicket' && outcome !== undefined ? 'UNCHANGED' : 'REJECTED',
          ]);
          if (outcome !== 'UNCHANGED') expect(refusals).toEqual(expect.arrayContaining(codes));
          continue;
        }
        if (caller === 'gone' || caller === 'selfserve') {
          expect([caller, effect]).toEqual([caller, 'none']);
          const code = caller === 'gone' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
          expect([caller, answer.status, ...codesOf(answer)]).toEqual([
            caller,
            caller === 'gone' ? 401 : 200,
            code,
          ]);
          continue;
        }
        expect([caller, answer.errors]).toEqual([caller, undefined]);
        const payload = answer.data.payload.results?.[0] ?? answer.data.payload;
        // Whoever sees no such ticket has nothing to claim.
        const isUnseen = row.field === 'claimNextTicket' && shown === undefined;
        const none = isUnseen ? 'UNCHANGED' : 'REJECTED';
        const wanted = { none, part: 'PARTIAL', all: 'APPLIED' }[effect];
        expect([caller, payload.outcome, payload.userErrors]).toEqual([
          caller,
          wanted,
          effect === 'all' || isUnseen ? [] : expect.arrayContaining([expect.anything()]),
        ]);
        const object = payload[row.payload.split(' ').at(-1) ?? ''];
        // What comes back is what RT shows this caller; a created object cannot be compared by its number.
        if (object !== null && shown !== undefined)
          expect([caller, object.id]).toEqual([caller, shown]);
      }
    },
  );

  const unseen = writeRows.filter(
    ({ field, of }) =>
      /^(?:createTicket|commentOnTicket|replyToTicket)$/.test(field) &&
      of === 'a ticket in Private',
  );
  test.each(unseen)(
    '$field of $of works for somebody who may do that there and see nothing',
    async (row) => {
      const blind = await callRt(url, 'bob smith');
      const [theirs, twin] = [await row.twin(root, 'bob'), await row.twin(root, 'bob')];
      const before = await row.state(root, theirs);
      await row.rts(blind, theirs);
      const after = await row.state(root, theirs);
      // Asked first: that RT lets them must not be what fails here.
      if (after === before) return;
      const { data } = await send(row, row.input(twin), 'bob smith');
      expect(data.payload).toMatchObject({ outcome: 'APPLIED', userErrors: [], ticket: null });
      expect(await row.state(root, twin)).toBe(after);
    },
  );

  test('a hidden ticket looks to a writer exactly like one that is missing', async () => {
    const twin = await ticketTwin(root, 'Private', true);
    for (const row of writeRows.filter(({ of }) => of.startsWith('a ticket in Private'))) {
      if (row.field === 'createTicket') continue;
      const told = await Promise.all(
        [twin, { ...twin, id: nothingThere }].map(async (one) => {
          const { data, errors } = await send(row, row.input(one), 'low');
          return JSON.stringify({ data, errors }).replaceAll(`${one.id}`, '<id>');
        }),
      );
      expect([row.field, row.of, told[0]]).toEqual([row.field, row.of, told[1]]);
    }
  });
});
