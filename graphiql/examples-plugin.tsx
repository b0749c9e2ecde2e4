import { type GraphiQLPlugin, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { readAbout } from './about.js';
import { type Example, examples } from './examples.js';
import { exampleTab } from './opening-tabs.js';
import './examples-plugin.css';

/** The sidebar pane that opens an example in a new tab, for who closed or changed the first ones. */
export const EXAMPLES_PLUGIN: GraphiQLPlugin = {
  title: 'Examples',
  icon: ExamplesIcon,
  content: Examples,
};

function Examples() {
  const { queryEditor, variableEditor } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
  }));
  const { addTab, setVisiblePlugin } = useGraphiQLActions();

  function open(example: Example): void {
    const { query, variables } = exampleTab(example, readAbout(document));
    addTab();
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables);
    // On a phone the pane has the place of the tab.
    if (matchMedia('(max-width: 720px)').matches) setVisiblePlugin(null);
  }

  return (
    <section className="examples" aria-label="Examples">
      <h2>Examples</h2>
      <p>Each one opens in a tab of its own. Nothing runs before you press Run.</p>
      <ul>
        {examples.map((example) => (
          <li key={example.name}>
            <button type="button" onClick={() => open(example)}>
              <strong>{example.name}</strong>
              {example.query.includes('\nmutation ') && <span className="badge">writes</span>}
              <small>{example.summary}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ExamplesIcon() {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true">
      <path
        className="line"
        d="M10 5.5C8.5 4 6 3.5 2.5 3.5v12c3.5 0 6 .5 7.5 2 1.5-1.5 4-2 7.5-2v-12c-3.5 0-6 .5-7.5 2zm0 0v12"
      />
    </svg>
  );
}
