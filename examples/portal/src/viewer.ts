import { createContext, useContext } from 'react';
import type { PersonFragment } from './generated/documents.js';

/** Who is signed in. */
export const ViewerContext = createContext<PersonFragment | undefined>(undefined);

/** Who is signed in. Only for what is shown to somebody who is. */
export function useViewer(): PersonFragment {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error('Nobody is signed in.');
  return viewer;
}
