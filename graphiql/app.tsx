import { DOC_EXPLORER_PLUGIN } from '@graphiql/plugin-doc-explorer';
import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { GraphiQL } from 'graphiql';
import type { GraphQLSchema } from 'graphql';
import { useMemo, useRef, useState } from 'react';
import type { About } from './about.js';
import { CurlButton } from './curl-button.js';
import { EXAMPLES_PLUGIN } from './examples-plugin.js';
import { createFetcher } from './fetcher.js';
import { FilesButton } from './files-button.js';
import { headerlessStorage } from './headerless-storage.js';
import { Masthead } from './masthead.js';
import type { Opening } from './opening-tabs.js';
import { RunSummary } from './run-summary.js';
import { ShareButton } from './share-button.js';
import { SignIn } from './sign-in.js';

/** The whole page: GraphiQL below a bar that says what this is and who is asking. */
export function App({
  endpointUrl,
  about,
  opening,
}: {
  readonly endpointUrl: string;
  readonly about: About;
  readonly opening: Opening;
}) {
  const [isSigningIn, setSigningIn] = useState(false);
  const schema = useRef<GraphQLSchema>(null);
  const fetcher = useMemo(
    () =>
      createFetcher({
        url: endpointUrl,
        schema: () => schema.current,
        onUnauthenticated: () => setSigningIn(true),
      }),
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
      onSchemaChange={(loaded) => {
        schema.current = loaded;
      }}
    >
      <GraphiQL.Logo>
        <Masthead about={about}>
          <SignIn
            endpointUrl={endpointUrl}
            about={about}
            isOpen={isSigningIn}
            onOpenChange={setSigningIn}
          />
        </Masthead>
      </GraphiQL.Logo>
      <GraphiQL.Toolbar>
        {({ prettify, merge, copy }) => (
          <>
            {prettify}
            {merge}
            {copy}
            <ShareButton />
            <FilesButton />
            <CurlButton endpointUrl={endpointUrl} />
          </>
        )}
      </GraphiQL.Toolbar>
      <GraphiQL.Footer>
        <RunSummary />
      </GraphiQL.Footer>
    </GraphiQL>
  );
}

const plugins = [EXAMPLES_PLUGIN, HISTORY_PLUGIN];
