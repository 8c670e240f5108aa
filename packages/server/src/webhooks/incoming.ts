import { SeamConfigError } from '@org/seam-core';
import { describeValue, headerPairs, isObject, readWebhookHeaders } from '@org/seam-core/internal';
import { type RequestHeaders, webhookBodyLimit, type WebhookRequest } from '@org/seam-core/webhooks';
import { apiError } from '../http/api-error.ts';
import type { BodyReader, WebhookBody } from './body-reader.ts';

/** A delivery as a server receives it. */
export interface IncomingWebhook {
  /** All headers. Names are case-insensitive. */
  readonly headers: RequestHeaders;
  /**
   * The body as it was sent: text, bytes, or a stream, of which at most 256 KiB are read within `bodyTimeout` and
   * `maxBufferedBytes`. Or a function that returns one of these; it is not called when the headers are rejected. Throw a
   * `SeamApiError` to choose the response, or a `SeamConfigError` when the body was consumed before; any other error means
   * that reading failed.
   */
  readonly body: WebhookBody | (() => WebhookBody | Promise<WebhookBody>);
}

/** Rejects headers before the body is read. Compressed bodies are not accepted: they could expand beyond any limit. */
const checkHeaders = (headers: RequestHeaders): void => {
  const sent = headerPairs(headers);
  if (sent.some(([name]) => name === 'content-encoding')) throw apiError('unsupported_media_type');
  if (sent.some(([name, value]) => name === 'content-length' && Number(value) > webhookBodyLimit))
    throw apiError('payload_too_large');
  readWebhookHeaders(headers);
};

/** A stream that a parser has read ends at once. The signature would be checked over nothing, and rejected as a forgery. */
const checkNotConsumed = ({ headers, body: bytes }: WebhookRequest): void => {
  const isEmpty = typeof bytes === 'string' ? bytes === '' : bytes?.byteLength === 0;
  if (isEmpty && headerPairs(headers).some(([name, value]) => name === 'content-length' && Number(value) > 0))
    throw new SeamConfigError(
      'createWebhookReceiver received an empty body for a request that has one: a parser has read it before, but the ' +
        'signature is over the bytes. Pass the body before anything reads it, or the bytes.',
    );
};

/**
 * Reads a delivery that is not verified yet: the body only after its headers are accepted.
 *
 * @param hasValid whether a delivery was valid before: then no parser reads the bodies, and an empty one is the caller's
 * @throws SeamApiError for the response
 */
export const readIncoming = async (
  incoming: IncomingWebhook,
  reader: BodyReader,
  hasValid: boolean,
): Promise<WebhookRequest> => {
  if (!isObject(incoming))
    throw new SeamConfigError(
      `A webhook receiver takes { headers, body }; got ${describeValue(incoming)}. createWebhookFetchHandler takes a Request.`,
    );
  const { headers, body } = incoming;
  checkHeaders(headers);
  const request = { headers, body: await reader.read(typeof body === 'function' ? body : () => body) };
  if (!hasValid) checkNotConsumed(request);
  return request;
};

/** What the headers contain, before they are verified. */
export interface UnverifiedHeaders {
  readonly id?: string;
  readonly signedAt?: number;
}

/** Returns what the headers contain; nothing when they are invalid. */
export const parseHeaders = (incoming: IncomingWebhook): UnverifiedHeaders => {
  try {
    const { id, timestamp } = readWebhookHeaders(incoming.headers);
    return { id, signedAt: Number(timestamp) * 1000 };
  } catch {
    return {};
  }
};
