import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useFocusKeeper } from '../state/use-focus-keeper.ts';

interface PanelProps {
  readonly id: string;
  readonly title: string;
  readonly count: number;
  readonly hint?: string;
  readonly action?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A titled part of the person's page, which keeps the keyboard's place when its rows become fewer. */
export const Panel = ({ id, title, count, hint, action, children }: PanelProps) => {
  const section = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusKeeper(section, heading);
  return (
    <section class="panel" ref={section} aria-labelledby={id}>
      <div class="panel-head">
        <h3 id={id} ref={heading} tabIndex={-1}>
          {title} <span class="count">{count}</span>
        </h3>
        {action}
      </div>
      {hint !== undefined && <p class="hint muted">{hint}</p>}
      {children}
    </section>
  );
};
