import type { SeamEvent } from '../../generated/models/events.ts';

/** When an event was, in milliseconds since 1970; `undefined` when it does not say. */
export const eventMoment = ({ occurred_at, created_at }: SeamEvent): number | undefined => {
  const moments = [occurred_at, created_at].map((text) => Date.parse(text)).filter(Number.isFinite);
  // Whichever of the two Seam lists by, the earlier one is on the safe side.
  return moments.length === 0 ? undefined : Math.min(...moments);
};
