import type { WebhookDelivery } from '../webhook-delivery.ts';
import type { ClaimName } from './act-once.ts';

/** The name under which an event is claimed, whichever way it comes: none when it has no id. */
export const eventNames = ({ event_id: id }: WebhookDelivery['event']): readonly ClaimName[] =>
  typeof id === 'string' && id !== '' ? [{ key: `event:${id}`, fingerprint: id }] : [];
