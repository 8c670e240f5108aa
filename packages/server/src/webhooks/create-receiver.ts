import { isSeamError, type SeamApiError, SeamConfigError } from '@org/seam-core';
import {
  describeValue,
  headerPairs,
  isObject,
  notify,
  readWebhookHeaders,
  webhookDefaults,
  withTimeout,
} from '@org/seam-core/internal';
import {
  checkWebhookSecrets,
  type RequestHeaders,
  verifyWebhook,
  webhookBodyLimit,
  type WebhookErrorReason,
  type WebhookRequest,
} from '@org/seam-core/webhooks';
import { apiError } from '../http/api-error.ts';
import { errorResponse } from '../http/envelope.ts';
import type { ErrorType } from '../http/error-types.ts';
import { fingerprintOf } from '../leases/fingerprint.ts';
import { type BodyReading, createBodyReadings, type WebhookBodyReading } from './body-readings.ts';
import { retryLater } from './defaults.ts';
import { createSkewMonitor, createWebhookErrorReporter } from './diagnostics.ts';
import {
  checkReceiverOptions,
  type WebhookOutcome,
  type WebhookReceiverOptions,
  type WebhookSuccess,
} from './options.ts';
import { createEventProcessor } from './process.ts';

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
    throw apiError('webhook_payload_invalid', { message: 'The body ended early.', cause });
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
const readIncoming = async (incoming: IncomingWebhook, reading: BodyReading): Promise<WebhookRequest> => {
  if (!isObject(incoming))
    throw new SeamConfigError(
      `A webhook receiver takes { headers, body }; got ${describeValue(incoming)}. webhookFetchHandler takes a Request.`,
    );
  const { headers, body } = incoming;
  checkHeaders(headers);
  return { headers, body: typeof body === 'function' ? await read(body, reading) : body };
};

const types: { readonly [K in WebhookErrorReason]: ErrorType } = {
  too_large: 'payload_too_large',
  headers: 'webhook_headers_invalid',
  signature: 'webhook_signature_invalid',
  timestamp: 'webhook_timestamp_out_of_tolerance',
  payload: 'webhook_payload_invalid',
};

/** What is answered to a delivery that could not be acted on. */
const toErrorResponse = (error: unknown): SeamApiError => {
  if (isSeamError(error, 'SeamApiError')) return error;
  if (isSeamError(error, 'SeamWebhookError')) return apiError(types[error.reason], { cause: error });
  if (isSeamError(error, 'SeamConfigError')) return apiError('webhook_misconfigured', { cause: error });
  return apiError('internal_server_error', { cause: error });
};

/** What is to be answered to whoever delivered. */
export interface WebhookResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Receives deliveries, and is the way to stop. */
export interface WebhookReceiver {
  /** From a delivery as it came to what is to be answered. It never rejects. */
  (request: IncomingWebhook): Promise<WebhookResponse>;
  /**
   * Lets nothing more in (503), sends away what waits for its turn, and resolves when the functions that go on are over,
   * also those for which Seam was told to come again. It takes no longer than the lease. Call it before `server.close()`
   * when the process is told to stop.
   */
  drain(): Promise<void>;
}

/** A delivery that is Seam's, and is being acted on. */
interface Begun {
  readonly work: Promise<WebhookSuccess>;
  readonly event_type: string;
}

/** What the headers say, as far as they can be read. */
interface Said {
  readonly id?: string;
  readonly signedAt?: number;
}

const saidBy = (incoming: IncomingWebhook): Said => {
  try {
    const { id, timestamp } = readWebhookHeaders(incoming.headers);
    return { id, signedAt: Number(timestamp) * 1000 };
  } catch {
    return {};
  }
};

/**
 * Receives Seam's webhooks: makes sure that they are Seam's, whole and fresh, and acts on each once, however often it comes.
 * It knows no server: give it the headers and the bytes, and answer what it returns. `createSeamWebhook` of
 * `@org/seam-express` and `webhookFetchHandler` do that.
 *
 * @throws SeamConfigError when a secret is missing, short or not base64, or another option is unknown or not valid
 * @see https://docs.seam.co/latest/developer-tools/webhooks
 */
export const createWebhookReceiver = (options: WebhookReceiverOptions): WebhookReceiver => {
  checkReceiverOptions(options);
  const secrets = checkWebhookSecrets(options.secrets);
  const { tolerance = webhookDefaults.tolerance, handlerTimeout = webhookDefaults.handlerTimeout } = options;
  const { now = Date.now, onDelivery } = options;
  const teller = createWebhookErrorReporter(options.onError);
  const acting = createEventProcessor(options, teller);
  const { bodyTimeout = webhookDefaults.bodyTimeout, maxBufferedBytes = webhookDefaults.maxBufferedBytes } =
    options;
  const startReading = createBodyReadings({ bodyTimeout, maxBufferedBytes });
  const clockSkewAfter = createSkewMonitor(tolerance);

  const report = (outcome: WebhookOutcome): void => {
    if (onDelivery) notify(() => onDelivery(outcome), teller.tell);
  };

  /** What follows waits, maybe for long, and must hold nothing of the bytes: so this is over by then. */
  const begin = async (incoming: IncomingWebhook): Promise<Begun> => {
    acting.letIn();
    const reading = startReading();
    try {
      const request = await readIncoming(incoming, reading);
      const delivery = verifyWebhook(request, { secrets, tolerance, now });
      clockSkewAfter(delivery.id, delivery.timestamp.getTime() - now());
      const work = acting.act(delivery, await fingerprintOf(request.body));
      return { work, event_type: delivery.event.event_type };
    } finally {
      reading.close();
    }
  };

  /** What a delivery that is too old or too new says about the clocks. */
  const skewOf = (id: string, skew: number) => {
    const suspectedClockSkew = clockSkewAfter(id, skew);
    if (suspectedClockSkew === undefined) return { skew };
    const where = suspectedClockSkew > 0 ? 'behind' : 'ahead';
    teller.tellOnce(
      new SeamConfigError(`The clock here seems to be ${where}: Seam's deliveries are refused. Set it.`),
    );
    return { skew, suspectedClockSkew };
  };

  const settle = async (
    { id = '', signedAt = Number.NaN }: Said,
    beginning: Promise<Begun>,
  ): Promise<WebhookResponse> => {
    const named = id === '' ? {} : { id };
    try {
      const { work, event_type } = await beginning;
      const result = await withTimeout(handlerTimeout, work, () =>
        apiError('webhook_handler_timeout', retryLater),
      );
      report({ result, status: 204, ...named, event_type });
      return { status: 204, headers: { 'cache-control': 'no-store' }, body: '' };
    } catch (thrown) {
      const refusal = toErrorResponse(thrown);
      const { type, cause } = refusal;
      if (type === 'webhook_misconfigured' && isSeamError(cause, 'SeamConfigError')) teller.tellOnce(cause);
      if (type === 'internal_server_error') teller.tell(cause ?? refusal);
      const { status, headers, body } = errorResponse(refusal, crypto.randomUUID());
      report({
        result: type as WebhookOutcome['result'],
        status,
        ...named,
        ...(type === 'webhook_timestamp_out_of_tolerance' ? skewOf(id, signedAt - now()) : {}),
        ...(cause === undefined ? {} : { error: cause }),
      });
      return { status, headers, body };
    }
  };
  const answer = async (incoming: IncomingWebhook): Promise<WebhookResponse> =>
    settle(saidBy(incoming), begin(incoming));
  return Object.assign(answer, { drain: () => acting.drain() });
};
