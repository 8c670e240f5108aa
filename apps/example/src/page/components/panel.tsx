import type { ComponentChildren, RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

const rowButtons = (container: HTMLElement | null) => [
  ...(container?.querySelectorAll<HTMLElement>('li button') ?? []),
];

/**
 * Keeps the keyboard focus in a list that shrinks. When the focused button is removed, the button of the row in its place
 * gets the focus, or `fallback` if there is none.
 */
const useFocusKeeper = (
  container: RefObject<HTMLElement | null>,
  fallback: RefObject<HTMLElement | null>,
): void => {
  const last = useRef<{ readonly element: HTMLElement; readonly index: number }>(undefined);

  // useEffect waits for the next frame: a fast key press before it would be lost.
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

interface PanelProps {
  readonly id: string;
  readonly title: string;
  readonly count?: number;
  readonly hint?: string;
  readonly action?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A titled section of a page. Keeps the keyboard focus when its rows become fewer. */
export const Panel = ({ id, title, count, hint, action, children }: PanelProps) => {
  const section = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusKeeper(section, heading);
  return (
    <section class="panel" ref={section} aria-labelledby={id}>
      <div class="panel-head">
        <h3 id={id} ref={heading} tabIndex={-1}>
          {title} {count !== undefined && <span class="count">{count}</span>}
        </h3>
        {action}
      </div>
      {hint !== undefined && <p class="hint muted">{hint}</p>}
      {children}
    </section>
  );
};

/** Placeholder rows of the same height as real ones, so that the layout does not shift. */
export const SkeletonRows = ({ rows }: { rows: number }) => (
  <ul class="rows" aria-hidden="true">
    {Array.from({ length: rows }, (_, index) => (
      <li class="row" key={index}>
        <span class="skeleton" />
      </li>
    ))}
  </ul>
);

/** A panel with placeholder rows. */
export const PanelSkeleton = ({ title, rows }: { title: string; rows: number }) => (
  <section class="panel" aria-hidden="true">
    <div class="panel-head">
      <h3>{title}</h3>
    </div>
    <SkeletonRows rows={rows} />
  </section>
);
