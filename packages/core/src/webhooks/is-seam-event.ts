import type { SeamEvent } from '../generated/models/events.ts';
import type { UnknownSeamEvent } from './webhook-delivery.ts';

/**
 * Tells events of some types from all others. Answer the others with 2xx and do nothing: Seam adds types, and stops
 * delivering to those who refuse them.
 *
 * @example
 * if (isSeamEvent(event, 'acs_user.deleted')) console.log(event.acs_user_id);
 */
export const isSeamEvent = <TType extends SeamEvent['event_type']>(
  event: SeamEvent | UnknownSeamEvent,
  ...types: readonly [TType, ...TType[]]
): event is Extract<SeamEvent, { event_type: TType }> =>
  (types as readonly string[]).includes(event.event_type);
