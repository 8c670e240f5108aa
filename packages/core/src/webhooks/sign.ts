import type { SeamEvent } from '../contract/generated/models/events.ts';
import { SeamConfigError } from '../errors/seam-error.ts';
import { checkOptions, type OptionRules, rules } from '../shared/check-options.ts';
import { isObject } from '../shared/is-object.ts';
import type { UnknownSeamEvent } from './events.ts';
import { checkWebhookSecrets } from './secrets.ts';
import { signatureOf } from './signature.ts';

export interface SignWebhookOptions {
  readonly secret: string;

  /** Default: a new one. */
  readonly id?: string | undefined;

  /** Default: now. */
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
 * Makes the delivery that Seam would send, for tests of what receives it.
 *
 * @throws {SeamConfigError} The secret or another option is unusable.
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
