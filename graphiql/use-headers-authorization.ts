import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef, useState } from 'react';
import { authorizationIn, readHeaders, withAuthorization } from './authorization.js';

/**
 * Keeps the `Authorization` of the headers editor equal to the one set here, in every tab that is
 * opened. Headers belong to one tab in GraphiQL, and a login belongs to all of them.
 *
 * @returns how to set it, the `Authorization` of the open tab that a person typed instead, and whether the tab's headers
 * can be read at all.
 */
export function useHeadersAuthorization(): {
  readonly typed: string | undefined;
  readonly isReadable: boolean;
  readonly setAuthorization: (authorization: string | undefined) => void;
} {
  const { headerEditor, activeTabIndex } = useGraphiQL((state) => ({
    headerEditor: state.headerEditor,
    activeTabIndex: state.activeTabIndex,
  }));
  const { introspect } = useGraphiQLActions();
  const [authorization, setAuthorization] = useState<string>();
  const [typed, setTyped] = useState<string>();
  const [isReadable, setReadable] = useState(true);
  /** Every value that was written from here, so that a sign-out finds them in tabs opened earlier. */
  const ours = useRef(new Set<string>());

  // activeTabIndex is read by no line below: another tab brings other headers.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (headerEditor === undefined) return undefined;
    if (authorization !== undefined) ours.current.add(authorization);
    const write = () => {
      const wanted = withAuthorization(headerEditor.getValue(), authorization, ours.current);
      if (wanted !== undefined) headerEditor.setValue(wanted);
    };
    const isOurs = (value: string | undefined) => value !== undefined && ours.current.has(value);
    const look = () => {
      const headers = readHeaders(headerEditor.getValue());
      const present = headers && authorizationIn(headers);
      setReadable(headers !== undefined);
      setTyped(isOurs(present) ? undefined : present);
    };
    write();
    look();
    // A new tab comes with an empty pane, and an entry of the history with the login that it was run with.
    const subscription = headerEditor.onDidChangeModelContent(() => {
      const text = headerEditor.getValue();
      const present = authorizationIn(readHeaders(text) ?? {});
      if (text === '' || (isOurs(present) && present !== authorization)) write();
      look();
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

  return { typed, isReadable, setAuthorization };
}
