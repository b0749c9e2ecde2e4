import { faultOf } from './local-time.js';

/** A date and time in the browser's zone. It refuses a time that cannot be sent, also one that it starts with. */
export function LocalTimeInput({
  name,
  label,
  initial,
}: {
  readonly name: string;
  readonly label: string;
  readonly initial: string;
}) {
  return (
    <input
      ref={check}
      name={name}
      aria-label={label}
      type="datetime-local"
      // Without it browsers let people type years of six digits.
      max="9999-12-31T23:59"
      defaultValue={initial}
      onChange={(event) => check(event.target)}
    />
  );
}

function check(input: HTMLInputElement | null): void {
  input?.setCustomValidity(faultOf(input.value));
}
