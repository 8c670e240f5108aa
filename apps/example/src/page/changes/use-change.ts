import { isSeamError } from '@org/seam-core';
import { useRef, useState } from 'preact/hooks';
import { describeFailure } from '../components/failure-panel.tsx';
import type { Notice, ShowNotice } from './notice-bar.tsx';

/** A change that a button starts. */
interface Change<T> {
  readonly call: () => Promise<unknown>;
  /** Shown while it is pending: "Revoking the roof terrace…" */
  readonly doing: string;
  /** Shown after success: "The roof terrace is revoked." */
  readonly done: string;
  /** Shown after a failure, before the reason: "The roof terrace was not revoked." */
  readonly notDone: string;
  /** Whether the data read afterwards shows the change. */
  readonly isVisible: (fresh: T) => boolean;
}

export interface ChangeState<T> {
  readonly isBusy: boolean;
  /** Makes the change, reloads and shows a notice. Resolves with whether the change is visible. */
  readonly change: (change: Change<T>) => Promise<boolean>;
}

const toNotice = <T>({ done, isVisible }: Change<T>, fresh: T | undefined): Notice => {
  if (fresh === undefined)
    return { tone: 'pending', text: 'Seam accepted the change, but the result could not be loaded.' };
  return isVisible(fresh)
    ? { tone: 'done', text: done }
    : { tone: 'pending', text: 'Seam accepted the change, but it is not visible yet. Reload in a moment.' };
};

/** After a lost response the outcome is unknown: the data read afterwards shows whether the change was made. */
const toFailure = <T>(
  { done, notDone, isVisible }: Change<T>,
  error: unknown,
  fresh: T | undefined,
): Notice => {
  const { text, ...rest } = describeFailure(error);
  if (!isSeamError(error) || error.outcome !== 'unknown')
    return { tone: 'failed', text: `${notDone} ${text}`, ...rest };
  if (fresh !== undefined && isVisible(fresh))
    return {
      tone: 'done',
      text: `${done} The response was lost, but the reloaded data shows the change.`,
      ...rest,
    };
  return { tone: 'failed', text: `The outcome is unknown, and the change is not visible. ${text}`, ...rest };
};

/**
 * Makes one change at a time. There is no optimistic update: after each change, also a refused one, `reload` reads the data
 * from the API.
 */
export const useChange = <T>(
  reload: () => Promise<T | undefined>,
  showNotice: ShowNotice,
): ChangeState<T> => {
  const [isBusy, setBusy] = useState(false);
  const isRunning = useRef(false);

  const change = async (request: Change<T>): Promise<boolean> => {
    if (isRunning.current) return false;
    isRunning.current = true;
    setBusy(true);
    showNotice({ tone: 'working', text: request.doing });
    const failure = await request.call().then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    const fresh = await reload();
    const notice = failure ? toFailure(request, failure.error, fresh) : toNotice(request, fresh);
    showNotice(notice);
    setBusy(false);
    isRunning.current = false;
    return notice.tone === 'done';
  };

  return { isBusy, change };
};
