import { Tooltip, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { type About, targetOf } from './about.js';
import iconUrl from './icon.svg';

/** The bar on top of the page. GraphiQL has no place for one, so it is drawn into its own. */
export function Masthead({
  about,
  children,
}: {
  readonly about: About;
  readonly children: ReactNode;
}) {
  const place = document.getElementById('masthead');
  if (place === null) return null;
  return createPortal(
    <>
      <img src={iconUrl} alt="" width="28" height="28" />
      <h1>
        RT <em>GraphQL</em>
      </h1>
      <span className="masthead-note">{targetOf(about)}</span>
      <div className="masthead-end">
        <ThemeButton />
        {children}
      </div>
    </>,
    place,
  );
}

const systemIsDark = () => matchMedia('(prefers-color-scheme: dark)').matches;

/** Switches between light and dark. GraphiQL's own settings can also follow the system. */
function ThemeButton() {
  const theme = useGraphiQL((state) => state.theme) ?? (systemIsDark() ? 'dark' : 'light');
  const { setTheme } = useGraphiQLActions();
  const other = theme === 'dark' ? 'light' : 'dark';
  const label = `Use the ${other} theme`;
  return (
    <Tooltip label={label}>
      <button
        type="button"
        className="masthead-icon"
        aria-label={label}
        onClick={() => setTheme(other)}
      >
        <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
          {theme === 'dark' ? (
            <Sun />
          ) : (
            <path d="M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7z" />
          )}
        </svg>
      </button>
    </Tooltip>
  );
}

function Sun() {
  return (
    <>
      <circle cx="10" cy="10" r="3.5" />
      <path d="M10 1.5v2M10 16.5v2M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6 16 16M4 16l1.4-1.4M14.6 5.4 16 4" />
    </>
  );
}
