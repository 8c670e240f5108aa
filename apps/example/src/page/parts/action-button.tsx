import type { ComponentChildren } from 'preact';

interface ActionButtonProps {
  readonly tone?: 'plain' | 'primary' | 'danger';
  readonly isBusy: boolean;
  /** What the button is about, for those who hear it without its row: "Revoke" + "Roof terrace". */
  readonly about?: string;
  readonly children: ComponentChildren;
  /** Absent in a form, which hears of the press itself. */
  readonly onPress?: () => void;
}

/** A button that changes something. While a change runs it does nothing, but keeps the focus that `disabled` would lose. */
export const ActionButton = ({ tone = 'plain', isBusy, about, children, onPress }: ActionButtonProps) => (
  <button
    type={onPress ? 'button' : 'submit'}
    class={`button ${tone}`}
    aria-disabled={isBusy}
    onClick={() => {
      if (!isBusy) onPress?.();
    }}
  >
    {children}
    {about !== undefined && <span class="visually-hidden"> {about}</span>}
  </button>
);
