import { Dialog, ToolbarButton, useGraphiQL } from '@graphiql/react';
import { getOperationAST, visit } from 'graphql';
import { useState } from 'react';
import { chosenFiles } from './chosen-files.js';
import { CopyButton } from './copy-button.js';
import { curlCommand } from './curl.js';
import { type TabOperation, useOperation } from './use-operation.js';
import './tool-dialog.css';

/** Opens a window with the open tab's request as a command for curl. */
export function CurlButton({ endpointUrl }: { readonly endpointUrl: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <ToolbarButton onClick={() => setOpen(true)} label="Copy as curl">
        <svg className="graphiql-toolbar-icon" viewBox="0 0 20 20" aria-hidden="true">
          <path className="line" d="M3 4.5h14v11H3zM6 8l2.5 2L6 12M10.5 12.5h3.5" />
        </svg>
      </ToolbarButton>
      <Dialog open={isOpen} onOpenChange={setOpen}>
        <div className="graphiql-dialog-header">
          <Dialog.Title className="graphiql-dialog-title">Copy as curl</Dialog.Title>
          <Dialog.Close />
        </div>
        {isOpen && <Command endpointUrl={endpointUrl} />}
      </Dialog>
    </>
  );
}

function Command({ endpointUrl }: { readonly endpointUrl: string }) {
  const schema = useGraphiQL((state) => state.schema);
  const read = useOperation();
  const [withLogin, setWithLogin] = useState(false);

  function command(tab: TabOperation): string {
    const { query, document, operationName, variables, headers } = tab;
    return curlCommand({
      url: new URL(endpointUrl, location.href).href,
      operation: {
        query,
        ...(Object.keys(variables).length > 0 && { variables }),
        ...(operationName !== undefined && { operationName }),
      },
      streams: streamsOf(tab),
      headers,
      files: schema ? chosenFiles.of(schema, document, operationName, variables) : [],
      withLogin,
    });
  }

  try {
    const tab = read();
    const text = command(tab);
    const hasLogin = Object.keys(tab.headers).some(
      (name) => name.toLowerCase() === 'authorization',
    );
    return (
      <div className="tool-dialog">
        <Dialog.Description>
          The same request from a shell.
          {text.includes('\n  -F ') && ' Run it in the directory that holds the files.'}
          {hasLogin && !withLogin && (
            <>
              {' '}
              Your login is left out: set the shell variable <code>AUTHORIZATION</code> to the
              header’s value first.
            </>
          )}
        </Dialog.Description>
        <section aria-label="Command">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls. */}
          <pre tabIndex={0}>{text}</pre>
        </section>
        {hasLogin && (
          <label className="tool-option">
            <input
              type="checkbox"
              checked={withLogin}
              onChange={({ currentTarget }) => setWithLogin(currentTarget.checked)}
            />
            With my login in plain text
          </label>
        )}
        <CopyButton text={text} />
      </div>
    );
  } catch (error) {
    return (
      <div className="tool-dialog">
        <Dialog.Description role="alert">
          {error instanceof Error ? error.message : String(error)}
        </Dialog.Description>
      </div>
    );
  }
}

/** How the answer of an operation comes: at once, in parts, or as events. */
function streamsOf({ document, operationName }: TabOperation): 'no' | 'parts' | 'events' {
  if (getOperationAST(document, operationName)?.operation === 'subscription') return 'events';
  let isDeferred = false;
  visit(document, {
    Directive({ name }) {
      isDeferred ||= name.value === 'defer' || name.value === 'stream';
    },
  });
  return isDeferred ? 'parts' : 'no';
}
