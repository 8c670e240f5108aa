import { checkOptions, rules, type OptionRules } from '../check-options.ts';
import { checkWebhookSecrets } from './check-webhook-secrets.ts';
import { hasSignature } from './has-signature.ts';
import { readBody } from './read-body.ts';
import { readEvent } from './read-event.ts';
import { readWebhookHeaders } from './read-webhook-headers.ts';
import type { RequestHeaders } from './request-headers.ts';
import { SeamWebhookError } from './seam-webhook-error.ts';
import { signatureOf } from './signature-of.ts';
import { webhookDefaults } from './webhook-defaults.ts';
import type { WebhookDelivery } from './webhook-delivery.ts';

export interface WebhookRequest {
  /** The body as it was sent, at most 256 KiB. Prefer the bytes: a text that was decoded loosely does not verify. */
  readonly body: string | ArrayBufferView | ArrayBufferLike;

  /**
   * All headers; the names may be in any case, the values lists of one. `svix-*` is read, or `webhook-*` when no `svix-*` is
   * there.
   */
  readonly headers: RequestHeaders;
}

export interface VerifyWebhookOptions {
  /** What `webhooks.create` returned as `secret`; while one replaces another, both. */
  readonly secrets: string | readonly string[];

  /** How far the delivery's clock may be from yours, either way, in milliseconds. Default: `300_000`. */
  readonly tolerance?: number | undefined;

  /** Your clock, in milliseconds since 1970. Default: `Date.now`. */
  readonly now?: (() => number) | undefined;
}

const optionRules: OptionRules<VerifyWebhookOptions> = {
  // checkWebhookSecrets says which one is wrong.
  secrets: rules.any,
  tolerance: rules.milliseconds(0, Number.MAX_SAFE_INTEGER),
  now: rules.type('function'),
};

/**
 * Makes sure that a delivery comes from Seam, is whole and is fresh, and returns its event. It remembers nothing: a
 * delivery that comes twice within the tolerance is returned twice, under the same `id`.
 *
 * @throws {SeamWebhookError} The delivery is not to be acted on; `reason` says why.
 * @throws {SeamConfigError} A secret or an option is unusable, or the body was already parsed.
 * @see https://docs.seam.co/latest/developer-tools/webhooks
 */
export const verifyWebhook = (request: WebhookRequest, options: VerifyWebhookOptions): WebhookDelivery => {
  checkOptions('verifyWebhook', options, optionRules);
  const secrets = checkWebhookSecrets(options.secrets);
  const { tolerance = webhookDefaults.tolerance, now = Date.now } = options;

  const body = readBody(request.body);
  const { id, timestamp, signature } = readWebhookHeaders(request.headers);
  const expected = secrets.map((secret) => signatureOf(secret, { id, timestamp, body: body ?? '' }));
  if (!hasSignature(signature, expected) || body === undefined)
    throw new SeamWebhookError('The delivery is not signed with a secret of this webhook, or was changed', {
      reason: 'signature',
    });

  const signedAt = Number(timestamp) * 1000;
  // Turned around, a clock that answers NaN would let everything through.
  if (!(Math.abs(now() - signedAt) <= tolerance))
    throw new SeamWebhookError(
      `The delivery was signed more than ${tolerance} ms away from now: it is a replay, or a clock is wrong`,
      { reason: 'timestamp' },
    );
  return { id, timestamp: new Date(signedAt), event: readEvent(body) };
};
