import { createRoot } from 'react-dom/client';
import { readAbout } from './about.js';
import { App } from './app.js';
import { openingTabs } from './opening-tabs.js';
import { setUpWorkers } from './workers.js';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './style.css';
import './phone.css';

setUpWorkers();

const about = readAbout(document);
const opening = openingTabs(location.search, localStorage, about);
// The shared operation has its tab now. Left in the address, it would open again at every reload.
if (location.search !== '') history.replaceState(null, '', location.pathname);

const root = document.getElementById('app');
if (root !== null) {
  createRoot(root).render(<App endpointUrl={location.pathname} about={about} opening={opening} />);
}
