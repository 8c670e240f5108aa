import type { ComponentChildren } from 'preact';

interface ActionButtonProps {
  readonly tone?: 'plain' | 'primary' | 'danger';
  readonly isBusy: boolean;
  /** The row's name, for screen readers: "Revoke" + "Roof terrace". */
  readonly rowName?: string;
  readonly children: ComponentChildren;
  /** Omitted for a form's submit button. */
  readonly onPress?: () => void;
}

/** A button for a change. While a change is pending it does nothing, and keeps the focus, which `disabled` would lose. */
export const ActionButton = ({ tone = 'plain', isBusy, rowName, children, onPress }: ActionButtonProps) => (
  <button
    type={onPress ? 'button' : 'submit'}
    class={`button ${tone}`}
    aria-disabled={isBusy}
    onClick={() => {
      if (!isBusy) onPress?.();
    }}
  >
    {children}
    {rowName !== undefined && <span class="visually-hidden"> {rowName}</span>}
  </button>
);
