import { useRef } from 'react';

/**
 * What was read last under a key. A refresh that fails does not take it away, and what another key had is never shown.
 */
export function useLastGood<T>(key: string, value: T | null | undefined): T | undefined {
  const last = useRef<{ readonly key: string; readonly value: T }>(undefined);
  if (value !== null && value !== undefined) last.current = { key, value };
  return last.current?.key === key ? last.current.value : undefined;
}
