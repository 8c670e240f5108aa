import { SeamConfigError, type SeamEvent } from '@org/seam-core';
import type { WebhookDelivery } from '@org/seam-core/webhooks';

/**
 * Handlers by event type. A handler runs again for the same event when it fails or the process ends before it is done.
 * Events may be processed out of order, across deliveries and back-fills: read the current state from Seam instead of
 * relying on the event.
 */
export type WebhookHandlers = {
  readonly [T in SeamEvent['event_type']]?:
    ((event: Extract<SeamEvent, { event_type: T }>, delivery: WebhookDelivery) => unknown) | undefined;
};

/** Handler for all other events, including event types that this version does not know. */
export type WebhookFallback = (event: WebhookDelivery['event'], delivery: WebhookDelivery) => unknown;

/** The options that select a handler, of the receiver and of a back-fill. */
export interface WebhookHandlerOptions {
  /**
   * Handlers by event type, as a plain object. Events without a handler are acknowledged and skipped. At least one
   * handler is required, here or as `fallback`.
   */
  readonly handlers?: WebhookHandlers | undefined;
  /** Handler for all other events, including event types that this version does not know. */
  readonly fallback?: WebhookFallback | undefined;
}

/** The handler for an event; `undefined` when there is none. */
export const handlerFor = (
  { handlers = {}, fallback }: WebhookHandlerOptions,
  { event_type }: WebhookDelivery['event'],
): WebhookFallback | undefined =>
  (Object.hasOwn(handlers, event_type)
    ? (handlers as Readonly<Record<string, WebhookFallback | undefined>>)[event_type]
    : undefined) ?? fallback;

/** The format of event types. The list of known types exists at compile time only. */
const eventType = /^[a-z0-9_]+(\.[a-z0-9_]+)+$/;

/** Whether an object has no prototype of its own class. `Object.prototype` has no prototype, in every realm. */
const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

/**
 * Rejects handlers that no event can reach, and options without any handler. Unknown event types are accepted, because
 * Seam adds types.
 *
 * @throws SeamConfigError that names the invalid handler
 */
export const checkWebhookHandlers = ({ handlers = {}, fallback }: WebhookHandlerOptions): void => {
  if (typeof handlers !== 'object' || handlers === null || !isPlain(handlers))
    throw new SeamConfigError(
      'The option handlers must be a plain object of functions. Methods on the prototype of a class are not found: list them.',
    );
  for (const [name, value] of Object.entries(handlers)) {
    if (!eventType.test(name))
      throw new SeamConfigError(
        `The option handlers has a function for ${name}, which is not an event type. Event types look like ` +
          'acs_user.deleted. Use fallback for all other events.',
      );
    if (value !== undefined && typeof value !== 'function')
      throw new SeamConfigError(`The handler for ${name} must be a function.`);
  }
  if (fallback !== undefined && typeof fallback !== 'function')
    throw new SeamConfigError('The option fallback must be a function.');
  if (fallback === undefined && Object.values(handlers).every((value) => value === undefined))
    throw new SeamConfigError(
      'There is no function in handlers, and no fallback: all events would be acknowledged, and none processed. To start: ' +
        'fallback: ({ event_type }) => console.log(event_type)',
    );
};
