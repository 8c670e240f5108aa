import { SeamWebhookError } from '../errors/webhook-error.ts';
import { headerPairs, type RequestHeaders } from './request.ts';

type WebhookHeaders = Record<keyof typeof patterns, string>;

/** Strict formats: a header that two parsers could read differently is rejected. */
const patterns = {
  id: /^[A-Za-z0-9_-]{1,128}$/,
  timestamp: /^[1-9]\d{9,10}$/,
  // Two headers of the same name are joined by a comma and a space.
  signature: /^(?!.*, )[\x21-\x7e][\x20-\x7e]*$/,
};
const parts = Object.keys(patterns) as (keyof typeof patterns)[];

const reject = (problem: string): never => {
  throw new SeamWebhookError(`The delivery has invalid headers: ${problem}`, { reason: 'headers' });
};

/**
 * Reads the three headers of a delivery, from one family: `svix-*`, or `webhook-*` when there is no `svix-*` header.
 * @throws SeamWebhookError when a header is missing, repeated or malformed
 */
export const readWebhookHeaders = (headers: RequestHeaders): WebhookHeaders => {
  const sent = headerPairs(headers);
  const isSvix = sent.some(([name]) => parts.some((part) => name === `svix-${part}`));
  const family = isSvix ? 'svix' : 'webhook';

  const read = (part: keyof typeof patterns): string => {
    const name = `${family}-${part}`;
    const values = sent.filter(([sentName]) => sentName === name).map(([, value]) => value);
    if (values.length === 0) return reject(`the header ${name} is missing`);
    const [value] = values;
    if (values.length > 1) return reject(`the header ${name} is repeated`);
    if (typeof value !== 'string' || !patterns[part].test(value))
      return reject(`the header ${name} is malformed`);
    return value;
  };
  return { id: read('id'), timestamp: read('timestamp'), signature: read('signature') };
};
