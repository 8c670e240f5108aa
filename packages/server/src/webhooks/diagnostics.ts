import { SeamConfigError } from '@org/seam-core';
import { notify } from '@org/seam-core/internal';
import type { WebhookDelivery } from '@org/seam-core/webhooks';

/** Called with an error, and with its delivery when the error belongs to one. */
export type WebhookErrorListener = (error: unknown, delivery?: WebhookDelivery) => void | Promise<void>;

/** Reports errors to a listener. An error of the listener itself is dropped. */
export interface WebhookErrorReporter {
  readonly report: (error: unknown, delivery?: WebhookDelivery) => void;
  /** Reports a configuration problem, which every delivery would repeat, once. */
  readonly reportOnce: (error: SeamConfigError) => void;
}

/** A message may contain a value, so the number of different messages has no limit of its own. */
const maxReported = 100;

const logError: WebhookErrorListener = (error, delivery) => {
  const subject = delivery ? `delivery ${delivery.id} (${delivery.event.event_type})` : 'webhooks';
  // eslint-disable-next-line no-console -- without output, failed deliveries would go unnoticed
  console.error(`Seam ${subject}:`, error);
};

export const createWebhookErrorReporter = (
  listener: WebhookErrorListener = logError,
): WebhookErrorReporter => {
  const reported = new Set<string>();
  const report: WebhookErrorReporter['report'] = (error, delivery) => notify(() => listener(error, delivery));
  return {
    report,
    reportOnce: (error) => {
      if (reported.has(error.message)) return;
      if (reported.size >= maxReported) reported.clear();
      reported.add(error.message);
      report(error);
    },
  };
};

interface SignatureMonitor {
  /** Whether a signature was valid so far. */
  readonly hasValid: () => boolean;
  readonly onValid: () => void;
  readonly onInvalid: () => void;
}

/**
 * Reports a wrong secret. An invalid signature may be that of a forged delivery; when none was valid so far, the secret may be
 * wrong.
 */
export const createSignatureMonitor = ({ reportOnce }: WebhookErrorReporter): SignatureMonitor => {
  let hasValid = false;
  return {
    hasValid: () => hasValid,
    onValid: () => {
      hasValid = true;
    },
    onInvalid: () => {
      if (hasValid) return;
      reportOnce(
        new SeamConfigError(
          'A delivery has an invalid signature, and none was valid so far. Pass the secret of this webhook as secrets, and check that no proxy changes the body.',
        ),
      );
    },
  };
};

const minDeliveries = 5;
const maxDeliveries = 20;

const medianOf = (numbers: readonly number[]): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;

/**
 * Compares the signed times of the last deliveries with the local clock. One delivery outside the tolerance is old; when
 * most are, the clock is wrong. A delivery counts once, so that a replayed one has no extra weight.
 *
 * @param tolerance in milliseconds
 * @returns a function that takes a delivery's skew in milliseconds, and returns the median when it exceeds `tolerance`
 */
export const createSkewMonitor = (tolerance: number): ((id: string, skew: number) => number | undefined) => {
  const skews = new Map<string, number>();
  return (id, skew) => {
    skews.delete(id);
    skews.set(id, skew);
    const [oldest] = skews.keys();
    if (skews.size > maxDeliveries && oldest !== undefined) skews.delete(oldest);
    const median = medianOf([...skews.values()]);
    return skews.size >= minDeliveries && Math.abs(median) > tolerance ? median : undefined;
  };
};
