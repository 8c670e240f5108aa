import type { SeamConfigError } from '@org/seam-core';
import { notify } from '@org/seam-core/internal';
import type { WebhookDelivery } from '@org/seam-core/webhooks';

/** Hears what went wrong, and with which delivery, when it was about one. */
export type WebhookErrorListener = (error: unknown, delivery?: WebhookDelivery) => void | Promise<void>;

/** Tells errors to a listener, whatever that does. */
export interface ErrorTeller {
  readonly tell: (error: unknown, delivery?: WebhookDelivery) => void;
  /** For what is wrong with the set-up, which comes with every delivery. */
  readonly tellOnce: (error: SeamConfigError) => void;
}

/** How many sentences are known again. There are a few; a body of yours may throw others. */
const mostErrors = 100;

const logError: WebhookErrorListener = (error, delivery) => {
  const which = delivery ? `delivery ${delivery.id} (${delivery.event.event_type})` : 'webhooks';
  // eslint-disable-next-line no-console -- silence would cost deliveries
  console.error(`Seam ${which}:`, error);
};

export const createWebhookErrorReporter = (listener: WebhookErrorListener = logError): ErrorTeller => {
  const told = new Set<string>();
  const tell: ErrorTeller['tell'] = (error, delivery) => notify(() => listener(error, delivery));
  return {
    tell,
    tellOnce: (error) => {
      if (told.has(error.message)) return;
      if (told.size >= mostErrors) told.clear();
      told.add(error.message);
      tell(error);
    },
  };
};

const fewest = 5;
const mostSkew = 20;

const medianOf = (numbers: readonly number[]): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;

/**
 * Looks at how far the signed times of deliveries are from our clock, each delivery once, so that one that is replayed
 * does not tell for many. One that is off is old; when most are, the clock is.
 *
 * @returns a function that takes a delivery's skew and returns the median when that is beyond `tolerance`
 */
export const createSkewMonitor = (tolerance: number): ((id: string, skew: number) => number | undefined) => {
  const skews = new Map<string, number>();
  return (id, skew) => {
    skews.delete(id);
    skews.set(id, skew);
    const [oldest] = skews.keys();
    if (skews.size > mostSkew && oldest !== undefined) skews.delete(oldest);
    const median = medianOf([...skews.values()]);
    return skews.size >= fewest && Math.abs(median) > tolerance ? median : undefined;
  };
};
