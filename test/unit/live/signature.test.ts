import { randomBytes, randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { pauseAfter } from '../../../src/live/webhooks/pauses.js';
import { signatureOf } from '../../../src/live/webhooks/signature.js';
import { Secret } from '../../../src/rt/connection/secret.js';
import { docBlock } from '../../support/docs/doc-blocks.js';
import { runProgram } from '../../support/process/run-program.js';

describe('the signature of a webhook', () => {
  test('is the one of the examples of Standard Webhooks', () => {
    const secret = new Secret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
    const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', seconds: 1614265330 };
    expect(signatureOf(secret, { ...message, body: '{"test": 2432232314}' })).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  test('is taken by their own library, whatever the secret and the body', () => {
    for (let one = 0; one < 50; one++) {
      const secret = `whsec_${randomBytes(24 + one).toString('base64')}`;
      const message = {
        id: `msg_${randomUUID()}`,
        seconds: Math.floor(Date.now() / 1000),
        body: JSON.stringify({ text: randomBytes(one).toString('latin1') }),
      };
      const headers = {
        'webhook-id': message.id,
        'webhook-timestamp': String(message.seconds),
        'webhook-signature': signatureOf(new Secret(secret), message),
      };
      expect(new Webhook(secret).verify(message.body, headers)).toEqual(JSON.parse(message.body));
    }
  });

  test('is checked by the program of docs/webhooks.md', async () => {
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    const seconds = Math.floor(Date.now() / 1000);
    const message = { id: `msg_${randomUUID()}`, seconds, body: '{"type":"ticket.updated"}' };
    const headers = {
      'webhook-id': message.id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signatureOf(new Secret(secret), message),
    };
    const check = (rawBody: string) =>
      runProgram(
        process.execPath,
        [
          ...['--input-type=module', '--eval'],
          `const rawBody = ${JSON.stringify(rawBody)}, request = ${JSON.stringify({ headers })};
          ${docBlock('docs/webhooks.md', "from 'standardwebhooks'").text}
          console.log(event.type);`,
        ],
        { env: { WEBHOOK_SECRET: secret } },
      );
    expect(await check(message.body)).toBe('ticket.updated\n');
    await expect(check('{"type":"ticket.created"}')).rejects.toThrow('No matching signature');
  });
});

test('pauses double from 5 s to an hour, and no two are alike', () => {
  const longest = Array.from({ length: 12 }, (_, at) => pauseAfter(at + 1, () => 1) / 1000);
  expect(longest).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]);
  expect(pauseAfter(1, () => 0)).toBe(3750);
});
