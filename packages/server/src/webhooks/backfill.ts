import { isSeamError, SeamError, type SeamEvent } from '@org/seam-core';
import { checkOptions, type OptionRules, rules, webhookDefaults, withTimeout } from '@org/seam-core/internal';
import type { WebhookDelivery } from '@org/seam-core/webhooks';
import { checkMethods } from '../leases/checked-store.ts';
import { parseTime, trackProgress } from './backfill-cursor.ts';
import { checkWebhookHandlers, handlerFor, type WebhookHandlerOptions } from './handlers.ts';
import { type EventSource, listEventsSince, oldestFirst } from './list-events.ts';
import { checkLease } from './options.ts';
import { processWithinLease } from './process-once.ts';
import { eventKeys } from './process.ts';
import { checkedWebhookStore, type CheckedWebhookStore, type WebhookStore } from './store.ts';

export interface BackfillOptions extends WebhookHandlerOptions {
  /** The same store as the receiver's, so that each event is processed by one of them. */
  readonly store: WebhookStore;
  /**
   * Reads and writes the time up to which all events are processed, as an ISO date and time. When you add a handler, set
   * the cursor back: events before it are not listed again.
   */
  readonly cursor: {
    read(): string | undefined | Promise<string | undefined>;
    write(time: string): void | Promise<void>;
  };
  /** Start when there is no cursor yet, as an ISO date and time: when you first received webhooks, or today. */
  readonly since: string;
  /**
   * How far before the cursor events are listed again, in milliseconds, because Seam may list events late. The store must
   * remember completed events for longer.
   * @default 600000
   */
  readonly overlap?: number | undefined;
  /**
   * How long an event is reserved for this process, and the timeout of its handler, in milliseconds. Must be more than twice
   * `storeTimeout`.
   * @default 300000
   */
  readonly lease?: number | undefined;
  /** Timeout of each call to the store and to the cursor, in milliseconds. @default 5000 */
  readonly storeTimeout?: number | undefined;
  /** Clock, in milliseconds since 1970. The cursor never exceeds it. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/** An event was handled; needs nothing, or was processed before; or must be listed again, with the error if there is one. */
type Result = 'handled' | 'known' | { readonly error?: unknown };

/** An event that is listed has no signed time: its own time, or now. */
const timestampOf = ({ created_at }: SeamEvent): Date => {
  const time = Date.parse(created_at);
  return Number.isNaN(time) ? new Date() : new Date(time);
};

const optionRules: OptionRules<BackfillOptions> = {
  // Checked in checkBackfill, whose messages are more specific.
  handlers: rules.any,
  store: rules.any,
  cursor: rules.any,
  since: rules.any,
  fallback: rules.type('function'),
  overlap: rules.milliseconds(0, Number.MAX_SAFE_INTEGER),
  lease: rules.milliseconds(),
  storeTimeout: rules.milliseconds(),
  now: rules.type('function'),
};

const checkBackfill = (seam: EventSource, options: BackfillOptions): void => {
  checkMethods('backfillEvents: seam.events', (seam as Partial<EventSource> | undefined)?.events, ['list']);
  checkOptions('backfillEvents', options, optionRules);
  checkMethods('backfillEvents: cursor', options.cursor, ['read', 'write']);
  checkLease(options);
  checkWebhookHandlers(options);
};

const processEvent = async (
  event: SeamEvent,
  store: CheckedWebhookStore,
  options: BackfillOptions,
): Promise<Result> => {
  const { lease = webhookDefaults.lease } = options;
  const handle = handlerFor(options, event);
  if (!handle) return 'known';
  const delivery: WebhookDelivery = { id: event.event_id, timestamp: timestampOf(event), event };
  try {
    const run = () => handle(event, delivery);
    return (await processWithinLease({ store, keys: eventKeys(event), lease, run })) ? 'handled' : 'known';
  } catch (error) {
    const type = isSeamError(error, 'SeamApiError') ? error.type : undefined;
    // The receiver processes the event right now, and may fail.
    if (type === 'webhook_busy') return {};
    if (type === 'webhook_handler_failed' || type === 'webhook_handler_timeout') return { error };
    throw error;
  }
};

/** Calls a function of the cursor: one that never settles would end the back-fills, since the next one waits for it. */
const inTime = async <TValue>(
  { storeTimeout: ms = webhookDefaults.storeTimeout }: BackfillOptions,
  name: 'read' | 'write',
  call: () => TValue | Promise<TValue>,
): Promise<TValue> => {
  const calling = Promise.resolve(call());
  return await withTimeout(
    ms,
    calling,
    () => new Error(`The cursor took longer than ${ms} milliseconds to ${name}.`),
  );
};

const readStart = async (options: BackfillOptions, now: number) => {
  const { cursor, since, overlap = 600_000 } = options;
  const first = parseTime('The option since', since, now);
  // Databases return null where there is no value.
  const known = (await inTime(options, 'read', () => cursor.read())) ?? undefined;
  const from = known === undefined ? first : parseTime('The cursor', known, now);
  return { from, earliest: Math.max(0, from - overlap) };
};

/**
 * Processes events that no webhook delivered. It lists them from Seam: call it at start-up and at intervals. Events that
 * the receiver processed are skipped, and vice versa. When a handler fails or exceeds the lease, the other events are still
 * processed, and the next call retries the failed one. An event without a time, or with a time in the future, does not move
 * the cursor.
 *
 * The events of a page are processed in order of time. There is no order between pages, or between a back-fill and
 * deliveries: a handler that sets a state must read the current state from Seam.
 *
 * @param seam a client, or any object with its `events.list`
 * @returns the number of events that were handled
 * @throws AggregateError after all events are processed, with a `SeamApiError` for each event whose handler failed, and
 *   its error as the cause; a `SeamError` for each handled event without a time; and a `SeamError` when Seam lists the same
 *   page again, whatever the offset. If older events may be missing, the cursor stays. When the store, Seam or the cursor
 *   fails after such errors, its error is the last one
 * @throws SeamApiError when the store or Seam fails; the cursor does not move. Errors of `cursor` are passed on
 * @throws SeamConfigError when the cursor or `since` is not an ISO date or in the future, or an option is unknown or invalid
 */
export const backfillEvents = async (seam: EventSource, options: BackfillOptions): Promise<number> => {
  checkBackfill(seam, options);
  const now = (options.now ?? Date.now)();
  const store = checkedWebhookStore(options.store, options.storeTimeout ?? webhookDefaults.storeTimeout);
  const { from, earliest } = await readStart(options, now);
  const progress = trackProgress(from, now);
  let handled = 0;
  const errors: unknown[] = [];
  const addError = (message: string) => void errors.push(new SeamError(message, { outcome: 'rejected' }));
  const onIncomplete = (missing: 'older' | 'newer') => {
    if (missing === 'older') progress.keepCursor();
    addError(`Seam lists the same events again, whatever the offset: ${missing} events may be missing.`);
  };
  try {
    for await (const page of listEventsSince(seam, earliest, onIncomplete))
      for (const event of oldestFirst(page)) {
        const result = await processEvent(event, store, options);
        const hasTime = progress.add(event, result === 'handled' || result === 'known');
        if (result === 'handled') {
          handled += 1;
          // Only when it is handled: otherwise every back-fill would report it.
          if (!hasTime) addError(`The event ${event.event_id} has no time. It was processed.`);
        } else if (result !== 'known' && 'error' in result) errors.push(result.error);
      }
    // Not before all pages are processed: the order in which Seam lists events is not documented.
    const to = progress.cursor();
    if (to > from) await inTime(options, 'write', () => options.cursor.write(new Date(to).toISOString()));
  } catch (error) {
    if (errors.length === 0) throw error;
    errors.push(error);
  }
  if (errors.length > 0)
    throw new AggregateError(
      errors,
      `The back-fill had ${errors.length} ${errors.length === 1 ? 'error' : 'errors'}. The next call retries the events that were not processed.`,
    );
  return handled;
};
