import { describe, expect, test } from 'vitest';
import { scrub } from '../../../src/rt/connection/scrub.js';

describe('RT’s words', () => {
  test.each([
    [
      'Unknown field: Spam at /usr/share/request-tracker5/lib/RT/Tickets.pm line 3187, <GEN756> line 25.\n\n' +
        'Stack:\n  [/usr/share/request-tracker5/lib/RT/Tickets.pm:3187]\n',
      'Unknown field: Spam',
    ],
    [
      'Can\'t call method "Id" on an undefined value at /usr/share/request-tracker5/html/REST/1.0/Forms/queue/ns ' +
        'line 58, <GEN686> line 22.\n\nStack:\n  [/usr/share/x:1]',
      'Can\'t call method "Id" on an undefined value',
    ],
    [
      'RT::Ticket::Disabled Unimplemented in HTML::Mason::Commands. ' +
        '(/usr/share/request-tracker5/html/REST/1.0/Forms/ticket/default line 341) \n\nStack:\n  [x]',
      'RT::Ticket::Disabled Unimplemented in HTML::Mason::Commands.',
    ],
    ['died at (eval 46) line 388.', 'died'],
    ['read failed at /etc/x line 3, <$fh> chunk 7.', 'read failed'],
    ['Subject: ARRAY(0x55858d78bfc0)', 'Subject:'],
    ['cannot open /opt/rt5/var/log/rt.log', 'cannot open …'],
  ])('%j loses its insides', (text, clean) => {
    expect(scrub(text)).toBe(clean);
  });

  test.each([
    "Status 'nosuch' isn't a valid status for this ticket.",
    'Queue R&D/Ops does not exist.',
    "Couldn't resolve 'not a uri' into a link.",
    'Meet at noon, line 3 of the plan',
    'fsck.com-rt://example.com/ticket/131 is not a link to http://example.com/a/b/c',
  ])('%j is left as it is', (text) => {
    expect(scrub(text)).toBe(text);
  });
});
