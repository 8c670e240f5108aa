import type { SeamEvent } from '../contract/generated/models/events.ts';

/** An event of any type, also of one that Seam added after this version. Narrow it with `isSeamEvent`. */
export interface UnknownSeamEvent {
  readonly event_type: string;
  readonly [field: string]: unknown;
}

/** A verified delivery. */
export interface WebhookDelivery {
  /** The id of the delivery, the same when Seam delivers it again. Store it to process each delivery once. */
  readonly id: string;

  /** When this delivery was signed. */
  readonly timestamp: Date;

  /**
   * The event. Only `event_type` is checked; the other fields are not validated against the contract.
   */
  readonly event: SeamEvent | UnknownSeamEvent;
}

/**
 * Whether an event is of one of the given types. Respond with 2xx to events of other types: Seam adds types, and disables
 * webhooks that reject them.
 *
 * @example
 * if (isSeamEvent(event, 'acs_user.deleted')) console.log(event.acs_user_id);
 */
export const isSeamEvent = <TType extends SeamEvent['event_type']>(
  event: SeamEvent | UnknownSeamEvent,
  ...types: readonly [TType, ...TType[]]
): event is Extract<SeamEvent, { event_type: TType }> =>
  (types as readonly string[]).includes(event.event_type);
