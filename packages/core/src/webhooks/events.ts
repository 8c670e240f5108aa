import type { SeamEvent } from '../contract/generated/models/events.ts';

/** Any event, of the types in `SeamEvent` or of one that Seam added after this version. `isSeamEvent` tells them apart. */
export interface UnknownSeamEvent {
  readonly event_type: string;
  readonly [field: string]: unknown;
}

/** A delivery that Seam signed, and that is fresh. */
export interface WebhookDelivery {
  /** The same each time one event is delivered anew: remember it, to act once. */
  readonly id: string;

  /** When this delivery was signed. */
  readonly timestamp: Date;

  /**
   * What happened. Besides `event_type`, its fields are taken on trust in Seam: they are not compared with the contract.
   */
  readonly event: SeamEvent | UnknownSeamEvent;
}

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
