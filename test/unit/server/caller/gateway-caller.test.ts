import { BlockList } from 'node:net';
import { expect, test } from 'vitest';
import { Secret } from '../../../../src/rt/connection/secret.js';
import { CredentialsError } from '../../../../src/rt/errors.js';
import { gatewayCaller } from '../../../../src/server/caller/gateway-caller.js';

const addresses = new BlockList();
addresses.addAddress('10.0.0.1');
const secret = 'what only the gateway and we may know';
const gateway = {
  addresses,
  secret: new Secret(secret),
  tokens: new Map([['alice', new Secret('1-14-alice')]]),
};
const good = { 'x-rt-user': 'alice', 'x-gateway-secret': secret };
const ask = (headers: Record<string, string>, address = '10.0.0.1') =>
  gatewayCaller(new Headers(headers), address, gateway);

test('the gateway acts for a user whose token is known, with that token', () => {
  const caller = ask(good);
  expect(caller?.scheme).toBe('token');
  expect(caller?.scheme === 'token' && caller.token.reveal()).toBe('1-14-alice');
});

test('without the header nobody is acted for, whatever else is sent', () => {
  expect(ask({ 'x-gateway-secret': secret })).toBeUndefined();
  expect(ask({ x_rt_user: 'alice', 'x-gateway-secret': secret })).toBeUndefined();
});

test.each([
  ['from elsewhere', good, '10.0.0.2'],
  ['from no address', good, ''],
  ['without the secret', { 'x-rt-user': 'alice' }, '10.0.0.1'],
  [
    'with the start of the secret',
    { ...good, 'x-gateway-secret': secret.slice(0, -1) },
    '10.0.0.1',
  ],
  ['with more than the secret', { ...good, 'x-gateway-secret': `${secret}x` }, '10.0.0.1'],
  [
    'with the secret in capitals',
    { ...good, 'x-gateway-secret': secret.toUpperCase() },
    '10.0.0.1',
  ],
  ['for somebody without a token', { ...good, 'x-rt-user': 'root' }, '10.0.0.1'],
  ['for nobody', { ...good, 'x-rt-user': '' }, '10.0.0.1'],
  ['for two at once', { ...good, 'x-rt-user': 'alice, alice' }, '10.0.0.1'],
  ['for a name of the prototype', { ...good, 'x-rt-user': '__proto__' }, '10.0.0.1'],
])('%s the header is refused', (_, headers, address) => {
  expect(() => ask(headers, address)).toThrow(CredentialsError);
});
