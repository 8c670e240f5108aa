import { describeFailure } from '../describe-failure.ts';

interface FailurePanelProps {
  readonly title: string;
  readonly error: unknown;
  readonly onRetry: () => unknown;
}

/** In the place of what could not be read: what happened, and another try. */
export const FailurePanel = ({ title, error, onRetry }: FailurePanelProps) => {
  const { text, detail } = describeFailure(error);
  return (
    <div class="failure" role="alert">
      <p class="failure-title">{title}</p>
      <p>{text}</p>
      {detail !== undefined && <p class="small muted mono">{detail}</p>}
      <button type="button" class="button" onClick={() => void onRetry()}>
        Try again
      </button>
    </div>
  );
};
