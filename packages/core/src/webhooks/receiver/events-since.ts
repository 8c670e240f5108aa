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

/** All events since a moment, page by page, in the order in which Seam lists them. One may come twice. */
export async function* eventsSince({ events }: EventSource, since: string): AsyncGenerator<SeamEvent> {
  let unstable_offset = 0;
  for (;;) {
    const page = await events.list({ since, limit: pageSize, unstable_offset });
    // A page that is not full is no end: Seam may hold the limit to be less.
    if (page.length === 0) return;
    yield* page;
    unstable_offset += page.length;
  }
}
