import { expect, test } from 'vitest';
import { momentIn } from '../../../examples/portal/src/moment-in.js';
import {
  fieldInWords,
  sentenceWithout,
  valueInWords,
} from '../../../examples/portal/src/ticket/history-words.js';

test.each([
  ['Subject', 'Subject'],
  ['TimeWorked', 'Time worked'],
  ['FinalPriority', 'Final priority'],
  ['Told', 'Last contact'],
])('RT’s field %s is called %s', (field, words) => {
  expect(fieldInWords(field)).toBe(words);
});

test.each([
  ['TimeWorked', '30', '30 min'],
  ['TimeLeft', '-5', '-5 min'],
  ['TimeEstimated', null, null],
  ['Priority', '30', '30'],
  ['Subject', '30', '30'],
])('in the history of %s, %j is %j', (field, value, words) => {
  expect(valueInWords(field, value)).toBe(words);
});

test.each([
  ['2024-07-01 12:00:00', '2024-07-01T12:00:00Z'],
  ['1970-01-01 00:00:00', null],
  ['2024-07-01', null],
  ['since 2024-07-01 12:00:00', null],
  ['', null],
  [null, null],
])('%j is the moment %j', (text, moment) => {
  expect(momentIn(text)).toBe(moment);
});

test.each([
  ['alice', 'Merged into #66: into by alice', 'Merged into #66: into'],
  ['bob smith', 'Merged into #66: by alice by bob smith', 'Merged into #66: by alice'],
  ['bob', 'Merged into #66: into by alice', 'Merged into #66: into by alice'],
  [undefined, 'Merged into #66: into by alice', 'Merged into #66: into by alice'],
  ['alice', '#66 zusammengeführt von alice', '#66 zusammengeführt von alice'],
])('what %s did is said without the login: %s', (login, sentence, rest) => {
  expect(sentenceWithout(login, sentence)).toBe(rest);
});
