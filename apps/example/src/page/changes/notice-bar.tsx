/** The message about the last change. */
export interface Notice {
  /** `pending`: Seam accepted the change, and the data read afterwards does not show it yet. */
  readonly tone: 'working' | 'done' | 'pending' | 'failed';
  readonly text: string;
  /** Status, type and request id. */
  readonly detail?: string;
}

/** Shows a notice in place of the last one, or none. */
export type ShowNotice = (notice: Notice | undefined) => void;

interface NoticeBarProps {
  readonly notice: Notice | undefined;
  readonly onDismiss: () => void;
}

const NoticeText = ({ text, detail }: Notice) => (
  <>
    <p>{text}</p>
    {detail !== undefined && <p class="small mono">{detail}</p>}
  </>
);

/**
 * The result of the last change. Both regions are always rendered, because screen readers announce only changes within an
 * existing region. The button is outside of them, so that it is not announced.
 */
export const NoticeBar = ({ notice, onDismiss }: NoticeBarProps) => {
  const isFailure = notice?.tone === 'failed';
  return (
    <aside class="notice" data-tone={notice?.tone ?? 'none'} aria-label="Last change">
      <div class="notice-text">
        <div role="status">{notice && !isFailure && <NoticeText {...notice} />}</div>
        <div role="alert">{notice && isFailure && <NoticeText {...notice} />}</div>
      </div>
      {notice && notice.tone !== 'working' && (
        <button type="button" class="button quiet" onClick={onDismiss}>
          Dismiss
        </button>
      )}
    </aside>
  );
};
