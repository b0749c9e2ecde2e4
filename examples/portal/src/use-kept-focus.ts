import { useEffect } from 'react';
import { isTyping } from './keys.js';

const focusable = 'a[href], button, input:not([type=hidden]), select, textarea, summary';

/** What has the focus, or had it until it went away. */
interface Held {
  readonly element: HTMLElement;
  /** What is around it, the nearest first, and its place among all in there that can have the focus. */
  readonly places: readonly { readonly around: Element; readonly at: number }[];
  /** The others of the same name that were there too. */
  readonly namesakes: ReadonlySet<Element>;
}

/**
 * Keeps the focus where somebody works: a browser drops it when the element that has it is disabled or goes away. An element
 * that was disabled has it back when it works again. For one that went away it goes to what took its place, or is there now.
 * What a component focuses itself has precedence. Called once, for the whole page.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let held: Held | undefined;

    function onFocusIn({ target }: FocusEvent): void {
      held = target instanceof HTMLElement ? placesOf(target) : undefined;
    }

    function onFocusOut({ target }: FocusEvent): void {
      // Once the change that took it away, if there was one, is over.
      queueMicrotask(() => {
        const wasLeft = target instanceof Element && target.isConnected && isUsable(target);
        if (wasLeft && isLost()) held = undefined;
      });
    }

    function onPointerDown(): void {
      if (isLost()) held = undefined;
    }

    function onChange(): void {
      if (!held) return;
      if (held.element === document.activeElement) held = placesOf(held.element);
      else if (isLost()) successorOf(held)?.focus({ preventScroll: true });
    }

    const observer = new MutationObserver(onChange);
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['disabled'],
    });
    document.addEventListener('focusin', onFocusIn);
    document.addEventListener('focusout', onFocusOut);
    document.addEventListener('pointerdown', onPointerDown);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', onFocusIn);
      document.removeEventListener('focusout', onFocusOut);
      document.removeEventListener('pointerdown', onPointerDown);
    };
  }, []);
}

function isLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function placesOf(element: HTMLElement): Held {
  const places: { around: Element; at: number }[] = [];
  for (let around = element.parentElement; around; around = around.parentElement) {
    places.push({ around, at: allIn(around).indexOf(element) });
  }
  return { element, places, namesakes: new Set(namesakesOf(element)) };
}

/** Undefined while the element is disabled: it will work again. */
function successorOf({ element, places, namesakes }: Held): HTMLElement | undefined {
  if (element.isConnected && element.matches(':disabled')) return undefined;
  if (element.isConnected && isUsable(element)) return element;
  // A custom field that is set moves from the empty ones to the others, and its button with it.
  const moved = namesakesOf(element).find((one) => isUsable(one) && !namesakes.has(one));
  if (moved) return moved;
  const isField = isTyping(element);
  for (const { around, at } of places) {
    const all = around.isConnected ? allIn(around) : [];
    const alike = (one: Element | undefined) =>
      one !== undefined && lookOf(one) === lookOf(element);
    const others = all.filter((one) => isUsable(one) && (isField || !isTyping(one)));
    const same = alike(all[at]) ? all[at] : others.find(alike);
    const found = same ?? others.find((one) => all.indexOf(one) >= at) ?? others.at(-1);
    if (found) return found;
  }
  return undefined;
}

/** The elements elsewhere that look like this one and have its name; none where it has none. */
function namesakesOf(element: HTMLElement): HTMLElement[] {
  if (!element.hasAttribute('aria-label')) return [];
  return allIn(document.body).filter((one) => one !== element && lookOf(one) === lookOf(element));
}

function allIn(around: Element): HTMLElement[] {
  return [...around.querySelectorAll<HTMLElement>(focusable)];
}

function isUsable(element: Element): boolean {
  return !element.matches(':disabled') && element.checkVisibility();
}

/** What an element is, whatever it says. */
function lookOf(element: Element): string {
  return ['type', 'name', 'value', 'aria-label', 'class']
    .map((name) => element.getAttribute(name))
    .join(`${element.tagName} `);
}
