import { isSeamError } from '@org/seam-core';
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

/** A change whose answer was lost may have been made: what was read afterwards decides what can be said. */
const toFailure = <T>({ done, notDone, shows }: Change<T>, error: unknown, fresh: T | undefined): Notice => {
  const { text, ...rest } = describeFailure(error);
  if (!isSeamError(error) || error.outcome !== 'unknown')
    return { tone: 'failed', text: `${notDone} ${text}`, ...rest };
  if (fresh !== undefined && shows(fresh))
    return { tone: 'done', text: `${done} The answer was lost, but reading again shows it.`, ...rest };
  return { tone: 'failed', text: `Whether it was done is not known, and it does not show. ${text}`, ...rest };
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
    const failure = await wanted.call().then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    const fresh = await readAgain();
    const notice = failure ? toFailure(wanted, failure.error, fresh) : toNotice(wanted, fresh);
    announce(notice);
    setBusy(false);
    isRunning.current = false;
    return notice.tone === 'done';
  };

  return { isBusy, change };
};
