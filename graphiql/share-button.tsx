import { ToolbarButton, useGraphiQL } from '@graphiql/react';
import { useState } from 'react';
import { copyText } from './copy-text.js';
import { shareLink } from './opening-tabs.js';

const invitation = 'Copy a link to this operation';

/** Copies a link that opens this tab's operation and variables, never its headers. */
export function ShareButton() {
  const { queryEditor, variableEditor } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
  }));
  const [label, setLabel] = useState(invitation);

  async function copy(): Promise<void> {
    const query = queryEditor?.getValue() ?? '';
    const link = shareLink(location.href, query, variableEditor?.getValue() ?? '');
    setLabel((await copyText(link)) ? 'Link copied' : 'The browser refused to copy');
    setTimeout(() => setLabel(invitation), 2000);
  }

  return (
    <ToolbarButton onClick={() => void copy()} label={label}>
      <svg className="graphiql-toolbar-icon" viewBox="0 0 20 20" aria-hidden="true">
        <path
          className="line"
          d="M8.5 11.5a3.5 3.5 0 0 0 5 0l2.5-2.5a3.54 3.54 0 0 0-5-5l-1 1M11.5 8.5a3.5 3.5 0 0 0-5 0L4 11a3.54 3.54 0 0 0 5 5l1-1"
        />
      </svg>
    </ToolbarButton>
  );
}
