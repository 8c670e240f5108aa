import { apiError } from '../../server/api-error.ts';
import { isSeamError } from '../../errors/is-seam-error.ts';
import type { WebhookDelivery } from '../webhook-delivery.ts';
import { actOnce, type ClaimName } from './act-once.ts';
import { eventNames } from './event-names.ts';
import { memoryWebhookStore } from './memory-webhook-store.ts';
import type { WebhookErrorListener } from './tell-errors.ts';
import { handlerOf, type WebhookCatchAll } from './webhook-handlers.ts';
import type { WebhookSuccess } from './webhook-outcome.ts';
import type { WebhookReceiverOptions } from './webhook-receiver-options.ts';

/** From a delivery that is Seam's, and what its body is recognised by, to what became of it. */
type Acting = (delivery: WebhookDelivery, fingerprint: string) => Promise<WebhookSuccess>;

/** Calls the functions for events: once for each, and for no more than `maxInFlight` at a time. */
export const createActing = (options: WebhookReceiverOptions, tell: WebhookErrorListener): Acting => {
  const { on = {}, otherwise, lease = 300_000, maxInFlight = 100 } = options;
  const store = options.store ?? memoryWebhookStore({ now: options.now });
  /** What this process is at: who comes meanwhile waits for the same result. */
  const running = new Map<string, Promise<WebhookSuccess>>();

  const start = async (
    delivery: WebhookDelivery,
    names: readonly ClaimName[],
    handle: WebhookCatchAll,
  ): Promise<WebhookSuccess> => {
    try {
      const isNew = await actOnce({ store, names, lease, run: () => handle(delivery.event, delivery) });
      return isNew ? 'handled' : 'duplicate';
    } catch (error) {
      // Told here and not where it is answered: by then Seam may have been told to come again.
      if (isSeamError(error, 'SeamApiError') && error.type !== 'webhook_busy')
        tell(error.cause ?? error, delivery);
      throw error;
    }
  };

  return async (delivery, fingerprint) => {
    const { id, event } = delivery;
    const handle = handlerOf(on, otherwise, event);
    // Nothing is claimed: with the function that a later version has, a back-fill acts on it.
    if (!handle) return 'unhandled';
    const key = `${id} ${fingerprint}`;
    const known = running.get(key);
    if (known) {
      await known;
      return 'duplicate';
    }
    if (running.size >= maxInFlight) throw apiError('webhook_busy', { retryAfterMs: 5_000 });
    const names = [{ key: id, fingerprint }, ...eventNames(event)];
    const work = start(delivery, names, handle).finally(() => running.delete(key));
    running.set(key, work);
    return work;
  };
};
