import { DOC_EXPLORER_PLUGIN } from '@graphiql/plugin-doc-explorer';
import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { GraphiQL } from 'graphiql';
import { useMemo, useState } from 'react';
import { EXAMPLES_PLUGIN } from './examples-plugin.js';
import { createFetcher } from './fetcher.js';
import { headerlessStorage } from './headerless-storage.js';
import { Masthead } from './masthead.js';
import type { Opening } from './opening-tabs.js';
import { ShareButton } from './share-button.js';
import { SignIn } from './sign-in.js';

/** The whole page: GraphiQL below a bar that says what this is and who is asking. */
export function App({
  endpointUrl,
  opening,
}: {
  readonly endpointUrl: string;
  readonly opening: Opening;
}) {
  const [isSigningIn, setSigningIn] = useState(false);
  const fetcher = useMemo(
    () => createFetcher({ url: endpointUrl, onUnauthenticated: () => setSigningIn(true) }),
    [endpointUrl],
  );
  const storage = useMemo(() => headerlessStorage(localStorage), []);
  return (
    <GraphiQL
      {...opening}
      fetcher={fetcher}
      storage={storage}
      plugins={plugins}
      referencePlugin={DOC_EXPLORER_PLUGIN}
      defaultEditorToolsVisibility="variables"
      isHeadersEditorEnabled
      shouldPersistHeaders={false}
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>
        <Masthead>
          <SignIn endpointUrl={endpointUrl} isOpen={isSigningIn} onOpenChange={setSigningIn} />
        </Masthead>
      </GraphiQL.Logo>
      <GraphiQL.Toolbar>
        {({ prettify, merge, copy }) => (
          <>
            {prettify}
            {merge}
            {copy}
            <ShareButton />
          </>
        )}
      </GraphiQL.Toolbar>
    </GraphiQL>
  );
}

const plugins = [EXAMPLES_PLUGIN, HISTORY_PLUGIN];
