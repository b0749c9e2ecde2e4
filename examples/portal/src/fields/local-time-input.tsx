import { useState } from 'react';
import { faultOf, fromLocalTime, toLocalTime } from './local-time.js';

/**
 * A date and time in the browser's zone; the form gets the moment. It refuses a time that cannot be sent, also one that it
 * starts with.
 */
export function LocalTimeInput({
  name,
  label,
  initial,
}: {
  readonly name: string;
  readonly label: string;
  /** A moment, or what a draft kept of a time that cannot be sent. */
  readonly initial: string;
}) {
  const [began] = useState(initial);
  const [local, setLocal] = useState(toLocalTime(initial));
  return (
    <>
      <input
        ref={(input) => input?.setCustomValidity(faultOf(input.value))}
        aria-label={label}
        type="datetime-local"
        // Seconds can be changed where there are some.
        step={toLocalTime(began).length > 16 ? 1 : undefined}
        // Without it browsers let people type years of six digits.
        max="9999-12-31T23:59"
        defaultValue={toLocalTime(began)}
        onChange={(event) => setLocal(event.target.value)}
      />
      <input type="hidden" name={name} value={fromLocalTime(local, began)} />
    </>
  );
}
