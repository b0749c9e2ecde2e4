import { useEffect, useRef } from 'react';

const offMark = 'keys off';

/** Keys that go on for as long as they are held. Others would do several things where one was wanted. */
const heldKeys = ['j', 'k'];

/** Calls an action for its key, but never while somebody types or a dialog is open. */
export function useKeys(actions: Readonly<Record<string, () => void>>): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const { key, target, ctrlKey, metaKey, altKey } = event;
      if (event.defaultPrevented || ctrlKey || metaKey || altKey) return;
      if (event.repeat && !heldKeys.includes(key)) return;
      if (!areKeysOn() || isTyping(target) || document.querySelector('dialog[open]')) return;
      const action = latest.current[key];
      if (!action) return;
      event.preventDefault();
      action();
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/**
 * Lets Esc leave a field, so that keys work again, and Ctrl+Enter (on a Mac ⌘+Enter) send its form. Called once, for the
 * whole page.
 */
export function useFieldKeys(): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const { key, target, defaultPrevented, ctrlKey, metaKey, repeat } = event;
      if (defaultPrevented || !isTyping(target) || !(target instanceof HTMLElement)) return;
      if (key === 'Escape') target.blur();
      if (key !== 'Enter' || repeat || !(ctrlKey || metaKey)) return;
      event.preventDefault();
      target.closest('form')?.requestSubmit();
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** Whether keys work at all. People who speak to their computer switch them off. */
export function areKeysOn(): boolean {
  return localStorage.getItem(offMark) === null;
}

/** Switches keys on or off, for this browser. */
export function setKeysOn(isOn: boolean): void {
  if (isOn) localStorage.removeItem(offMark);
  else localStorage.setItem(offMark, 'yes');
}

/** Whether keys write into an element. */
export function isTyping(target: EventTarget | null): boolean {
  const field = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]';
  return target instanceof Element && target.matches(field);
}
