import type { SeamEvent } from '@org/seam-core';

/** When an event was, in milliseconds since 1970; `undefined` when it does not say. */
export const eventMoment = ({ occurred_at, created_at }: SeamEvent): number | undefined => {
  const moments = [occurred_at, created_at].map((text) => Date.parse(text)).filter(Number.isFinite);
  // Whichever of the two Seam lists by, the earlier one is on the safe side.
  return moments.length === 0 ? undefined : Math.min(...moments);
};

/** The one call of a client that is needed to find events. */
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

const momentsOf = (page: readonly SeamEvent[]): readonly number[] =>
  page.map(eventMoment).filter((moment) => moment !== undefined);

const isOldestFirst = (moments: readonly number[]): boolean =>
  moments.every((moment, index) => moment >= (moments[index - 1] ?? moment));

/**
 * All events since a moment, page by page, in the order in which Seam lists them. One may come twice, when others are
 * added meanwhile. When a page holds nothing but what the page before had, Seam knows no offset: listed oldest first, the
 * newest of them is where to go on.
 *
 * @param since in milliseconds since 1970
 * @param onStuck called before it ends, when there may be events that cannot be reached, with which ones
 */
export async function* eventsSince(
  { events }: EventSource,
  since: number,
  onStuck: (missing: 'older' | 'newer') => void,
): AsyncGenerator<readonly SeamEvent[]> {
  let from = since;
  let unstable_offset = 0;
  let lastPage = new Set<string>();
  // No page holds one event at most.
  let longest = 2;
  for (;;) {
    const page = await events.list({ since: new Date(from).toISOString(), limit: pageSize, unstable_offset });
    // A page that is not full is no end: Seam may hold the limit to be less.
    if (page.length === 0) return;
    const fresh = page.filter(({ event_id }) => !lastPage.has(event_id));
    if (fresh.length > 0) {
      yield fresh;
      lastPage = new Set(page.map(({ event_id }) => event_id));
      longest = Math.max(longest, page.length);
      unstable_offset += page.length;
      continue;
    }
    const moments = momentsOf(page);
    if (!isOldestFirst(moments)) {
      onStuck('older');
      return;
    }
    const newest = Math.max(from, ...moments);
    if (unstable_offset === 0 || newest === from) {
      // Shorter than another was, it is not full, and the end.
      if (page.length >= longest) onStuck('newer');
      return;
    }
    from = newest;
    unstable_offset = 0;
  }
}

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
