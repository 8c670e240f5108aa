import { isSeamError } from '@org/seam-core';
import { webhookDefaults, withTimeout } from '@org/seam-core/internal';
import type { WebhookDelivery } from '@org/seam-core/webhooks';
import { apiError } from '../http/api-error.ts';
import type { WebhookErrorReporter } from './diagnostics.ts';
import { handlerFor, type WebhookFallback } from './handlers.ts';
import { createMemoryWebhookStore } from './memory-store.ts';
import type { ProcessingResult, WebhookReceiverOptions } from './options.ts';
import { type LeaseKey, processWithinLease } from './process-once.ts';
import { createQueue, retryLater } from './queue.ts';
import { checkedWebhookStore } from './store.ts';

/** The key of an event, which deliveries and back-fills share. None when the event has no id. */
export const eventKeys = ({ event_id: id }: WebhookDelivery['event']): readonly LeaseKey[] =>
  typeof id === 'string' && id !== '' ? [{ key: `event:${id}`, fingerprint: id }] : [];

interface EventProcessor {
  /** @throws SeamApiError `shutting_down` once the processor drains */
  checkOpen(): void;
  /**
   * Calls the handler for a verified delivery.
   * @param fingerprint of the body
   */
  process(delivery: WebhookDelivery, fingerprint: string): Promise<ProcessingResult>;
  /** Starts no more handlers, and resolves when the running ones are done or their lease has expired. */
  drain(): Promise<void>;
}

/** Another process holds the lease, or this one shuts down. */
const isExpected = (type: string): boolean => type === 'webhook_busy' || type === 'shutting_down';

/**
 * Calls the handlers: once for each event, for at most `maxInFlight` events at a time, and for none longer than its lease.
 */
export const createEventProcessor = (
  options: WebhookReceiverOptions,
  reporter: WebhookErrorReporter,
): EventProcessor => {
  const {
    storeTimeout = webhookDefaults.storeTimeout,
    handlerTimeout = webhookDefaults.handlerTimeout,
    lease = webhookDefaults.lease,
    maxInFlight = webhookDefaults.maxInFlight,
    maxWaiting = webhookDefaults.maxWaiting,
  } = options;
  const store = checkedWebhookStore(
    options.store ?? createMemoryWebhookStore({ now: options.now }),
    storeTimeout,
  );
  const queue = createQueue({ maxInFlight, maxWaiting });
  /** Deliveries that are queued or running: a copy waits for the same result. */
  const running = new Map<string, Promise<ProcessingResult>>();

  const start = async (
    delivery: WebhookDelivery,
    keys: readonly LeaseKey[],
    handle: WebhookFallback,
  ): Promise<ProcessingResult> => {
    const run = () => handle(delivery.event, delivery);
    const onLateError = (error: unknown) => reporter.report(error, delivery);
    try {
      const isNew = await queue.run(() =>
        processWithinLease({ store, keys, lease, beforeRun: queue.checkOpen, run }, onLateError),
      );
      return isNew ? 'handled' : 'duplicate';
    } catch (error) {
      // Reported here, because the response may have been sent already.
      if (isSeamError(error, 'SeamApiError') && !isExpected(error.type))
        reporter.report(error.cause ?? error, delivery);
      throw error;
    }
  };

  /** Takes only the promise, so that the event of the copy is not kept in memory meanwhile. */
  const waitForOriginal = async (original: Promise<ProcessingResult>): Promise<ProcessingResult> => {
    await queue.waitFor(() =>
      withTimeout(handlerTimeout, original, () => apiError('webhook_handler_timeout', retryLater)),
    );
    return 'duplicate';
  };

  return {
    checkOpen: queue.checkOpen,
    process: async (delivery, fingerprint) => {
      const { id, event } = delivery;
      const handle = handlerFor(options, event);
      // No key is acquired: a later version with a handler can process the event through a back-fill.
      if (!handle) return 'unhandled';
      const key = `${id} ${fingerprint}`;
      const original = running.get(key);
      if (original) return waitForOriginal(original);
      // The queue may have closed while the body was read.
      queue.checkOpen();
      const keys = [{ key: id, fingerprint }, ...eventKeys(event)];
      const work = start(delivery, keys, handle).finally(() => running.delete(key));
      running.set(key, work);
      return work;
    },
    drain: async () => {
      queue.close();
      await Promise.allSettled(running.values());
    },
  };
};
