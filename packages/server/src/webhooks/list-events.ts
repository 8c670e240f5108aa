import type { SeamEvent } from '@org/seam-core';

/** The time of an event, in milliseconds since 1970; `undefined` when the event has none. */
export const eventTime = ({ occurred_at, created_at }: SeamEvent): number | undefined => {
  const times = [occurred_at, created_at].map((text) => Date.parse(text)).filter(Number.isFinite);
  // It is not documented which of the two Seam lists by: the earlier one misses nothing.
  return times.length === 0 ? undefined : Math.min(...times);
};

/** The part of a client that lists events. */
export interface EventSource {
  readonly events: {
    list(params: {
      since: string;
      limit?: number | undefined;
      unstable_offset?: number | undefined;
    }): Promise<SeamEvent[]>;
  };
}

const pageSize = 500;

const timesOf = (page: readonly SeamEvent[]): readonly number[] =>
  page.map(eventTime).filter((time) => time !== undefined);

const isOldestFirst = (times: readonly number[]): boolean =>
  times.every((time, index) => time >= (times[index - 1] ?? time));

/**
 * Lists all events since a time, page by page, in Seam's order. An event may be listed twice when others are added
 * meanwhile. When a page repeats the page before, the server ignores the offset: events listed oldest first can then be
 * continued from the newest one.
 *
 * @param since in milliseconds since 1970
 * @param onIncomplete called when events may be missing at the end of the list, with which ones
 */
export async function* listEventsSince(
  { events }: EventSource,
  since: number,
  onIncomplete: (missing: 'older' | 'newer') => void,
): AsyncGenerator<readonly SeamEvent[]> {
  let from = since;
  let unstable_offset = 0;
  let lastPage = new Set<string>();
  // The server's page size is at least two.
  let longest = 2;
  for (;;) {
    const page = await events.list({ since: new Date(from).toISOString(), limit: pageSize, unstable_offset });
    // Only an empty page is the end: the server may use a smaller page size.
    if (page.length === 0) return;
    const fresh = page.filter(({ event_id }) => !lastPage.has(event_id));
    if (fresh.length > 0) {
      yield fresh;
      lastPage = new Set(page.map(({ event_id }) => event_id));
      longest = Math.max(longest, page.length);
      unstable_offset += page.length;
      continue;
    }
    const times = timesOf(page);
    if (!isOldestFirst(times)) {
      onIncomplete('older');
      return;
    }
    const newest = Math.max(from, ...times);
    if (unstable_offset === 0 || newest === from) {
      // A page shorter than another one is not full, and therefore the last.
      if (page.length >= longest) onIncomplete('newer');
      return;
    }
    from = newest;
    unstable_offset = 0;
  }
}

/** Sorts events by time. Events of the same time, and events without a time, keep their position. */
export const oldestFirst = (events: readonly SeamEvent[]): readonly SeamEvent[] => {
  let last = -Infinity;
  return events
    .map((event) => {
      last = eventTime(event) ?? last;
      return { event, time: last };
    })
    .toSorted((one, other) => (one.time === other.time ? 0 : one.time - other.time))
    .map(({ event }) => event);
};
