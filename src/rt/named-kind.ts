import type { ObjectKind } from './object-spec.js';

/** Kinds of objects that have a name, and that RT searches by it. */
export type NamedKind = Extract<ObjectKind, 'user' | 'queue' | 'group'>;

/** One condition of a user, queue or group search; RT reads no more than one. */
export interface NameCondition {
  readonly column: string;
  readonly operator: '=' | '!=' | 'LIKE' | 'NOT LIKE' | 'STARTSWITH' | 'ENDSWITH';
  readonly value: string;
}
