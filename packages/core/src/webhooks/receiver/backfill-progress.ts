import type { SeamEvent } from '../../generated/models/events.ts';

/** How far a back-fill has come. */
export interface BackfillProgress {
  /** Notes an event, and whether anything is left to be done about it. Whether the event says when it was. */
  note(event: SeamEvent, isDone: boolean): boolean;
  /** The moment up to which all is known, in milliseconds since 1970. */
  reached(): number;
  /** Whether each event that was noted was no older than the one before. */
  isOldestFirst(): boolean;
  /** Keeps the cursor where it was. */
  stay(): void;
}

/** @param from the moment up to which all was known before, in milliseconds since 1970 */
export const backfillProgress = (from: number): BackfillProgress => {
  let newest = from;
  let firstUndone = Infinity;
  let last = -Infinity;
  let isOldestFirst = true;
  const stay = () => {
    firstUndone = from;
  };

  return {
    note: ({ occurred_at, created_at }, isDone) => {
      const moments = [occurred_at, created_at].map((text) => Date.parse(text)).filter(Number.isFinite);
      if (moments.length === 0) {
        // It may be anywhere, and has to be found again.
        if (!isDone) stay();
        return false;
      }
      // Whichever of the two Seam lists by, the earlier one is on the safe side.
      const moment = Math.min(...moments);
      if (moment < last) isOldestFirst = false;
      last = moment;
      newest = Math.max(newest, moment);
      if (!isDone) firstUndone = Math.min(firstUndone, moment);
      return true;
    },
    reached: () => Math.max(from, Math.min(newest, firstUndone - 1)),
    isOldestFirst: () => isOldestFirst,
    stay,
  };
};
