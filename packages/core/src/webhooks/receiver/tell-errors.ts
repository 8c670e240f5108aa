import { notify } from '../../notify.ts';
import type { SeamConfigError } from '../../errors/seam-config-error.ts';
import type { WebhookDelivery } from '../webhook-delivery.ts';

/** Hears what went wrong, and with which delivery, when it was about one. */
export type WebhookErrorListener = (error: unknown, delivery?: WebhookDelivery) => void | Promise<void>;

/** Tells errors to a listener, whatever that does. */
export interface ErrorTeller {
  readonly tell: (error: unknown, delivery?: WebhookDelivery) => void;
  /** For what is wrong with the set-up, which comes with every delivery. */
  readonly tellOnce: (error: SeamConfigError) => void;
}

/** How many sentences are known again. There are a few; a body of yours may throw others. */
const most = 100;

const logError: WebhookErrorListener = (error, delivery) => {
  const which = delivery ? `delivery ${delivery.id} (${delivery.event.event_type})` : 'webhooks';
  // eslint-disable-next-line no-console -- silence would cost deliveries
  console.error(`Seam ${which}:`, error);
};

export const tellErrors = (listener: WebhookErrorListener = logError): ErrorTeller => {
  const told = new Set<string>();
  const tell: ErrorTeller['tell'] = (error, delivery) => notify(() => listener(error, delivery));
  return {
    tell,
    tellOnce: (error) => {
      if (told.has(error.message)) return;
      if (told.size >= most) told.clear();
      told.add(error.message);
      tell(error);
    },
  };
};
