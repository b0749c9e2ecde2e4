import { type ReactNode, useState } from 'react';

/** Says why a key did nothing, until something else is said or the page is about something else. */
export function useHint(
  about: string,
): readonly [hint: ReactNode, say: (text: string | undefined) => void] {
  const [said, setSaid] = useState<{ readonly text: string; readonly about: string }>();
  const hint = said?.about === about && (
    <p className="note" role="status">
      {said.text}
    </p>
  );
  return [hint, (text) => setSaid(text === undefined ? undefined : { text, about })];
}
