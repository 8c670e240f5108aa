import type { Notice } from '../notice.ts';

interface NoticeBarProps {
  readonly notice: Notice | undefined;
  readonly onDismiss: () => void;
}

const Words = ({ text, detail }: Notice) => (
  <>
    <p>{text}</p>
    {detail !== undefined && <p class="small mono">{detail}</p>}
  </>
);

/**
 * How the last change went. Both regions are always there, because screen readers announce only what changes in a region
 * they know; the button stands outside, so that it is not read out as news.
 */
export const NoticeBar = ({ notice, onDismiss }: NoticeBarProps) => {
  const isFailure = notice?.tone === 'failed';
  return (
    <aside class="notice" data-tone={notice?.tone ?? 'none'} aria-label="Last change">
      <div class="notice-words">
        <div role="status">{notice && !isFailure && <Words {...notice} />}</div>
        <div role="alert">{notice && isFailure && <Words {...notice} />}</div>
      </div>
      {notice && notice.tone !== 'working' && (
        <button type="button" class="button quiet" onClick={onDismiss}>
          Dismiss
        </button>
      )}
    </aside>
  );
};
