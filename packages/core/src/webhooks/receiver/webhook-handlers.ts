import type { SeamEvent } from '../../generated/models/events.ts';
import type { WebhookDelivery } from '../webhook-delivery.ts';

/**
 * A function for each type of event you act on. It may be called again for one event if it fails, or the process ends. The
 * order of events is not kept, across deliveries or with a back-fill: what matters is what Seam says when you ask.
 */
export type WebhookHandlers = {
  readonly [T in SeamEvent['event_type']]?:
    ((event: Extract<SeamEvent, { event_type: T }>, delivery: WebhookDelivery) => unknown) | undefined;
};

/** A function for all other events, of the types that this version does not know, too. */
export type WebhookCatchAll = (event: WebhookDelivery['event'], delivery: WebhookDelivery) => unknown;

/** The function for an event; `undefined` when nothing is to be done about it. */
export const handlerOf = (
  on: WebhookHandlers,
  otherwise: WebhookCatchAll | undefined,
  { event_type }: WebhookDelivery['event'],
): WebhookCatchAll | undefined =>
  (Object.hasOwn(on, event_type)
    ? (on as Readonly<Record<string, WebhookCatchAll | undefined>>)[event_type]
    : undefined) ?? otherwise;
