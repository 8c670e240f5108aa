import { SeamWebhookError } from './seam-webhook-error.ts';
import type { WebhookDelivery } from './webhook-delivery.ts';

const parse = (text: string): unknown => {
  try {
    // An own `__proto__` would become the prototype of whatever the event is copied into.
    return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value));
  } catch {
    return undefined;
  }
};

const isEvent = (value: unknown): value is WebhookDelivery['event'] =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as { event_type?: unknown }).event_type === 'string' &&
  (value as { event_type: string }).event_type !== '';

/** The event in the body of a delivery. */
export const readEvent = (text: string): WebhookDelivery['event'] => {
  const event = parse(text);
  if (isEvent(event)) return event;
  throw new SeamWebhookError(
    'The delivery is signed, but it is no event: no JSON object with an event_type',
    {
      reason: 'payload',
    },
  );
};
