/** The headers in which Envoy, and proxies that speak gRPC's language, tell how long they wait for an answer. */
export const deadlineHeaders = ['x-envoy-expected-rq-timeout-ms', 'grpc-timeout'] as const;

/** Milliseconds of gRPC's units. */
const units: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1000,
  m: 1,
  u: 0.001,
  n: 0.000_001,
};

/**
 * How many milliseconds the gateway of a request waits for its answer: the least that it says. Undefined where it says
 * nothing, or nothing that can be read: a hop that means something else by such a header must not cost an answer.
 */
export function gatewayDeadline(headers: Headers): number | undefined {
  const [envoy, grpc] = deadlineHeaders.map((name) => headers.get(name)?.trim() ?? '');
  const [, amount = '', unit = ''] = /^(\d{1,8})([HMSmun])$/.exec(grpc ?? '') ?? [];
  const said = [
    /^\d{1,15}$/.test(envoy ?? '') ? Number(envoy) : 0,
    Number(amount) * (units[unit] ?? 0),
  ].filter((ms) => ms > 0);
  return said.length > 0 ? Math.min(...said) : undefined;
}
