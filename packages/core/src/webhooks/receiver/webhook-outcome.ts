import type { ErrorType } from '../../server/error-types.ts';

/** What became of a delivery that was good: acted on, without a function for it, or acted on before. */
export type WebhookSuccess = 'handled' | 'unhandled' | 'duplicate';

/** What the receiver did with a delivery, for metrics and logs. It holds nothing of the body and no secret. */
export interface WebhookOutcome {
  readonly result:
    | WebhookSuccess
    | Extract<
        ErrorType,
        | `webhook_${string}`
        | 'payload_too_large'
        | 'request_timeout'
        | 'unsupported_media_type'
        | 'shutting_down'
        | 'internal_server_error'
      >;
  readonly status: number;
  /** The id that is signed; absent when the headers are no good. */
  readonly id?: string | undefined;
  readonly event_type?: string | undefined;
  /**
   * How far the signed time is ahead of yours, in milliseconds, of a delivery that was signed well and is too old or too
   * new.
   */
  readonly skew?: number | undefined;
  /**
   * Your clock seems to be wrong by this, in milliseconds: the median of the last deliveries that were signed well, when
   * it is beyond the tolerance. Behind, when it is more than 0.
   */
  readonly suspectedClockSkew?: number | undefined;
  /** What a function or the store threw, or why the delivery was refused. */
  readonly error?: unknown;
}
