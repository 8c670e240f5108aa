import { isSeamError, type SeamApiError, SeamConfigError } from '@org/seam-core';
import { notify, webhookDefaults, withTimeout } from '@org/seam-core/internal';
import { checkWebhookSecrets, verifyWebhook, type WebhookErrorReason } from '@org/seam-core/webhooks';
import { apiError, toSendable } from '../http/api-error.ts';
import { errorResponse } from '../http/response.ts';
import type { ErrorType } from '../http/error-types.ts';
import { fingerprintOf } from '../leases/checked-store.ts';
import { createBodyReaders } from './body-reader.ts';
import { createSignatureMonitor, createSkewMonitor, createWebhookErrorReporter } from './diagnostics.ts';
import { type IncomingWebhook, parseHeaders, readIncoming, type UnverifiedHeaders } from './incoming.ts';
import {
  checkReceiverOptions,
  type WebhookDeliveryResult,
  type WebhookReceiverOptions,
  type ProcessingResult,
} from './options.ts';
import { createEventProcessor } from './process.ts';
import { retryLater } from './queue.ts';

const types: { readonly [K in WebhookErrorReason]: ErrorType } = {
  too_large: 'payload_too_large',
  headers: 'webhook_headers_invalid',
  signature: 'webhook_signature_invalid',
  timestamp: 'webhook_timestamp_out_of_tolerance',
  payload: 'webhook_payload_invalid',
};

/** The error in the response to a delivery that was not processed. */
const toResponseError = (error: unknown): SeamApiError => {
  if (isSeamError(error, 'SeamApiError')) return toSendable(error);
  if (isSeamError(error, 'SeamWebhookError')) return apiError(types[error.reason], { cause: error });
  if (isSeamError(error, 'SeamConfigError')) return apiError('webhook_misconfigured', { cause: error });
  return apiError('internal_server_error', { cause: error });
};

/** The response to a delivery. */
export interface WebhookResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Receives deliveries. */
export interface WebhookReceiver {
  /** Processes a delivery, and returns the response. It never rejects. */
  (request: IncomingWebhook): Promise<WebhookResponse>;
  /**
   * Shuts down: rejects new and waiting deliveries with 503, and resolves when all running handlers are done, or their
   * lease has expired. Call it before `server.close()`.
   */
  drain(): Promise<void>;
}

/** A verified delivery that is being processed. */
interface Started {
  readonly work: Promise<ProcessingResult>;
  readonly event_type: string;
}

/**
 * Creates a receiver for Seam's webhooks. It verifies signature, body and time of each delivery, and processes each event
 * once, also when Seam delivers it several times. It needs no framework: pass it headers and body, and send the response
 * that it returns. `createSeamWebhook` of `@org/seam-express` and `createWebhookFetchHandler` do that.
 *
 * @throws SeamConfigError when a secret is missing, short or not base64, or another option is unknown or invalid
 * @see https://docs.seam.co/latest/developer-tools/webhooks
 */
export const createWebhookReceiver = (options: WebhookReceiverOptions): WebhookReceiver => {
  checkReceiverOptions(options);
  const secrets = checkWebhookSecrets(options.secrets);
  const { tolerance = webhookDefaults.tolerance, handlerTimeout = webhookDefaults.handlerTimeout } = options;
  const { now = Date.now, onDelivery } = options;
  const reporter = createWebhookErrorReporter(options.onError);
  const processor = createEventProcessor(options, reporter);
  const { bodyTimeout = webhookDefaults.bodyTimeout, maxBufferedBytes = webhookDefaults.maxBufferedBytes } =
    options;
  const openReader = createBodyReaders({ bodyTimeout, maxBufferedBytes });
  const clockSkewAfter = createSkewMonitor(tolerance);
  const signatures = createSignatureMonitor(reporter);

  const notifyResult = (result: WebhookDeliveryResult): void => {
    if (onDelivery) notify(() => onDelivery(result), reporter.report);
  };

  /** A function of its own, so that the bytes of the body are released before the handler is awaited. */
  const verifyAndStart = async (incoming: IncomingWebhook): Promise<Started> => {
    processor.checkOpen();
    const reader = openReader();
    try {
      const request = await readIncoming(incoming, reader, signatures.hasValid());
      const delivery = verifyWebhook(request, { secrets, tolerance, now });
      signatures.onValid();
      clockSkewAfter(delivery.id, delivery.timestamp.getTime() - now());
      const work = processor.process(delivery, await fingerprintOf(request.body));
      return { work, event_type: delivery.event.event_type };
    } finally {
      reader.close();
    }
  };

  /** Checks the local clock against a delivery whose time is outside the tolerance. */
  const checkClock = (id: string, skew: number) => {
    const suspectedClockSkew = clockSkewAfter(id, skew);
    if (suspectedClockSkew === undefined) return { skew };
    const where = suspectedClockSkew > 0 ? 'behind' : 'ahead';
    reporter.reportOnce(
      new SeamConfigError(
        `The clock of this server seems to be ${where}, so that Seam's deliveries are rejected. Set the clock.`,
      ),
    );
    return { skew, suspectedClockSkew };
  };

  const respond = async (
    { id = '', signedAt = Number.NaN }: UnverifiedHeaders,
    started: Promise<Started>,
  ): Promise<WebhookResponse> => {
    const named = id === '' ? {} : { id };
    try {
      const { work, event_type } = await started;
      const result = await withTimeout(handlerTimeout, work, () =>
        apiError('webhook_handler_timeout', retryLater),
      );
      notifyResult({ result, status: 204, ...named, event_type });
      return { status: 204, headers: { 'cache-control': 'no-store' }, body: '' };
    } catch (thrown) {
      const error = toResponseError(thrown);
      const { type, cause } = error;
      if (type === 'webhook_misconfigured' && isSeamError(cause, 'SeamConfigError'))
        reporter.reportOnce(cause);
      if (type === 'webhook_timestamp_out_of_tolerance') signatures.onValid();
      if (type === 'webhook_signature_invalid') signatures.onInvalid();
      if (type === 'internal_server_error') reporter.report(cause ?? error);
      const { status, headers, body } = errorResponse(error, crypto.randomUUID());
      notifyResult({
        result: type as WebhookDeliveryResult['result'],
        status,
        ...named,
        ...(type === 'webhook_timestamp_out_of_tolerance' ? checkClock(id, signedAt - now()) : {}),
        ...(cause === undefined ? {} : { error: cause }),
      });
      return { status, headers, body };
    }
  };
  const receive = async (incoming: IncomingWebhook): Promise<WebhookResponse> =>
    respond(parseHeaders(incoming), verifyAndStart(incoming));
  return Object.assign(receive, { drain: () => processor.drain() });
};
