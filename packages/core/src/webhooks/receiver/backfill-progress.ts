import type { SeamEvent } from '../../generated/models/events.ts';
import { eventMoment } from './event-moment.ts';

/** How far a back-fill has come. */
export interface BackfillProgress {
  /** Notes an event, and whether anything is left to be done about it. Whether the event says when it was. */
  note(event: SeamEvent, isDone: boolean): boolean;
  /** The moment up to which all is known, in milliseconds since 1970. */
  reached(): number;
  /** Keeps the cursor where it was. */
  stay(): void;
}

/**
 * @param from the moment up to which all was known before, in milliseconds since 1970
 * @param now when it begins, in milliseconds since 1970
 */
export const backfillProgress = (from: number, now: number): BackfillProgress => {
  let newest = from;
  let firstUndone = Infinity;
  const stay = () => {
    firstUndone = from;
  };

  return {
    note: (event, isDone) => {
      const moment = eventMoment(event);
      if (moment === undefined) {
        // It may be anywhere, and has to be found again.
        if (!isDone) stay();
        return false;
      }
      // What is dated beyond now says nothing about what is known.
      if (moment <= now) newest = Math.max(newest, moment);
      if (!isDone) firstUndone = Math.min(firstUndone, moment);
      return true;
    },
    reached: () => Math.max(from, Math.min(newest, firstUndone - 1)),
    stay,
  };
};
