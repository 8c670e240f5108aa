import { apiError } from '../../server/api-error.ts';
import { errorAnswer } from '../../server/envelope.ts';
import type { ErrorType } from '../../server/error-types.ts';
import type { WebhookReceiver } from './create-webhook-receiver.ts';

/** The longest body that is read, in bytes. */
export const webhookBodyLimit = 262_144;

const refuse = (type: ErrorType, headers: Record<string, string> = {}): Response => {
  const answer = errorAnswer(apiError(type), crypto.randomUUID());
  return new Response(answer.body, { status: answer.status, headers: { ...answer.headers, ...headers } });
};

const readBytes = async (request: Request): Promise<Uint8Array | undefined> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > webhookBodyLimit) return undefined;
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer());
};

/**
 * A receiver as a function from `Request` to `Response`: for Hono, Next.js route handlers, Bun, Deno and workers.
 *
 * @example
 * app.post('/webhooks/seam', (c) => webhookFetchHandler(receiver)(c.req.raw));
 */
export const webhookFetchHandler =
  (receiver: WebhookReceiver) =>
  async (request: Request): Promise<Response> => {
    if (request.method !== 'POST') return refuse('method_not_allowed', { allow: 'POST' });
    if (request.headers.get('content-encoding') !== null) return refuse('unsupported_media_type');
    const body = await readBytes(request);
    if (!body) return refuse('payload_too_large');
    const answer = await receiver({ headers: request.headers, body });
    return new Response(answer.body === '' ? null : answer.body, answer);
  };
