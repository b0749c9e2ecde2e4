import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef, useState } from 'react';
import { withAuthorization } from './authorization.js';

/**
 * Keeps the `Authorization` of the headers editor equal to the one set here, in every tab that is
 * opened. Headers belong to one tab in GraphiQL, and a login belongs to all of them.
 */
export function useHeadersAuthorization(): (authorization: string | undefined) => void {
  const { headerEditor, activeTabIndex } = useGraphiQL((state) => ({
    headerEditor: state.headerEditor,
    activeTabIndex: state.activeTabIndex,
  }));
  const { introspect } = useGraphiQLActions();
  const [authorization, setAuthorization] = useState<string>();
  /** Every value that was written from here, so that a sign-out finds them in tabs opened earlier. */
  const ours = useRef(new Set<string>());

  // activeTabIndex is read by no line below: another tab brings other headers.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (headerEditor === undefined) return undefined;
    if (authorization !== undefined) ours.current.add(authorization);
    const write = () => {
      const text = headerEditor.getValue();
      const wanted = withAuthorization(text, authorization, ours.current);
      if (wanted !== text) headerEditor.setValue(wanted);
    };
    write();
    // A new tab and an entry of the history come with an empty pane.
    const subscription = headerEditor.onDidChangeModelContent(() => {
      if (headerEditor.getValue() === '') write();
    });
    return () => subscription.dispose();
  }, [headerEditor, authorization, activeTabIndex]);

  // The schema may be hidden from who asked before. This effect follows the one that writes.
  const askedAs = useRef(authorization);
  useEffect(() => {
    if (askedAs.current === authorization) return;
    askedAs.current = authorization;
    void introspect();
  }, [authorization, introspect]);

  return setAuthorization;
}
