import { SeamConfigError } from '../errors/seam-config-error.ts';
import { bytesOf } from '../bytes-of.ts';
import { describeValue } from '../check-options.ts';
import { SeamWebhookError } from './seam-webhook-error.ts';
import { webhookBodyLimit } from './webhook-body-limit.ts';

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
export const readBody = (body: string | ArrayBufferView | ArrayBufferLike): string | undefined => {
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
