import type { WorkspaceRow } from '../collection.ts';

/** One attempt to deliver an event. */
interface DeliveryAttempt {
  readonly at: string;
  /** What the receiver answered; `null` when it could not be reached, or was not asked. */
  readonly status: number | null;
  /** What the fake did to it on purpose. */
  readonly fault?: string | undefined;
}

/** An event on its way to a webhook. */
export interface DeliveryRow extends WorkspaceRow {
  /** The id that is signed; all attempts have the same one. */
  readonly message_id: string;
  readonly webhook_id: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly attempts: readonly DeliveryAttempt[];
  readonly status: 'pending' | 'delivered' | 'failed';
  /** When it is tried next; absent when it is not. */
  readonly next_attempt_at?: string | undefined;
}
