import type { SeamEvent } from '../../generated/models/events.ts';
import { eventMoment } from './event-moment.ts';

/**
 * Events in the order in which they were. Those of one moment, and one that does not say when it was, stay where they came.
 */
export const oldestFirst = (events: readonly SeamEvent[]): readonly SeamEvent[] => {
  let last = -Infinity;
  return events
    .map((event) => {
      last = eventMoment(event) ?? last;
      return { event, moment: last };
    })
    .toSorted((one, other) => (one.moment === other.moment ? 0 : one.moment - other.moment))
    .map(({ event }) => event);
};
