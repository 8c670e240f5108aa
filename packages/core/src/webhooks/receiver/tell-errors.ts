import { SeamConfigError } from '../../errors/seam-config-error.ts';
import type { WebhookDelivery } from '../webhook-delivery.ts';

/** Hears what went wrong, and with which delivery, when it was about one. */
export type WebhookErrorListener = (error: unknown, delivery?: WebhookDelivery) => void;

const logError: WebhookErrorListener = (error, delivery) => {
  const which = delivery ? `delivery ${delivery.id} (${delivery.event.event_type})` : 'webhooks';
  // eslint-disable-next-line no-console -- silence would cost deliveries
  console.error(`Seam ${which}:`, error);
};

/** Tells errors to the listener. One of the set-up comes with every delivery, and is told once. */
export const tellErrors = (listener: WebhookErrorListener = logError): WebhookErrorListener => {
  const told = new Set<string>();
  return (error, delivery) => {
    if (error instanceof SeamConfigError) {
      if (told.has(error.message)) return;
      told.add(error.message);
    }
    try {
      listener(error, delivery);
    } catch {
      // There is nobody left to tell.
    }
  };
};
