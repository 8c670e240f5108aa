import type { SeamEvent } from '../../generated/models/events.ts';
import { isSeamError } from '../../errors/is-seam-error.ts';
import { SeamConfigError } from '../../errors/seam-config-error.ts';
import type { WebhookDelivery } from '../webhook-delivery.ts';
import { actOnce } from './act-once.ts';
import { eventNames } from './event-names.ts';
import { eventsSince, type EventSource } from './events-since.ts';
import { handlerOf, type WebhookCatchAll, type WebhookHandlers } from './webhook-handlers.ts';
import type { WebhookStore } from './webhook-store.ts';

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
  /** Where to begin when there is no cursor yet, as an ISO date and time: when you first received webhooks, or today. */
  readonly since: string;
  /**
   * How far before the cursor it looks again, in milliseconds, for events that are listed late. The store has to remember
   * for longer than that.
   * @default 600000
   */
  readonly overlap?: number | undefined;
  /** How long an event is kept from other processes when this one dies, in milliseconds. @default 300000 */
  readonly lease?: number | undefined;
}

/** What became of an event: acted on, nothing to do or done before, or to be looked at again, with the fault if there was one. */
type Result = 'handled' | 'known' | { readonly error?: unknown };

const actOn = async (event: SeamEvent, options: BackfillOptions): Promise<Result> => {
  const { on = {}, otherwise, store, lease = 300_000 } = options;
  const handle = handlerOf(on, otherwise, event);
  if (!handle) return 'known';
  const delivery: WebhookDelivery = { id: event.event_id, timestamp: new Date(event.created_at), event };
  try {
    const run = () => handle(event, delivery);
    return (await actOnce({ store, names: eventNames(event), lease, run })) ? 'handled' : 'known';
  } catch (error) {
    const type = isSeamError(error, 'SeamApiError') ? error.type : undefined;
    // The receiver is at it just now. It may fail, so the cursor waits.
    if (type === 'webhook_busy') return {};
    if (type === 'webhook_handler_failed') return { error };
    throw error;
  }
};

/**
 * Acts on the events that no webhook brought, by asking for them: call it when you start, and now and then. Events that the
 * receiver acted on are passed over, and the other way round. An event that a function throws at keeps none of the others
 * back, only the cursor: the next call tries it again.
 *
 * @returns how many events it acted on
 * @throws AggregateError with a `SeamApiError` for each event that a function threw at, and what it threw as the cause, when
 *   all the others are done
 * @throws SeamApiError when the store fails, or Seam does; the cursor is where it was
 * @throws SeamConfigError when the cursor or `since` is no date
 */
export const backfillEvents = async (seam: EventSource, options: BackfillOptions): Promise<number> => {
  const { cursor, overlap = 600_000 } = options;
  const from = Date.parse((await cursor.read()) ?? options.since);
  if (Number.isNaN(from) || !(overlap >= 0))
    throw new SeamConfigError(
      'The cursor and since are ISO dates and times, and overlap is a number of milliseconds.',
    );
  let handled = 0;
  let newest = from;
  let firstUndone = Infinity;
  const errors: unknown[] = [];
  for await (const event of eventsSince(seam, new Date(from - overlap).toISOString())) {
    const result = await actOn(event, options);
    // Whichever of the two Seam lists by, the earlier one is on the safe side.
    const moment = Math.min(Date.parse(event.occurred_at), Date.parse(event.created_at));
    newest = Math.max(newest, moment);
    if (result === 'handled') handled += 1;
    else if (result !== 'known') {
      firstUndone = Math.min(firstUndone, moment);
      if ('error' in result) errors.push(result.error);
    }
  }
  // Only now: the order in which events are listed is not documented.
  const to = Math.max(from, Math.min(newest, firstUndone - 1));
  if (to > from) await cursor.write(new Date(to).toISOString());
  if (errors.length > 0)
    throw new AggregateError(
      errors,
      `${errors.length} events could not be acted on; the next call tries them again.`,
    );
  return handled;
};
