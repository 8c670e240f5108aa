import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

const rowButtons = (container: HTMLElement | null) => [
  ...(container?.querySelectorAll<HTMLElement>('li button') ?? []),
];

/**
 * Keeps the keyboard's place in a list that shrinks: when the focused button is gone after a render, the button of the
 * row that took its place is focused, and `fallback` when there is none.
 */
export const useFocusKeeper = (
  container: RefObject<HTMLElement | null>,
  fallback: RefObject<HTMLElement | null>,
): void => {
  const last = useRef<{ readonly element: HTMLElement; readonly index: number }>(undefined);

  // Not useEffect, which waits for the next frame: a quick key press would come before it and be missed.
  useLayoutEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      last.current =
        target instanceof HTMLElement && container.current?.contains(target)
          ? { element: target, index: rowButtons(container.current).indexOf(target) }
          : undefined;
    };
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, [container]);

  useLayoutEffect(() => {
    if (!last.current || last.current.element.isConnected || document.activeElement !== document.body) return;
    const { index } = last.current;
    last.current = undefined;
    const buttons = index === -1 ? [] : rowButtons(container.current);
    (buttons[Math.min(index, buttons.length - 1)] ?? fallback.current)?.focus();
  });
};
