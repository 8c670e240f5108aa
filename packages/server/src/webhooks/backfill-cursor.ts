import { SeamConfigError, type SeamEvent } from '@org/seam-core';
import { webhookDefaults } from '@org/seam-core/internal';
import { eventTime } from './list-events.ts';

const isoDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Parses an ISO date, with or without a time, into milliseconds since 1970.
 *
 * @param name of the value, for the message
 * @param now in milliseconds since 1970
 * @throws SeamConfigError when it is not such a date, or later than `now` by more than clocks differ
 */
export const parseTime = (name: string, text: unknown, now: number): number => {
  const time = typeof text === 'string' && isoDate.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time))
    throw new SeamConfigError(
      `${name} must be an ISO date and time, such as 2026-01-31T12:00:00Z; got ${JSON.stringify(text) ?? typeof text}.`,
    );
  if (time > now + webhookDefaults.tolerance)
    throw new SeamConfigError(
      `${name} is ${String(text)}, which is in the future: events before it would never be found. Set it to an earlier time.`,
    );
  return time;
};

/** Computes the next cursor. */
interface Progress {
  /** Adds an event, and whether it needs no further processing. Returns whether the event has a time. */
  add(event: SeamEvent, isDone: boolean): boolean;
  /** The time up to which all events are processed, in milliseconds since 1970. */
  cursor(): number;
  /** Keeps the cursor where it was. */
  keepCursor(): void;
}

/**
 * @param from the current cursor, in milliseconds since 1970
 * @param now when the back-fill starts, in milliseconds since 1970
 */
export const trackProgress = (from: number, now: number): Progress => {
  let newest = from;
  let firstUndone = Infinity;
  const keepCursor = () => {
    firstUndone = from;
  };

  return {
    add: (event, isDone) => {
      const time = eventTime(event);
      if (time === undefined) {
        // Its position is unknown, and it must be listed again.
        if (!isDone) keepCursor();
        return false;
      }
      // Events may still occur before a time in the future.
      if (time <= now) newest = Math.max(newest, time);
      if (!isDone) firstUndone = Math.min(firstUndone, time);
      return true;
    },
    cursor: () => Math.max(from, Math.min(newest, firstUndone - 1)),
    keepCursor,
  };
};
