import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import './style/base.css';
import './style/controls.css';
import './style/forms.css';
import './style/list.css';
import './style/ticket.css';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      {canKeep() ? (
        <App />
      ) : (
        <p className="note" data-tone="bad" role="alert">
          This browser keeps nothing for this page. Allow cookies and site data for it, and load it
          again.
        </p>
      )}
    </StrictMode>,
  );
}

/** Whether there is storage: where cookies are blocked, asking for it throws. */
function canKeep(): boolean {
  try {
    return window.localStorage !== window.sessionStorage;
  } catch {
    return false;
  }
}
