import { describe, expect, test } from 'vitest';
import { gatewayDeadline } from '../../../../src/server/request/gateway-deadline.js';

const envoy = 'x-envoy-expected-rq-timeout-ms';
const grpc = 'grpc-timeout';
const of = (headers: Record<string, string>) => gatewayDeadline(new Headers(headers));

describe('the deadline of a gateway', () => {
  test.each([
    [{ [envoy]: '2500' }, 2500],
    [{ [envoy]: '999999999999999' }, 999_999_999_999_999],
    [{ [grpc]: '1H' }, 3_600_000],
    [{ [grpc]: '2M' }, 120_000],
    [{ [grpc]: '3S' }, 3000],
    [{ [grpc]: '250m' }, 250],
    [{ [grpc]: '5000u' }, 5],
    [{ [grpc]: '99999999n' }, 99.999999],
    [{ [envoy]: '2500', [grpc]: '1S' }, 1000],
    [{ [envoy]: '500', [grpc]: '1S' }, 500],
    [{ [envoy]: 'x', [grpc]: '1S' }, 1000],
  ] as const)('of %j is %i ms', (headers, ms) => {
    expect(of(headers)).toBeCloseTo(ms, 5);
  });

  test.each([
    {},
    ...['', '0', '-1', '1.5', '1e3', '2500ms', '1000, 2000', '1234567890123456', 'Infinity'].map(
      (value) => ({ [envoy]: value }),
    ),
    ...['', '1', '0S', '1s', '-1S', '123456789S', '1.5S', '1S, 2S', 'S'].map((value) => ({
      [grpc]: value,
    })),
  ])('of %j is none', (headers) => {
    expect(of(headers as Record<string, string>)).toBeUndefined();
  });
});
