import { Webhook } from 'standardwebhooks';
import type { SeamEvent } from '../contract/generated/models/events.ts';
import { SeamConfigError } from '../errors/seam-error.ts';
import { checkOptions, type OptionRules, rules } from '../shared/check-options.ts';
import { isObject } from '../shared/type-checks.ts';
import type { UnknownSeamEvent } from './events.ts';
import { checkWebhookSecrets } from './secrets.ts';

const maxSignatures = 16;

/** Compares texts of the same length in constant time. The length is not secret. */
const isSame = (one: string, other: string): boolean => {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let index = 0; index < one.length; index += 1)
    difference |= one.charCodeAt(index) ^ other.charCodeAt(index);
  return difference === 0;
};

/**
 * Whether the header contains one of the expected signatures. Compares all of them, so that the time does not depend on which one
 * matches.
 */
export const hasSignature = (header: string, expected: readonly string[]): boolean => {
  const sent = header.split(' ', maxSignatures);
  const matches = expected.flatMap((signature) => sent.map((candidate) => isSame(candidate, signature)));
  return matches.includes(true);
};

interface SignedContent {
  readonly id: string;
  /** Seconds since 1970, as in the header. */
  readonly timestamp: string;
  readonly body: string;
}

/** The signature of a delivery, in the format of the header: `v1,` and base64. */
export const signatureOf = (secret: string, { id, timestamp, body }: SignedContent): string =>
  new Webhook(secret).sign(id, new Date(Number(timestamp) * 1000), body);

export interface SignWebhookOptions {
  /** The signing secret of the webhook. */
  readonly secret: string;

  /**
   * The id of the delivery.
   * @default a new id
   */
  readonly id?: string | undefined;

  /**
   * The time of signing.
   * @default now
   */
  readonly timestamp?: Date | undefined;
}

export interface SignedWebhook {
  readonly body: string;
  readonly headers: Record<string, string>;
}

const optionRules: OptionRules<SignWebhookOptions> = {
  secret: rules.type('string'),
  id: rules.type('string'),
  timestamp: {
    expected: 'a valid Date',
    accepts: (value) =>
      isObject(value) && typeof value['getTime'] === 'function' && Number.isFinite(Number(value)),
  },
};

/**
 * Creates the signed delivery that Seam would send, for tests of a webhook receiver.
 *
 * @throws SeamConfigError when the secret or another option is invalid
 */
export const signWebhook = (
  event: SeamEvent | UnknownSeamEvent,
  options: SignWebhookOptions,
): SignedWebhook => {
  checkOptions('signWebhook', options, optionRules);
  const { secret, id = `msg_${crypto.randomUUID()}`, timestamp: date = new Date() } = options;
  checkWebhookSecrets(secret);
  const body = JSON.stringify(event) as string | undefined;
  if (body === undefined)
    throw new SeamConfigError('signWebhook: the event must be an object with an event_type.');
  const timestamp = String(Math.floor(date.getTime() / 1000));
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'svix-id': id,
      'svix-timestamp': timestamp,
      'svix-signature': signatureOf(secret, { id, timestamp, body }),
    },
  };
};
