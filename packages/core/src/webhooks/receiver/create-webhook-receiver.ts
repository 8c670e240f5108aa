import { isSeamError } from '../../errors/is-seam-error.ts';
import { SeamConfigError } from '../../errors/seam-config-error.ts';
import { notify } from '../../notify.ts';
import { apiError } from '../../server/api-error.ts';
import { errorAnswer } from '../../server/envelope.ts';
import { checkWebhookSecrets } from '../check-webhook-secrets.ts';
import { readWebhookHeaders } from '../read-webhook-headers.ts';
import { verifyWebhook } from '../verify-webhook.ts';
import { webhookDefaults } from '../webhook-defaults.ts';
import { createBodyReadings } from './body-readings.ts';
import { checkReceiverOptions } from './check-receiver-options.ts';
import { comeAgain } from './come-again.ts';
import { createActing } from './create-acting.ts';
import { fingerprintOf } from '../../claims/fingerprint-of.ts';
import { readIncoming, type IncomingWebhook } from './incoming-webhook.ts';
import { refusalOf } from './refusal-of.ts';
import { tellErrors } from './tell-errors.ts';
import { watchClock } from './watch-clock.ts';
import type { WebhookOutcome, WebhookSuccess } from './webhook-outcome.ts';
import type { WebhookReceiverOptions } from './webhook-receiver-options.ts';
import { within } from '../../within.ts';

/** What is to be answered to whoever delivered. */
export interface WebhookAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Receives deliveries, and is the way to stop. */
export interface WebhookReceiver {
  /** From a delivery as it came to what is to be answered. It never rejects. */
  (request: IncomingWebhook): Promise<WebhookAnswer>;
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
  const teller = tellErrors(options.onError);
  const acting = createActing(options, teller);
  const { bodyTimeout = webhookDefaults.bodyTimeout, maxBufferedBytes = webhookDefaults.maxBufferedBytes } =
    options;
  const startReading = createBodyReadings({ bodyTimeout, maxBufferedBytes });
  const clockSkewAfter = watchClock(tolerance);

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
  ): Promise<WebhookAnswer> => {
    const named = id === '' ? {} : { id };
    try {
      const { work, event_type } = await beginning;
      const result = await within(handlerTimeout, work, () => apiError('webhook_handler_timeout', comeAgain));
      report({ result, status: 204, ...named, event_type });
      return { status: 204, headers: { 'cache-control': 'no-store' }, body: '' };
    } catch (thrown) {
      const refusal = refusalOf(thrown);
      const { type, cause } = refusal;
      if (type === 'webhook_misconfigured' && isSeamError(cause, 'SeamConfigError')) teller.tellOnce(cause);
      if (type === 'internal_server_error') teller.tell(cause ?? refusal);
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
  const answer = async (incoming: IncomingWebhook): Promise<WebhookAnswer> =>
    settle(saidBy(incoming), begin(incoming));
  return Object.assign(answer, { drain: () => acting.drain() });
};
