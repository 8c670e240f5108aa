import { isSeamError } from '@org/seam-core';

export interface Failure {
  readonly text: string;
  /** Status, type and request id. */
  readonly detail?: string;
}

/** The message begins with the endpoint, which means nothing to users of the page. */
const withoutEndpoint = (message: string) => message.replace(/^\/[\w/]+:? /, '');

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1).replace(/[^.!?…]$/, '$&.');

/** Describes an error for the page, with the message of Seam or the router. */
export const describeFailure = (error: unknown): Failure => {
  if (!isSeamError(error)) return { text: 'Unexpected error on this page.' };
  const text = sentence(withoutEndpoint(error.message));
  const facts = [
    ...(isSeamError(error, 'SeamApiError') ? [`${error.statusCode} ${error.type}`] : []),
    ...(error.requestId === undefined ? [] : [`request ${error.requestId}`]),
  ];
  return facts.length === 0 ? { text } : { text, detail: facts.join(' · ') };
};

interface FailurePanelProps {
  readonly title: string;
  readonly error: unknown;
  readonly onRetry: () => unknown;
}

/** Replaces content that could not be loaded: the error and a retry button. */
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
