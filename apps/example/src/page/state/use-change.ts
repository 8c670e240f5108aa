import { useRef, useState } from 'preact/hooks';
import { describeFailure } from '../describe-failure.ts';
import type { Announce, Notice } from '../notice.ts';

/** One press of a button that changes something. */
interface Change<T> {
  readonly call: () => Promise<unknown>;
  /** While it runs: "Revoking the roof terrace…" */
  readonly doing: string;
  /** When it is done: "The roof terrace is revoked." */
  readonly done: string;
  /** When it was refused, before the reason: "The roof terrace is not revoked." */
  readonly notDone: string;
  /** Whether what was read afterwards shows the change. */
  readonly shows: (fresh: T) => boolean;
}

export interface Changing<T> {
  readonly isBusy: boolean;
  /** Makes the change, reads again, says how it went; resolves with whether the change shows. */
  readonly change: (change: Change<T>) => Promise<boolean>;
}

const toNotice = <T>({ done, shows }: Change<T>, fresh: T | undefined): Notice => {
  if (fresh === undefined)
    return { tone: 'pending', text: 'Seam accepted it, but what came of it could not be read.' };
  return shows(fresh)
    ? { tone: 'done', text: done }
    : { tone: 'pending', text: 'Seam accepted it, but it does not show yet. Read again in a moment.' };
};

/**
 * Changes things one at a time. The page is never adjusted by hand: after each change, refused ones too, everything is
 * read from the API again.
 */
export const useChange = <T>(readAgain: () => Promise<T | undefined>, announce: Announce): Changing<T> => {
  const [isBusy, setBusy] = useState(false);
  const isRunning = useRef(false);

  const change = async (wanted: Change<T>): Promise<boolean> => {
    if (isRunning.current) return false;
    isRunning.current = true;
    setBusy(true);
    announce({ tone: 'working', text: wanted.doing });
    let notice: Notice | undefined;
    try {
      await wanted.call();
    } catch (error) {
      const { text, ...rest } = describeFailure(error);
      notice = { tone: 'failed', text: `${wanted.notDone} ${text}`, ...rest };
    }
    const fresh = await readAgain();
    notice ??= toNotice(wanted, fresh);
    announce(notice);
    setBusy(false);
    isRunning.current = false;
    return notice.tone === 'done';
  };

  return { isBusy, change };
};
