import { type ReactNode, useState } from 'react';

/**
 * Says why nothing was done, until something else is said or the page is about something else. What is said of something
 * that the page is about to show names it.
 */
export function useHint(
  about: string,
): readonly [hint: ReactNode, say: (text: string | undefined, of?: string) => void] {
  const [said, setSaid] = useState<{ readonly text: string; readonly about: string }>();
  const hint = said?.about === about && (
    <p className="note" role="status">
      {said.text}
    </p>
  );
  return [
    hint,
    (text, of = about) => setSaid(text === undefined ? undefined : { text, about: of }),
  ];
}
