import type { SeamEvent } from '../../generated/models/events.ts';
import type { WebhookDelivery } from '../webhook-delivery.ts';
import { actOnce } from './act-once.ts';
import { eventNames } from './event-names.ts';
import { handlerOf, type WebhookCatchAll, type WebhookHandlers } from './webhook-handlers.ts';
import type { WebhookStore } from './webhook-store.ts';

/** The one call of a client that is needed. */
interface EventSource {
  readonly events: {
    list(params: {
      since: string;
      limit?: number | undefined;
      unstable_offset?: number | undefined;
    }): Promise<SeamEvent[]>;
  };
}

export interface BackfillOptions {
  /** The same functions as those of the receiver. */
  readonly on?: WebhookHandlers | undefined;
  readonly otherwise?: WebhookCatchAll | undefined;
  /** The same store as the receiver's: what it acted on is not acted on again. */
  readonly store: WebhookStore;
  /** Where the moment up to which all is known is kept, as an ISO date and time. */
  readonly cursor: {
    read(): string | undefined | Promise<string | undefined>;
    write(moment: string): void | Promise<void>;
  };
  /** Where to begin when there is no cursor yet. */
  readonly since: string;
  /**
   * How far before the cursor it looks again, in milliseconds, for events that are listed late.
   * @default 600000
   */
  readonly overlap?: number | undefined;
  /** @default 300000 */
  readonly lease?: number | undefined;
}

const pageSize = 500;

async function* eventsSince({ events }: EventSource, since: string): AsyncGenerator<SeamEvent> {
  for (let unstable_offset = 0; ; unstable_offset += pageSize) {
    const page = await events.list({ since, limit: pageSize, unstable_offset });
    yield* page;
    if (page.length < pageSize) return;
  }
}

/**
 * Acts on the events that no webhook brought, by asking for them: call it when you start, and now and then. Events that the
 * receiver acted on are passed over, and the other way round.
 *
 * @returns how many events it acted on
 * @throws SeamApiError with what a function threw as its cause; the cursor is where it was, and the next call tries again
 */
export const backfillWebhooks = async (seam: EventSource, options: BackfillOptions): Promise<number> => {
  const { on = {}, otherwise, store, cursor, overlap = 600_000, lease = 300_000 } = options;
  const from = (await cursor.read()) ?? options.since;
  const since = new Date(Date.parse(from) - overlap).toISOString();
  let handled = 0;
  let newest = from;
  for await (const event of eventsSince(seam, since)) {
    const delivery: WebhookDelivery = {
      id: event.event_id,
      timestamp: new Date(event.created_at),
      event,
    };
    const handle = handlerOf(on, otherwise, event);
    const isDone = await actOnce({
      store,
      names: eventNames(event),
      lease,
      run: () => handle?.(event, delivery),
    });
    if (isDone && handle) handled += 1;
    if (Date.parse(event.created_at) > Date.parse(newest)) newest = event.created_at;
  }
  // Only now: the order in which events are listed is not documented.
  if (newest !== from) await cursor.write(newest);
  return handled;
};
