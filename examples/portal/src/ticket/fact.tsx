import { type ReactNode, useEffect, useRef } from 'react';
import { type Editing, useEditing } from './use-editing.js';

/** One thing that is known of a ticket, with a button that turns it into a form where it can be changed. */
export function Fact({
  name,
  draftName = name,
  children,
  edit,
}: {
  readonly name: string;
  /** What its draft is called, where another fact may have the same name. */
  readonly draftName?: string;
  readonly children: ReactNode;
  readonly edit?: (editing: Editing) => ReactNode;
}) {
  const editing = useEditing(draftName);
  const { isOpen, open } = editing;
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);

  return (
    <div>
      <dt>
        <bdi>{name}</bdi>
      </dt>
      <dd>
        {edit && isOpen ? (
          edit(editing)
        ) : (
          <>
            <span className="fact">{children}</span>
            {edit && <EditButton ref={button} what={name} onClick={open} />}
          </>
        )}
      </dd>
    </div>
  );
}

/** A pencil. */
export function EditButton({
  what,
  onClick,
  ref,
}: {
  readonly what: string;
  readonly onClick: () => void;
  readonly ref?: React.Ref<HTMLButtonElement>;
}) {
  return (
    <button
      ref={ref}
      type="button"
      className="pencil"
      aria-label={`Edit ${what}`}
      onClick={onClick}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M3 13l.6-2.7L11 3l2 2-7.3 7.4z" />
      </svg>
    </button>
  );
}
