import { SeamConfigError } from '@org/seam-core';
import { checkOptions, type OptionRules, rules, webhookDefaults } from '@org/seam-core/internal';
import { webhookBodyLimit } from '@org/seam-core/webhooks';
import type { ErrorType } from '../http/error-types.ts';
import type { WebhookErrorListener } from './diagnostics.ts';
import { checkWebhookHandlers, type WebhookFallback, type WebhookHandlers } from './handlers.ts';
import type { WebhookStore } from './store.ts';

/**
 * Refuses a lease that may be over before a function is called: two names are claimed first.
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
    `The option lease is ${lease}, and has to be more than twice storeTimeout, which is ${storeTimeout}: both in milliseconds.`,
  );
};

/** What became of a delivery that was good: acted on, without a function for it, or acted on before. */
export type WebhookSuccess = 'handled' | 'unhandled' | 'duplicate';

/** What the receiver did with a delivery, for metrics and logs. It holds nothing of the body and no secret. */
export interface WebhookOutcome {
  readonly result:
    | WebhookSuccess
    | Extract<
        ErrorType,
        | `webhook_${string}`
        | 'payload_too_large'
        | 'request_timeout'
        | 'unsupported_media_type'
        | 'shutting_down'
        | 'internal_server_error'
      >;
  readonly status: number;
  /** The id that is signed; absent when the headers are no good. */
  readonly id?: string | undefined;
  readonly event_type?: string | undefined;
  /**
   * How far the signed time is ahead of yours, in milliseconds, of a delivery that was signed well and is too old or too
   * new.
   */
  readonly skew?: number | undefined;
  /**
   * Your clock seems to be wrong by this, in milliseconds: the median of the last deliveries that were signed well, when
   * it is beyond the tolerance. Behind, when it is more than 0.
   */
  readonly suspectedClockSkew?: number | undefined;
  /** What a function or the store threw, or why the delivery was refused. */
  readonly error?: unknown;
}

export interface WebhookReceiverOptions {
  /** What `webhooks.create` returned as `secret`; while one replaces another, both. */
  readonly secrets: string | readonly string[];
  /**
   * What to do, by the type of the event, as a plain object. What has no function is acknowledged, but there has to be one,
   * here or in `otherwise`. A name that is one slip
   * away from the type of an event that came is told to `onError`.
   */
  readonly on?: WebhookHandlers | undefined;
  /** What to do with all other events, of the types that this version does not know, too. */
  readonly otherwise?: WebhookFallback | undefined;
  /**
   * Where it is remembered what was acted on. With more than one process, it has to be a store they share; receivers with
   * other functions need one of their own, since an event is acted on once in each.
   * @default memoryWebhookStore()
   */
  readonly store?: WebhookStore | undefined;
  /**
   * How far the delivery's clock may be from yours, either way, in milliseconds.
   * @default 300000
   */
  readonly tolerance?: number | undefined;
  /**
   * How long a function may take before Seam is told to come again, in milliseconds. It goes on, and when it is done
   * after all, the delivery that comes again is not acted on. Seam itself waits for fifteen seconds.
   * @default 12000
   */
  readonly handlerTimeout?: number | undefined;
  /**
   * How long the store may take for each answer, in milliseconds, before Seam is told to come again.
   * @default 5000
   */
  readonly storeTimeout?: number | undefined;
  /**
   * How long a delivery is kept from other processes when the one that acts on it dies, in milliseconds. It has to be
   * longer than any of your functions takes: a process cannot tell one that died from one that is slow. One that takes
   * longer is told to `onError`, and counts no more to `maxInFlight`. More than twice `storeTimeout`.
   * @default 300000
   */
  readonly lease?: number | undefined;
  /**
   * How long the body of a delivery may take, in milliseconds. Then it is refused with 408.
   * @default 10000
   */
  readonly bodyTimeout?: number | undefined;
  /**
   * How many bytes of bodies are held at once, counted as they are received, before their signature is known. When there is
   * no more, the largest body is refused with 503. At least 262144, the longest body.
   * @default 16777216, 16 MiB
   */
  readonly maxBufferedBytes?: number | undefined;
  /**
   * How many deliveries are acted on at once.
   * @default 100
   */
  readonly maxInFlight?: number | undefined;
  /**
   * How many deliveries wait until there is room, or for the result of another that is the same, each within
   * `handlerTimeout`. More are told to come again.
   * @default 5000
   */
  readonly maxWaiting?: number | undefined;
  /** Hears of every delivery, good or not: for metrics. What it throws or rejects with goes to `onError`. */
  readonly onDelivery?: ((outcome: WebhookOutcome) => void | Promise<void>) | undefined;
  /**
   * Hears what your functions, also after their lease, the store and `onDelivery` throw, of an id that came back with
   * another body, and, once, of what is wrong with the set-up: a body that a parser took, a clock that is off. What it
   * throws or rejects with itself is dropped.
   * @default console.error
   */
  readonly onError?: WebhookErrorListener | undefined;
  /** Your clock, in milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/** What each option of a receiver accepts. */
export const webhookReceiverRules: OptionRules<WebhookReceiverOptions> = {
  // checkWebhookSecrets, checkWebhookHandlers and checkStore name the part that is wrong.
  secrets: rules.any,
  on: rules.any,
  store: rules.any,
  otherwise: rules.type('function'),
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

/**
 * Refuses options that would fail with the first delivery otherwise.
 * @throws SeamConfigError that names the option
 */
export const checkReceiverOptions = (options: WebhookReceiverOptions): void => {
  checkOptions('createWebhookReceiver', options, webhookReceiverRules);
  checkLease(options);
  checkWebhookHandlers(options);
};
