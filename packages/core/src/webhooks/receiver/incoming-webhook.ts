import { apiError } from '../../server/api-error.ts';
import { isSeamError } from '../../errors/is-seam-error.ts';
import { SeamConfigError } from '../../errors/seam-config-error.ts';
import { headerPairs } from '../header-pairs.ts';
import type { RequestHeaders } from '../request-headers.ts';
import type { WebhookRequest } from '../verify-webhook.ts';

/** A delivery as a server has it. */
export interface IncomingWebhook {
  /** All headers; the names may be in any case. */
  readonly headers: RequestHeaders;
  /**
   * The body as it was sent, or a function that reads it, at most 256 KiB. What that throws as a `SeamApiError` is the
   * answer; a `SeamConfigError` says that the body cannot be had any more; anything else, that the body broke off.
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

/** A delivery with its body. One that is compressed is not read: inflating is how a little becomes a lot. */
export const readIncoming = async ({ headers, body }: IncomingWebhook): Promise<WebhookRequest> => {
  if (headerPairs(headers).some(([name]) => name === 'content-encoding'))
    throw apiError('unsupported_media_type');
  return { headers, body: typeof body === 'function' ? await read(body) : body };
};
