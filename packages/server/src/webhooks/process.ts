import { isSeamError, SeamConfigError } from '@org/seam-core';
import { webhookDefaults, withTimeout } from '@org/seam-core/internal';
import type { WebhookDelivery } from '@org/seam-core/webhooks';
import { apiError } from '../http/api-error.ts';
import { retryLater } from './defaults.ts';
import type { ErrorTeller } from './diagnostics.ts';
import { handlerOf, misspeltHandler, type WebhookFallback } from './handlers.ts';
import { memoryWebhookStore } from './memory-store.ts';
import type { WebhookReceiverOptions, WebhookSuccess } from './options.ts';
import { type ClaimName, processWithinLease } from './process-once.ts';
import { createQueue } from './queue.ts';
import { timedStore } from './store.ts';

/** The name under which an event is claimed, whichever way it comes: none when it has no id. */
export const eventNames = ({ event_id: id }: WebhookDelivery['event']): readonly ClaimName[] =>
  typeof id === 'string' && id !== '' ? [{ key: `event:${id}`, fingerprint: id }] : [];

/** What calls the functions for events. */
interface Acting {
  /** @throws SeamApiError `shutting_down` once it drains */
  letIn(): void;
  /** From a delivery that is Seam's, and what its body is recognised by, to what became of it. */
  act(delivery: WebhookDelivery, fingerprint: string): Promise<WebhookSuccess>;
  /** Starts nothing more, and resolves when what goes on is over, or its lease is. */
  drain(): Promise<void>;
}

/** Nothing went wrong: another is at it, or this process has to stop. */
const isNoFault = (type: string): boolean => type === 'webhook_busy' || type === 'shutting_down';

/**
 * Calls the functions for events: once for each, for no more than `maxInFlight` at a time, and for none longer than its
 * lease.
 */
export const createEventProcessor = (options: WebhookReceiverOptions, teller: ErrorTeller): Acting => {
  const { on = {}, otherwise } = options;
  const {
    storeTimeout = webhookDefaults.storeTimeout,
    handlerTimeout = webhookDefaults.handlerTimeout,
    lease = webhookDefaults.lease,
    maxInFlight = webhookDefaults.maxInFlight,
    maxWaiting = webhookDefaults.maxWaiting,
  } = options;
  const store = timedStore(options.store ?? memoryWebhookStore({ now: options.now }), storeTimeout);
  const room = createQueue({ maxInFlight, maxWaiting });
  /** What this process is at, or will be: who comes meanwhile waits for the same result. */
  const running = new Map<string, Promise<WebhookSuccess>>();

  const start = async (
    delivery: WebhookDelivery,
    names: readonly ClaimName[],
    handle: WebhookFallback,
  ): Promise<WebhookSuccess> => {
    const run = () => handle(delivery.event, delivery);
    const act = { store, names, lease, begin: room.checkOpen, run };
    const tellLate = (error: unknown) => teller.tell(error, delivery);
    try {
      const isNew = await room.enter(() => processWithinLease(act, tellLate));
      return isNew ? 'handled' : 'duplicate';
    } catch (error) {
      // Told here and not where it is answered: by then Seam may have been told to come again.
      if (isSeamError(error, 'SeamApiError') && !isNoFault(error.type))
        teller.tell(error.cause ?? error, delivery);
      throw error;
    }
  };

  /** Waits for what another delivery of the same began; it does not hold the event of this one meanwhile. */
  const follow = async (known: Promise<WebhookSuccess>): Promise<WebhookSuccess> => {
    await room.follow(() =>
      // Who was told to come again waits no more.
      withTimeout(handlerTimeout, known, () => apiError('webhook_handler_timeout', retryLater)),
    );
    return 'duplicate';
  };

  const checkName = (eventType: string): void => {
    const name = misspeltHandler(on, eventType);
    if (name === undefined) return;
    const problem = `The option on has a function for ${name}, and what came is ${eventType}: is that misspelt?`;
    teller.tellOnce(new SeamConfigError(problem));
  };

  return {
    letIn: room.checkOpen,
    act: async (delivery, fingerprint) => {
      const { id, event } = delivery;
      const handle = handlerOf(on, otherwise, event);
      checkName(event.event_type);
      // Nothing is claimed: a later version that has a function acts on it, by a back-fill from before.
      if (!handle) return 'unhandled';
      const key = `${id} ${fingerprint}`;
      const known = running.get(key);
      if (known) return follow(known);
      // Once more: its body may have come while the others were waited for.
      room.checkOpen();
      const names = [{ key: id, fingerprint }, ...eventNames(event)];
      const work = start(delivery, names, handle).finally(() => running.delete(key));
      running.set(key, work);
      return work;
    },
    drain: async () => {
      room.close();
      await Promise.allSettled(running.values());
    },
  };
};
