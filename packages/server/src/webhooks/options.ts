import { SeamConfigError } from '@org/seam-core';
import { checkOptions, type OptionRules, rules, webhookDefaults } from '@org/seam-core/internal';
import { webhookBodyLimit } from '@org/seam-core/webhooks';
import type { ErrorType } from '../http/error-types.ts';
import type { WebhookErrorListener } from './diagnostics.ts';
import { checkWebhookHandlers, type WebhookHandlerOptions } from './handlers.ts';
import type { WebhookStore } from './store.ts';

/**
 * Rejects a lease that may expire before the handler is called, because two keys are acquired first.
 * @throws SeamConfigError
 */
export const checkLease = ({
  lease = webhookDefaults.lease,
  storeTimeout = webhookDefaults.storeTimeout,
}: {
  readonly lease?: number | undefined;
  readonly storeTimeout?: number | undefined;
}): void => {
  if (lease > 2 * storeTimeout) return;
  throw new SeamConfigError(
    `The option lease is ${lease}, and must be more than twice storeTimeout, which is ${storeTimeout}: both in milliseconds.`,
  );
};

/** The result of a valid delivery: a handler ran, there is no handler, or the event was processed before. */
export type ProcessingResult = 'handled' | 'unhandled' | 'duplicate';

/** The result of a delivery, for metrics and logs. It contains no part of the body and no secret. */
export interface WebhookDeliveryResult {
  /**
   * `handled`: the handler ran. `unhandled`: there is no handler for the event type. `duplicate`: the event was processed
   * before, or with another delivery. Otherwise the type of the error in the response.
   */
  readonly result:
    | ProcessingResult
    | Extract<
        ErrorType,
        | `webhook_${string}`
        | 'payload_too_large'
        | 'request_timeout'
        | 'unsupported_media_type'
        | 'shutting_down'
        | 'internal_server_error'
      >;
  /** HTTP status of the response. */
  readonly status: number;
  /** The signed id; absent when the headers are invalid. */
  readonly id?: string | undefined;
  readonly event_type?: string | undefined;
  /**
   * How far the signed time is ahead of the local clock, in milliseconds. Present when the signature is valid and the time
   * is outside the tolerance.
   */
  readonly skew?: number | undefined;
  /**
   * Suspected error of the local clock, in milliseconds: the median skew of the last deliveries with a valid signature, when
   * it is beyond the tolerance. Positive when the clock is behind.
   */
  readonly suspectedClockSkew?: number | undefined;
  /** What the handler or the store threw, or why the delivery was rejected. */
  readonly error?: unknown;
}

export interface WebhookReceiverOptions extends WebhookHandlerOptions {
  /** Signing secret, which `webhooks.create` returns as `secret`. Pass both while one replaces the other. */
  readonly secrets: string | readonly string[];
  /**
   * Store of processed deliveries. Several processes must share one. Receivers with different handlers need separate
   * stores, because each event is processed once per store.
   * @default createMemoryWebhookStore()
   */
  readonly store?: WebhookStore | undefined;
  /**
   * Allowed difference between the signed time and the local clock, in milliseconds.
   * @default 300000
   */
  readonly tolerance?: number | undefined;
  /**
   * How long a handler may take before the response is 503 and Seam retries, in milliseconds. The handler continues; when
   * it succeeds, the retried delivery is not processed again. Seam itself waits for 15 seconds.
   * @default 12000
   */
  readonly handlerTimeout?: number | undefined;
  /**
   * Timeout of each call to the store, in milliseconds. Then the response is 503 and Seam retries.
   * @default 5000
   */
  readonly storeTimeout?: number | undefined;
  /**
   * How long a delivery is reserved for this process, in milliseconds. Longer than any handler takes: other processes
   * cannot distinguish a slow process from one that died. A handler that takes longer is reported to `onError`, and no
   * longer counts towards `maxInFlight`. Must be more than twice `storeTimeout`.
   * @default 300000
   */
  readonly lease?: number | undefined;
  /**
   * Timeout for reading the body, in milliseconds. Then the response is 408.
   * @default 10000
   */
  readonly bodyTimeout?: number | undefined;
  /**
   * Memory limit for all bodies that are not verified yet, in bytes. At the limit the largest body is rejected with 503.
   * At least 262144, the size limit of one body.
   * @default 16777216, 16 MiB
   */
  readonly maxBufferedBytes?: number | undefined;
  /**
   * How many deliveries are processed at once.
   * @default 100
   */
  readonly maxInFlight?: number | undefined;
  /**
   * How many deliveries wait for capacity, or for the result of an identical delivery, each up to `handlerTimeout`. More
   * receive 503, and Seam retries.
   * @default 5000
   */
  readonly maxWaiting?: number | undefined;
  /** Called with the result of every delivery: for metrics. Its errors go to `onError`. */
  readonly onDelivery?: ((result: WebhookDeliveryResult) => void | Promise<void>) | undefined;
  /**
   * Called with errors of handlers (also after their lease), of the store and of `onDelivery`, when a delivery id is reused
   * for another body, and once for each configuration problem: a body that a parser consumed, a clock that is wrong, an
   * invalid signature when none was valid so far. Its own errors are dropped.
   * @default console.error
   */
  readonly onError?: WebhookErrorListener | undefined;
  /** Clock, in milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/** What each option of a receiver accepts. */
export const webhookReceiverRules: OptionRules<WebhookReceiverOptions> = {
  // Checked by checkWebhookSecrets, checkWebhookHandlers and checkStore, whose messages are more specific.
  secrets: rules.any,
  handlers: rules.any,
  store: rules.any,
  fallback: rules.type('function'),
  tolerance: rules.milliseconds(0, Number.MAX_SAFE_INTEGER),
  handlerTimeout: rules.milliseconds(),
  storeTimeout: rules.milliseconds(),
  lease: rules.milliseconds(),
  bodyTimeout: rules.milliseconds(),
  maxBufferedBytes: rules.count(webhookBodyLimit),
  maxInFlight: rules.count(),
  maxWaiting: rules.count(0),
  onDelivery: rules.type('function'),
  onError: rules.type('function'),
  now: rules.type('function'),
};

/** @throws SeamConfigError that names the invalid option */
export const checkReceiverOptions = (options: WebhookReceiverOptions): void => {
  checkOptions('createWebhookReceiver', options, webhookReceiverRules);
  checkLease(options);
  checkWebhookHandlers(options);
};
