import { isSeamError, SeamConfigError, SeamError, type SeamEvent } from '@org/seam-core';
import { checkOptions, type OptionRules, rules, webhookDefaults } from '@org/seam-core/internal';
import type { WebhookDelivery } from '@org/seam-core/webhooks';
import { checkMethods } from '../leases/checked-store.ts';
import { checkWebhookHandlers, handlerOf, type WebhookFallback, type WebhookHandlers } from './handlers.ts';
import { eventMoment, type EventSource, eventsSince, oldestFirst } from './list-events.ts';
import { checkLease } from './options.ts';
import { processWithinLease } from './process-once.ts';
import { eventNames } from './process.ts';
import { timedStore, type TimedStore, type WebhookStore } from './store.ts';

/** How far a back-fill has come. */
interface BackfillProgress {
  /** Notes an event, and whether anything is left to be done about it. Whether the event says when it was. */
  note(event: SeamEvent, isDone: boolean): boolean;
  /** The moment up to which all is known, in milliseconds since 1970. */
  reached(): number;
  /** Keeps the cursor where it was. */
  stay(): void;
}

/**
 * @param from the moment up to which all was known before, in milliseconds since 1970
 * @param now when it begins, in milliseconds since 1970
 */
const backfillProgress = (from: number, now: number): BackfillProgress => {
  let newest = from;
  let firstUndone = Infinity;
  const stay = () => {
    firstUndone = from;
  };

  return {
    note: (event, isDone) => {
      const moment = eventMoment(event);
      if (moment === undefined) {
        // It may be anywhere, and has to be found again.
        if (!isDone) stay();
        return false;
      }
      // What is dated beyond now says nothing about what is known.
      if (moment <= now) newest = Math.max(newest, moment);
      if (!isDone) firstUndone = Math.min(firstUndone, moment);
      return true;
    },
    reached: () => Math.max(from, Math.min(newest, firstUndone - 1)),
    stay,
  };
};

const isoDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * An ISO date, with or without a time, in milliseconds since 1970.
 *
 * @param name what it is, for the error
 * @param now milliseconds since 1970
 * @throws SeamConfigError when it is no such date, or later than now by more than clocks differ
 */
const readMoment = (name: string, text: unknown, now: number): number => {
  const moment = typeof text === 'string' && isoDate.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(moment))
    throw new SeamConfigError(
      `${name} is an ISO date and time, such as 2026-01-31T12:00:00Z, and here it is ${JSON.stringify(text) ?? typeof text}.`,
    );
  if (moment > now + webhookDefaults.tolerance)
    throw new SeamConfigError(
      `${name} is ${String(text)}, which is in the future: what happened before would never be found. Set it back.`,
    );
  return moment;
};

export interface BackfillOptions {
  /**
   * The same functions as those of the receiver. When you add one, set the cursor back to where it is to begin: what came
   * before the cursor is not looked at again.
   */
  readonly on?: WebhookHandlers | undefined;
  readonly otherwise?: WebhookFallback | undefined;
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
  /**
   * How long an event is kept from other processes when this one dies, in milliseconds, and how long a function is waited
   * for. More than twice `storeTimeout`.
   * @default 300000
   */
  readonly lease?: number | undefined;
  /** How long the store may take for each answer, in milliseconds. @default 5000 */
  readonly storeTimeout?: number | undefined;
  /** Your clock, in milliseconds since 1970: the cursor does not go beyond it. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/**
 * What became of an event: acted on, nothing to do or done before, or to be looked at again, with the fault if there was
 * one.
 */
type Result = 'handled' | 'known' | { readonly error?: unknown };

/** Nobody signed it: when it was made, or now when it does not say. */
const signedAt = ({ created_at }: SeamEvent): Date => {
  const moment = Date.parse(created_at);
  return Number.isNaN(moment) ? new Date() : new Date(moment);
};

const optionRules: OptionRules<BackfillOptions> = {
  // Checked below, where the part that is wrong can be named.
  on: rules.any,
  store: rules.any,
  cursor: rules.any,
  since: rules.any,
  otherwise: rules.type('function'),
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

const actOn = async (event: SeamEvent, store: TimedStore, options: BackfillOptions): Promise<Result> => {
  const { on = {}, otherwise, lease = webhookDefaults.lease } = options;
  const handle = handlerOf(on, otherwise, event);
  if (!handle) return 'known';
  const delivery: WebhookDelivery = { id: event.event_id, timestamp: signedAt(event), event };
  try {
    const run = () => handle(event, delivery);
    return (await processWithinLease({ store, names: eventNames(event), lease, run })) ? 'handled' : 'known';
  } catch (error) {
    const type = isSeamError(error, 'SeamApiError') ? error.type : undefined;
    // The receiver is at it just now. It may fail, so the cursor waits.
    if (type === 'webhook_busy') return {};
    if (type === 'webhook_handler_failed' || type === 'webhook_handler_timeout') return { error };
    throw error;
  }
};

const beginning = async ({ cursor, since, overlap = 600_000 }: BackfillOptions, now: number) => {
  const first = readMoment('The option since', since, now);
  // A database says null where there is none.
  const known = (await cursor.read()) ?? undefined;
  const from = known === undefined ? first : readMoment('The cursor', known, now);
  return { from, earliest: Math.max(0, from - overlap) };
};

/**
 * Acts on the events that no webhook brought, by asking for them: call it when you start, and now and then. Events that the
 * receiver acted on are passed over, and the other way round. An event that a function throws at, or takes longer for than
 * the lease, keeps none of the others back, only the cursor: the next call tries it again. An event that does not say when
 * it was, or is dated beyond now, moves no cursor.
 *
 * The events of a page are acted on in the order in which they were. Between pages, and between a back-fill and deliveries,
 * no order is kept: a function that sets a state has to ask how it is now.
 *
 * @returns how many events it acted on
 * @throws AggregateError when all is done that can be: with a `SeamApiError` for each event that a function threw at, and
 *   what it threw as the cause; a `SeamError` for each event it acted on that does not say when it was, and one when Seam
 *   gives the same page again, whatever it is asked for: when it lists the newest first, older events may be missing, and
 *   the cursor stays. When the store, Seam or the cursor fails after any of those, that is the last one
 * @throws SeamApiError when the store fails, or Seam does; the cursor is where it was. What the cursor throws
 * @throws SeamConfigError when the cursor or `since` is no ISO date or in the future, or another option is unknown or not
 *   valid
 */
export const backfillEvents = async (seam: EventSource, options: BackfillOptions): Promise<number> => {
  checkBackfill(seam, options);
  const now = (options.now ?? Date.now)();
  const store = timedStore(options.store, options.storeTimeout ?? webhookDefaults.storeTimeout);
  const { from, earliest } = await beginning(options, now);
  const { cursor } = options;
  const progress = backfillProgress(from, now);
  let handled = 0;
  const errors: unknown[] = [];
  const fault = (message: string) => void errors.push(new SeamError(message, { outcome: 'rejected' }));
  const onStuck = (missing: 'older' | 'newer') => {
    if (missing === 'older') progress.stay();
    fault(`Seam lists the same events again, whatever it is asked for: ${missing} ones may be missing.`);
  };
  try {
    for await (const page of eventsSince(seam, earliest, onStuck))
      for (const event of oldestFirst(page)) {
        const result = await actOn(event, store, options);
        const isDated = progress.note(event, result === 'handled' || result === 'known');
        if (result === 'handled') {
          handled += 1;
          // Only with what was acted on: told each time it is listed, it would be told for ever.
          if (!isDated) fault(`The event ${event.event_id} does not say when it was. It was acted on.`);
        } else if (result !== 'known' && 'error' in result) errors.push(result.error);
      }
    // Only now: the order in which events are listed is not documented.
    const to = progress.reached();
    if (to > from) await cursor.write(new Date(to).toISOString());
  } catch (error) {
    if (errors.length === 0) throw error;
    errors.push(error);
  }
  if (errors.length > 0)
    throw new AggregateError(
      errors,
      `The back-fill met ${errors.length} faults. What could not be acted on is tried again by the next call.`,
    );
  return handled;
};
