import type { SeamEvent } from '../../generated/models/events.ts';

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

/**
 * All events since a moment, page by page, in the order in which Seam lists them. One may come twice, when others are
 * added meanwhile.
 *
 * @param onRepeat called before it ends, when a page held nothing but what the page before had: Seam knows no offset, and
 *   there may be events that cannot be reached
 */
export async function* eventsSince(
  { events }: EventSource,
  since: string,
  onRepeat: () => void,
): AsyncGenerator<SeamEvent> {
  let unstable_offset = 0;
  let lastPage = new Set<string>();
  for (;;) {
    const page = await events.list({ since, limit: pageSize, unstable_offset });
    // A page that is not full is no end: Seam may hold the limit to be less.
    if (page.length === 0) return;
    const fresh = page.filter(({ event_id }) => !lastPage.has(event_id));
    if (fresh.length === 0) {
      onRepeat();
      return;
    }
    yield* fresh;
    lastPage = new Set(page.map(({ event_id }) => event_id));
    unstable_offset += page.length;
  }
}
