import { SeamConfigError } from '../../errors/seam-config-error.ts';
import { apiError } from '../../server/api-error.ts';
import { errorAnswer } from '../../server/envelope.ts';
import { checkWebhookSecrets } from '../check-webhook-secrets.ts';
import { readWebhookHeaders } from '../read-webhook-headers.ts';
import type { RequestHeaders } from '../request-headers.ts';
import { verifyWebhook } from '../verify-webhook.ts';
import type { WebhookDelivery } from '../webhook-delivery.ts';
import { checkReceiverOptions } from './check-receiver-options.ts';
import { createActing } from './create-acting.ts';
import { fingerprintOf } from '../../claims/fingerprint-of.ts';
import { readIncoming, type IncomingWebhook } from './incoming-webhook.ts';
import { refusalOf } from './refusal-of.ts';
import { tellErrors } from './tell-errors.ts';
import { watchClock } from './watch-clock.ts';
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
export type WebhookReceiver = (request: IncomingWebhook) => Promise<WebhookAnswer>;

/** What the headers say, as far as they can be read. */
const saidBy = (headers: RequestHeaders): { readonly id?: string; readonly signedAt?: number } => {
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
 * @throws SeamConfigError when a secret is missing, short or not base64, or another option makes no sense
 * @see https://docs.seam.co/latest/developer-tools/webhooks
 */
export const createWebhookReceiver = (options: WebhookReceiverOptions): WebhookReceiver => {
  checkReceiverOptions(options);
  const secrets = checkWebhookSecrets(options.secrets);
  const { tolerance = 300_000, handlerTimeout = 12_000, now = Date.now, onDelivery } = options;
  const tell = tellErrors(options.onError);
  const act = createActing(options, tell);
  const clockSkewAfter = watchClock(tolerance);

  const report = (outcome: WebhookOutcome): void => {
    try {
      onDelivery?.(outcome);
    } catch (error) {
      // Seam is answered all the same.
      tell(error);
    }
  };

  const receive = async (
    incoming: IncomingWebhook,
  ): Promise<{ delivery: WebhookDelivery; result: WebhookSuccess }> => {
    const request = await readIncoming(incoming);
    const delivery = verifyWebhook(request, { secrets, tolerance, now });
    clockSkewAfter(delivery.id, delivery.timestamp.getTime() - now());
    const work = act(delivery, await fingerprintOf(request.body));
    const result = await within(handlerTimeout, work, () =>
      apiError('webhook_handler_timeout', { retryAfterMs: 5_000 }),
    );
    return { delivery, result };
  };

  /** What a delivery that is too old or too new says about the clocks. */
  const skewOf = (id: string, skew: number) => {
    const suspectedClockSkew = clockSkewAfter(id, skew);
    if (suspectedClockSkew === undefined) return { skew };
    const where = suspectedClockSkew > 0 ? 'behind' : 'ahead';
    tell(new SeamConfigError(`The clock here seems to be ${where}: Seam's deliveries are refused. Set it.`));
    return { skew, suspectedClockSkew };
  };

  return async (incoming) => {
    const { id = '', signedAt = Number.NaN } = saidBy(incoming.headers);
    const named = id === '' ? {} : { id };
    try {
      const { delivery, result } = await receive(incoming);
      report({ result, status: 204, ...named, event_type: delivery.event.event_type });
      return { status: 204, headers: { 'cache-control': 'no-store' }, body: '' };
    } catch (thrown) {
      const refusal = refusalOf(thrown);
      const { type, cause } = refusal;
      if (cause instanceof SeamConfigError) tell(cause);
      const { status, headers, body } = errorAnswer(refusal, crypto.randomUUID());
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
};
