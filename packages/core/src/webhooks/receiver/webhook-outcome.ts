import type { ErrorType } from '../../server/error-types.ts';

/** What became of a delivery that was good: acted on, without a handler for it, or acted on before. */
export type WebhookSuccess = 'handled' | 'unhandled' | 'duplicate';

/** What the receiver did with a delivery, for metrics and logs. It holds nothing of the body and no secret. */
export interface WebhookOutcome {
  readonly result: WebhookSuccess | Extract<ErrorType, `webhook_${string}`> | 'payload_too_large';
  readonly status: number;
  /** The id that is signed; absent when the headers are no good. */
  readonly id?: string | undefined;
  readonly event_type?: string | undefined;
  /**
   * How far the signed time is from yours, in milliseconds, of a delivery that was signed well and is too old or too new.
   * When all of them are off by about the same, it is your clock that is wrong.
   */
  readonly skew?: number | undefined;
  /** What a handler or the store threw. */
  readonly error?: unknown;
}
