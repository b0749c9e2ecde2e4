import { expect, test } from 'vitest';
import { hintsOf } from '../../../examples/portal/src/list/hints-of.js';
import { everything } from '../../../examples/portal/src/route.js';

const queue = 'General';
const fields = [
  { name: 'Single', type: 'FREEFORM' },
  { name: 'When', type: 'DATE_TIME' },
  { name: 'Date', type: 'DATE' },
] as const;

const wildcards = 'RT takes % for any text and _ for any character.';
const wholeDay = 'A field of dates is searched by a whole day, such as 2031-05-06.';
const unknown = 'The queue General has no custom field “Nope”.';
const isIt = (field: string) => `Is “${field}” the whole name of a custom field?`;

test.each([
  [{ text: '100%' }, [wildcards]],
  [{ person: 'a_b@example.com' }, [wildcards]],
  [{ field: 'Single', value: 'a_b' }, [wildcards]],
  [{ value: '100%' }, []],
  [{ text: 'plain', field: 'Nope', value: '2031' }, []],
])('of a search by %j that finds tickets, %j is said', (search, hints) => {
  expect(hintsOf({ ...everything, ...search }, { isEmpty: false })).toEqual(hints);
});

test.each([
  [{ queue, field: 'Nope' }, [unknown]],
  [{ queue, field: 'Nope', value: '%' }, [wildcards, unknown]],
  [{ queue, field: 'single', value: '2031' }, []],
  [{ queue, field: 'WHEN', value: '2031' }, [wholeDay]],
  [{ queue, field: 'Date', value: 'May' }, [wholeDay]],
  [{ queue, field: 'When', value: '2031-05-06' }, []],
  [{ queue, field: 'When' }, []],
  [{ queue }, []],
])('of a search of a queue by %j that finds nothing, %j is said', (search, hints) => {
  expect(hintsOf({ ...everything, ...search }, { isEmpty: true, fields })).toEqual(hints);
});

test.each([
  [{ field: 'Nope', value: 'a' }, [isIt('Nope')]],
  [{ field: 'When', value: '2031' }, [isIt('When'), wholeDay]],
  [{ field: 'When', value: '2031-05-06' }, [isIt('When')]],
])('of a search of all queues by %j that finds nothing, %j is said', (search, hints) => {
  expect(hintsOf({ ...everything, ...search }, { isEmpty: true })).toEqual(hints);
});
