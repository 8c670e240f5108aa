import { headerPairs } from './header-pairs.ts';
import type { RequestHeaders } from './request-headers.ts';
import { SeamWebhookError } from './seam-webhook-error.ts';

export type WebhookHeaders = Record<keyof typeof patterns, string>;

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
