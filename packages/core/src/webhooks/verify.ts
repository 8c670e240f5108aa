import { SeamConfigError } from '../errors/seam-error.ts';
import { SeamWebhookError } from '../errors/webhook-error.ts';
import { bytesOf } from '../shared/bytes-of.ts';
import { checkOptions, describeValue, type OptionRules, rules } from '../shared/check-options.ts';
import { webhookDefaults } from './defaults.ts';
import type { WebhookDelivery } from './events.ts';
import { headerPairs, type RequestHeaders, webhookBodyLimit } from './request.ts';
import { checkWebhookSecrets } from './secrets.ts';
import { hasSignature, signatureOf } from './signature.ts';

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/**
 * The body as the one text whose UTF-8 is exactly its bytes, so that signing the text is signing the bytes; undefined
 * when there is no such text.
 */
const readBody = (body: string | ArrayBufferView | ArrayBufferLike): string | undefined => {
  const isText = typeof body === 'string';
  const bytes = isText ? new TextEncoder().encode(body.slice(0, webhookBodyLimit + 1)) : bytesOf(body);
  if (!bytes)
    throw new SeamConfigError(
      `The body of a webhook must be the bytes or the text that was sent; got ${describeValue(body)}. ` +
        'If it was parsed, read it before any JSON parser does.',
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
    // An own `__proto__` would become the prototype of whatever the event is copied into.
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
    'The delivery is signed, but it is no event: no JSON object with an event_type',
    {
      reason: 'payload',
    },
  );
};

type WebhookHeaders = Record<keyof typeof patterns, string>;

/** One spelling each: what two parties could read in two ways is not read at all. */
const patterns = {
  id: /^[A-Za-z0-9_-]{1,128}$/,
  timestamp: /^[1-9]\d{9,10}$/,
  // A comma and a space is what two headers of one name are joined by.
  signature: /^(?!.*, )[\x21-\x7e][\x20-\x7e]*$/,
};
const parts = Object.keys(patterns) as (keyof typeof patterns)[];

const refuse = (problem: string): never => {
  throw new SeamWebhookError(`The delivery is not one that Seam sends: ${problem}`, { reason: 'headers' });
};

/**
 * The three headers that make a delivery, of one family: `svix-*`, or `webhook-*` when no `svix-*` is there. Families
 * are never mixed.
 */
export const readWebhookHeaders = (headers: RequestHeaders): WebhookHeaders => {
  const sent = headerPairs(headers);
  const isSvix = sent.some(([name]) => parts.some((part) => name === `svix-${part}`));
  const family = isSvix ? 'svix' : 'webhook';

  const read = (part: keyof typeof patterns): string => {
    const name = `${family}-${part}`;
    const values = sent.filter(([sentName]) => sentName === name).map(([, value]) => value);
    if (values.length === 0) return refuse(`the header ${name} is missing`);
    const [value] = values;
    if (values.length > 1) return refuse(`the header ${name} came more than once`);
    if (typeof value !== 'string' || !patterns[part].test(value))
      return refuse(`the header ${name} is malformed`);
    return value;
  };
  return { id: read('id'), timestamp: read('timestamp'), signature: read('signature') };
};

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
