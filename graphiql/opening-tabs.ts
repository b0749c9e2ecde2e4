import type { About } from './about.js';
import { type Example, examples } from './examples.js';

/** One tab, as GraphiQL takes it. */
export interface OpeningTab {
  readonly query: string;
  readonly variables: string;
}

/** What GraphiQL starts with. */
export interface Opening {
  /** Tabs of a first visit; GraphiQL keeps its own from then on. */
  readonly defaultTabs: OpeningTab[];
  /** The text of the tab that is open first. It must be given: GraphiQL takes no variables from a default tab. */
  readonly initialQuery: string;
  readonly initialVariables: string;
}

const tabStateKey = 'graphiql:tabState';

/** The tab that a link (`?query=…&variables=…`) asks for. */
function sharedTab(search: string): OpeningTab | undefined {
  const parameters = new URLSearchParams(search);
  const query = parameters.get('query');
  if (query === null) return undefined;
  return { query, variables: pretty(parameters.get('variables') ?? '') };
}

/**
 * Decides which tabs are there and which is open: a shared one first, else the one that was open
 * last, else the first example.
 */
export function openingTabs(
  search: string,
  store: Pick<Storage, 'getItem'>,
  about: About,
): Opening {
  const exampleTabs = examples.map((example) => exampleTab(example, about));
  const shared = sharedTab(search);
  const last = lastActiveTab(store.getItem(tabStateKey));
  const open = shared ?? last ?? exampleTabs[0] ?? { query: '', variables: '' };
  return {
    defaultTabs: shared === undefined ? exampleTabs : [shared, ...exampleTabs],
    initialQuery: open.query,
    initialVariables: open.variables,
  };
}

/** An example as the text of a tab. On a real RT, whoever runs one that writes has to name the ticket first. */
export function exampleTab({ query, variables, unchosen }: Example, about: About): OpeningTab {
  const given = about.logins === undefined ? { ...variables, ...unchosen } : variables;
  return {
    query,
    variables: variables === undefined ? '' : JSON.stringify(given, null, 2),
  };
}

/** The link that opens the same operation elsewhere. Headers stay behind: they hold a login. */
export function shareLink(page: string, query: string, variables: string): string {
  const link = new URL(page);
  link.search = '';
  link.searchParams.set('query', query);
  if (variables.trim() !== '') link.searchParams.set('variables', variables);
  return link.href;
}

function lastActiveTab(tabState: string | null): OpeningTab | undefined {
  try {
    const { tabs, activeTabIndex } = JSON.parse(tabState ?? '');
    const { query, variables } = tabs[activeTabIndex];
    return { query: query ?? '', variables: variables ?? '' };
  } catch {
    return undefined;
  }
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
