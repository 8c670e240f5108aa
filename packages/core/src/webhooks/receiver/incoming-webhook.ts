import { apiError } from '../../server/api-error.ts';
import { isSeamError } from '../../errors/is-seam-error.ts';
import { SeamConfigError } from '../../errors/seam-config-error.ts';
import { headerPairs } from '../header-pairs.ts';
import { readWebhookHeaders } from '../read-webhook-headers.ts';
import type { RequestHeaders } from '../request-headers.ts';
import type { WebhookRequest } from '../verify-webhook.ts';
import { webhookBodyLimit } from '../webhook-body-limit.ts';

/** A delivery as a server has it. */
export interface IncomingWebhook {
  /** All headers; the names may be in any case. */
  readonly headers: RequestHeaders;
  /**
   * The body as it was sent, or a function that reads it, at most 256 KiB; it is not called for a delivery whose headers
   * are refused. What it throws as a `SeamApiError` is the answer; a `SeamConfigError` says that the body cannot be had
   * any more; anything else, that the body broke off.
   */
  readonly body: string | Uint8Array | (() => Promise<Uint8Array>);
}

const read = async (body: () => Promise<Uint8Array>): Promise<Uint8Array> => {
  try {
    return await body();
  } catch (cause) {
    if (isSeamError(cause, 'SeamApiError') || cause instanceof SeamConfigError) throw cause;
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

/** A delivery with its body, which nobody waits for when the headers are no good. */
export const readIncoming = async ({ headers, body }: IncomingWebhook): Promise<WebhookRequest> => {
  checkHeaders(headers);
  return { headers, body: typeof body === 'function' ? await read(body) : body };
};
