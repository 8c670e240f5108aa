import { SeamConfigError } from '../../errors/seam-config-error.ts';
import { isSeamError } from '../../errors/is-seam-error.ts';
import type { SeamApiError } from '../../errors/seam-api-error.ts';
import { apiError } from '../../server/api-error.ts';
import { errorAnswer } from '../../server/envelope.ts';
import type { ErrorType } from '../../server/error-types.ts';
import { checkWebhookSecrets } from '../check-webhook-secrets.ts';
import { readWebhookHeaders } from '../read-webhook-headers.ts';
import { SeamWebhookError, type WebhookErrorReason } from '../seam-webhook-error.ts';
import { verifyWebhook, type WebhookRequest } from '../verify-webhook.ts';
import type { WebhookDelivery } from '../webhook-delivery.ts';
import { actOnce } from './act-once.ts';
import { eventNames } from './event-names.ts';
import { fingerprintOf } from './fingerprint-of.ts';
import { memoryWebhookStore } from './memory-webhook-store.ts';
import { handlerOf } from './webhook-handlers.ts';
import type { WebhookOutcome, WebhookSuccess } from './webhook-outcome.ts';
import type { WebhookReceiverOptions } from './webhook-receiver-options.ts';
import { within } from './within.ts';

/** What is to be answered to whoever delivered. */
export interface WebhookAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** From a delivery as it came to what is to be answered. It never rejects. */
export type WebhookReceiver = (request: WebhookRequest) => Promise<WebhookAnswer>;

const types: { readonly [K in WebhookErrorReason]: ErrorType } = {
  too_large: 'payload_too_large',
  headers: 'webhook_headers_invalid',
  signature: 'webhook_signature_invalid',
  timestamp: 'webhook_timestamp_out_of_tolerance',
  payload: 'webhook_payload_invalid',
};

const toApiError = (error: unknown): SeamApiError => {
  if (isSeamError(error, 'SeamApiError')) return error;
  if (error instanceof SeamWebhookError) return apiError(types[error.reason], { cause: error });
  if (error instanceof SeamConfigError) return apiError('webhook_misconfigured', { cause: error });
  return apiError('internal_server_error', { cause: error });
};

/** What the headers say, as far as they can be read. */
const saidBy = ({ headers }: WebhookRequest): { id?: string; signedAt?: number } => {
  try {
    const { id, timestamp } = readWebhookHeaders(headers);
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
 * @throws SeamConfigError when a secret is missing, short or not base64
 * @see https://docs.seam.co/latest/developer-tools/webhooks
 */
export const createWebhookReceiver = (options: WebhookReceiverOptions): WebhookReceiver => {
  const { on = {}, otherwise, tolerance, onDelivery, now = Date.now } = options;
  const { handlerTimeout = 12_000, lease = 300_000, maxInFlight = 100 } = options;
  const secrets = checkWebhookSecrets(options.secrets);
  const store = options.store ?? memoryWebhookStore({ now });
  /** What this process is at, by id: who comes meanwhile waits for the same result. */
  const running = new Map<string, Promise<WebhookSuccess>>();

  const act = async (delivery: WebhookDelivery, fingerprint: string): Promise<WebhookSuccess> => {
    const { id, event } = delivery;
    const handle = handlerOf(on, otherwise, event);
    const names = [{ key: id, fingerprint }, ...eventNames(event)];
    const run = () => handle?.(event, delivery);
    if (!(await actOnce({ store, names, lease, run }))) return 'duplicate';
    return handle ? 'handled' : 'unhandled';
  };

  const join = (delivery: WebhookDelivery, fingerprint: string): Promise<WebhookSuccess> => {
    const key = `${delivery.id} ${fingerprint}`;
    const known = running.get(key);
    if (known) return known;
    if (running.size >= maxInFlight) throw apiError('webhook_busy', { retryAfterMs: 5_000 });
    const work = act(delivery, fingerprint).finally(() => running.delete(key));
    running.set(key, work);
    return work;
  };

  const report = (outcome: WebhookOutcome): void => {
    try {
      onDelivery?.(outcome);
    } catch {
      // Seam is answered all the same.
    }
  };

  const receive = async (
    request: WebhookRequest,
  ): Promise<{ success: WebhookSuccess; event_type: string }> => {
    const delivery = verifyWebhook(request, { secrets, tolerance, now });
    const work = join(delivery, await fingerprintOf(request.body));
    const success = await within(handlerTimeout, work, () =>
      apiError('webhook_handler_timeout', { retryAfterMs: 5_000 }),
    );
    return { success, event_type: delivery.event.event_type };
  };

  return async (request) => {
    const { id, signedAt = Number.NaN } = saidBy(request);
    try {
      const { success, event_type } = await receive(request);
      report({ result: success, status: 204, id, event_type });
      return { status: 204, headers: { 'cache-control': 'no-store' }, body: '' };
    } catch (thrown) {
      const error = toApiError(thrown);
      const { status, headers, body } = errorAnswer(error, crypto.randomUUID());
      report({
        result: error.type as WebhookOutcome['result'],
        status,
        id,
        ...(error.type === 'webhook_timestamp_out_of_tolerance' ? { skew: signedAt - now() } : {}),
        ...(error.cause === undefined ? {} : { error: error.cause }),
      });
      return { status, headers, body };
    }
  };
};
