import { SeamConfigError } from '../errors/seam-error.ts';
import { SeamWebhookError } from '../errors/webhook-error.ts';
import { bytesOf } from '../shared/type-checks.ts';
import { checkOptions, describeValue, type OptionRules, rules } from '../shared/check-options.ts';
import { webhookDefaults } from './defaults.ts';
import { readWebhookHeaders } from './delivery-headers.ts';
import type { WebhookDelivery } from './events.ts';
import { type RequestHeaders, webhookBodyLimit } from './request.ts';
import { checkWebhookSecrets } from './secrets.ts';
import { hasSignature, signatureOf } from './sign.ts';

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/**
 * Decodes the body as UTF-8, so that signing the text is the same as signing the bytes; `undefined` when it is not valid UTF-8.
 */
const readBody = (body: string | ArrayBufferView | ArrayBufferLike): string | undefined => {
  const isText = typeof body === 'string';
  const bytes = isText ? new TextEncoder().encode(body.slice(0, webhookBodyLimit + 1)) : bytesOf(body);
  if (!bytes)
    throw new SeamConfigError(
      `The body of a webhook must be the unparsed bytes or text of the request; got ${describeValue(body)}. ` +
        'Read it before a JSON parser does.',
    );
  if (bytes.byteLength > webhookBodyLimit)
    throw new SeamWebhookError(`The delivery is larger than ${webhookBodyLimit} bytes`, {
      reason: 'too_large',
    });
  const text = decode(bytes);
  return isText && text !== body ? undefined : text;
};

const parse = (text: string): unknown => {
  try {
    // An own `__proto__` would become the prototype of an object into which the event is copied.
    return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value));
  } catch {
    return undefined;
  }
};

const isEvent = (value: unknown): value is WebhookDelivery['event'] =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as { event_type?: unknown }).event_type === 'string' &&
  (value as { event_type: string }).event_type !== '';

/** The event in the body of a delivery. */
const readEvent = (text: string): WebhookDelivery['event'] => {
  const event = parse(text);
  if (isEvent(event)) return event;
  throw new SeamWebhookError(
    'The delivery is signed, but is not an event: it is not a JSON object with an event_type',
    {
      reason: 'payload',
    },
  );
};

export interface WebhookRequest {
  /** The unparsed body, at most 256 KiB. Prefer the bytes: a text with replacement characters does not verify. */
  readonly body: string | ArrayBufferView | ArrayBufferLike;

  /**
   * All headers. Names are case-insensitive. Reads `svix-*`, or `webhook-*` when there is no `svix-*` header.
   */
  readonly headers: RequestHeaders;
}

export interface VerifyWebhookOptions {
  /** The `secret` that `webhooks.create` returned; both while you rotate secrets. */
  readonly secrets: string | readonly string[];

  /**
   * The maximum difference between the time of signing and your clock, in milliseconds.
   * @default 300000
   */
  readonly tolerance?: number | undefined;

  /**
   * The current time in milliseconds since 1970.
   * @default Date.now
   */
  readonly now?: (() => number) | undefined;
}

const optionRules: OptionRules<VerifyWebhookOptions> = {
  // checkWebhookSecrets checks them, with the position in its message.
  secrets: rules.any,
  tolerance: rules.milliseconds(0, Number.MAX_SAFE_INTEGER),
  now: rules.type('function'),
};

/**
 * Verifies the signature and the timestamp of a delivery, and returns its event. It does not detect duplicates: a delivery
 * that is received twice within the tolerance is returned twice, with the same `id`.
 *
 * @throws SeamWebhookError when the delivery is invalid and must not be processed; `reason` identifies the problem
 * @throws SeamConfigError when a secret or an option is invalid, or the body was already parsed
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
    throw new SeamWebhookError('The signature does not match: another secret, or a changed body', {
      reason: 'signature',
    });

  const signedAt = Number(timestamp) * 1000;
  // Written this way, a clock that returns NaN fails the check.
  if (!(Math.abs(now() - signedAt) <= tolerance))
    throw new SeamWebhookError(
      `The timestamp differs from the current time by more than ${tolerance} ms: a replay, or a wrong clock`,
      { reason: 'timestamp' },
    );
  return { id, timestamp: new Date(signedAt), event: readEvent(body) };
};
