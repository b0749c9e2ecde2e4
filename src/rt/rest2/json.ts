import { UnfitAnswer } from './unfit-answer.js';

/** An object of an answer of REST 2.0, of which nothing is known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** An object, or undefined for anything else. */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? // Every key of an object may be asked for; what stands there is unknown.
      (value as JsonObject)
    : undefined;
}

/**
 * The body of an answer to a read.
 * @throws UnfitAnswer for what is not JSON
 */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new UnfitAnswer('not-json', "REST 2.0's response is not valid JSON.");
  }
}

/** A list's members; undefined for anything else. */
export function asList(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

/** What RT prints as text: REST 2.0 has numbers now as texts, now as numbers, and `null` for some of what is unset. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** An instant in UTC as REST 1.0 prints it where it prints UTC too: `2026-11-26 06:43:06`. */
export function asUtc(value: unknown): string {
  return asText(value).replace(/^(.{10})T(.{8})Z$/, '$1 $2');
}

/** A number of an object; undefined for anything else. */
export function asNumber(value: unknown): number | undefined {
  const text = asText(value);
  return /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}
