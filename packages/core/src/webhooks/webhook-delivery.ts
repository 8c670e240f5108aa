import type { SeamEvent } from '../generated/models/events.ts';

declare const unknownEventType: unique symbol;

/** An `event_type` that is none of those in `SeamEvent`: one that Seam added after this version. */
export type UnknownEventType = string & { readonly [unknownEventType]: true };

/**
 * An event of a type that this version does not know. It is what is left of an event once every `event_type` you care
 * about was compared with, so it belongs into the `default` of a `switch`: answer 2xx and do nothing.
 */
export interface UnknownSeamEvent {
  readonly event_type: UnknownEventType;
  readonly [field: string]: unknown;
}

/** A delivery that Seam signed, and that is fresh. */
export interface WebhookDelivery {
  /** The same each time one event is delivered anew: remember it, to act once. */
  readonly id: string;

  /** When this delivery was signed. */
  readonly timestamp: Date;

  /**
   * What happened. Comparing `event_type` narrows it. Besides `event_type`, its fields are taken on trust in Seam: they
   * are not compared with the contract.
   */
  readonly event: SeamEvent | UnknownSeamEvent;
}
