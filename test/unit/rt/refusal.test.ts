import { describe, expect, test } from 'vitest';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../../src/rt/errors.js';
import { notVisible, permissionDenied } from '../../../src/rt/not-visible.js';
import type { Form } from '../../../src/rt/rest1/form.js';
import { readRefusal } from '../../../src/rt/rest1/refusal.js';

function withComment(...comments: string[]): Form {
  return { comments, fields: new Map(), repeated: new Set(), raw: '' };
}

describe('a form that stands for no object', () => {
  test.each([
    'Ticket 99999 does not exist.',
    'User 99999 does not exist.',
    'Queue 999 does not exist.',
    'Group 99999 does not exist.',
    'Attachment 99999 does not exist.',
    'No user named nosuch exists.',
    'No queue named R&D: "x" exists. exists.',
    'No group named two\nlines exists.',
    'Invalid attachment id: 99999',
    'Transaction 99999 is not related to Ticket 1',
    'You are not allowed to display ticket 4.',
    'Permission Denied',
  ])('%j is missing or hidden, which are the same', (comment) => {
    const refusal = readRefusal(withComment(comment));
    expect(refusal).toBeInstanceOf(NotFoundError);
    expect(refusal?.message).toBe(notVisible().message);
    expect(refusal?.facts).toEqual({});
  });

  test.each([
    'Objects of type ticket must be specified by numeric id.',
    'Unknown object type: spam',
    "Invalid object specification: 'ticket/1,2'",
  ])('%j was asked for wrongly', (comment) => {
    expect(readRefusal(withComment(comment))).toBeInstanceOf(InvalidInputError);
  });

  test.each([
    '4/4 (/total)',
    '0/0 (/total)',
    '0/4 (type/Nope/total)',
    '1/4 (id/133/total)',
    'Required: id, Queue',
    'Ticket 5 updated.',
    'Ticket 22 created.',
    'Le ticket 4 n’existe pas.',
  ])('%j refuses nothing', (comment) => {
    expect(readRefusal(withComment(comment))).toBeUndefined();
  });

  test('an object has no comment', () => {
    expect(readRefusal(withComment())).toBeUndefined();
  });

  test('a denied request says what was denied', () => {
    const error = permissionDenied('search users');
    expect(error).toBeInstanceOf(ForbiddenError);
    expect(error.message).toBe('You do not have the right in RT to search users.');
  });
});
