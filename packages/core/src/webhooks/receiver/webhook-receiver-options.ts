import type { WebhookErrorListener } from './tell-errors.ts';
import type { WebhookCatchAll, WebhookHandlers } from './webhook-handlers.ts';
import type { WebhookOutcome } from './webhook-outcome.ts';
import type { WebhookStore } from './webhook-store.ts';

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
  readonly otherwise?: WebhookCatchAll | undefined;
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
