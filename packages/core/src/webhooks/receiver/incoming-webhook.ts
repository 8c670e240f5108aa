import { apiError } from '../../server/api-error.ts';
import { isSeamError } from '../../errors/is-seam-error.ts';
import { SeamConfigError } from '../../errors/seam-config-error.ts';
import { describeValue } from '../../check-options.ts';
import { isObject } from '../../is-object.ts';
import { headerPairs } from '../header-pairs.ts';
import { readWebhookHeaders } from '../read-webhook-headers.ts';
import type { RequestHeaders } from '../request-headers.ts';
import type { WebhookRequest } from '../verify-webhook.ts';
import { webhookBodyLimit } from '../webhook-body-limit.ts';
import type { BodyReading, WebhookBodyReading } from './body-readings.ts';

/** A delivery as a server has it. */
export interface IncomingWebhook {
  /** All headers; the names may be in any case. */
  readonly headers: RequestHeaders;
  /**
   * The body as it was sent, or a function that reads it, at most 256 KiB; it is not called for a delivery whose headers
   * are refused. It stops when `signal` is aborted, and calls `hold` with the size of each piece: the limits
   * `bodyTimeout` and `maxBufferedBytes`. What it throws as a `SeamApiError` is the response; a `SeamConfigError` says that
   * the body cannot be read any more; anything else, that the body broke off.
   */
  readonly body:
    | string
    | ArrayBufferView
    | ArrayBufferLike
    | ((reading: WebhookBodyReading) => Promise<ArrayBufferView | ArrayBufferLike>);
}

type ReadBody = Extract<IncomingWebhook['body'], (...args: never[]) => unknown>;

const read = async (body: ReadBody, reading: BodyReading): Promise<ArrayBufferView | ArrayBufferLike> => {
  const { signal, hold, aborted } = reading;
  try {
    return await Promise.race([body({ signal, hold }), aborted]);
  } catch (cause) {
    if (isSeamError(cause, 'SeamApiError') || isSeamError(cause, 'SeamConfigError')) throw cause;
    throw apiError('webhook_payload_invalid', { message: 'The body broke off.', cause });
  }
};

/** Refuses what the headers give away. One that is compressed is not read: inflating is how a little becomes a lot. */
const checkHeaders = (headers: RequestHeaders): void => {
  const sent = headerPairs(headers);
  if (sent.some(([name]) => name === 'content-encoding')) throw apiError('unsupported_media_type');
  if (sent.some(([name, value]) => name === 'content-length' && Number(value) > webhookBodyLimit))
    throw apiError('payload_too_large');
  readWebhookHeaders(headers);
};

/** A delivery with its body, which is not read when the headers are refused. */
export const readIncoming = async (
  incoming: IncomingWebhook,
  reading: BodyReading,
): Promise<WebhookRequest> => {
  if (!isObject(incoming))
    throw new SeamConfigError(
      `A webhook receiver takes { headers, body }; got ${describeValue(incoming)}. webhookFetchHandler takes a Request.`,
    );
  const { headers, body } = incoming;
  checkHeaders(headers);
  return { headers, body: typeof body === 'function' ? await read(body, reading) : body };
};
