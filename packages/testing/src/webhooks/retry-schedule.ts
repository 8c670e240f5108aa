const [second, minute, hour] = [1_000, 60_000, 3_600_000];

/**
 * The milliseconds between an attempt that failed and the next one; after the last, the delivery has failed.
 * @see https://docs.svix.com/retries
 */
export const retrySchedule: readonly number[] = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  10 * hour,
];
