import { SeamConfigError } from '../../errors/seam-config-error.ts';
import { apiError } from '../../server/api-error.ts';
import { errorAnswer } from '../../server/envelope.ts';
import type { WebhookAnswer, WebhookReceiver } from './create-webhook-receiver.ts';

/** The longest body that is read, in bytes. */
export const webhookBodyLimit = 262_144;

const readBytes = async (request: Request): Promise<Uint8Array> => {
  if (request.bodyUsed)
    throw new SeamConfigError(
      'The body of a webhook was read before webhookFetchHandler got it. Pass it the request as it came, or a clone.',
    );
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > webhookBodyLimit) throw apiError('payload_too_large');
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer());
};

const toResponse = ({ status, headers, body }: WebhookAnswer): Response =>
  new Response(body === '' ? null : body, { status, headers });

/**
 * A receiver as a function from `Request` to `Response`: for Hono, Next.js route handlers, Bun, Deno and workers.
 *
 * @example
 * const receive = webhookFetchHandler(createWebhookReceiver({ secrets, on }));
 * app.all('/webhooks/seam', (c) => receive(c.req.raw));
 */
export const webhookFetchHandler =
  (receiver: WebhookReceiver) =>
  async (request: Request): Promise<Response> => {
    if (request.method === 'POST')
      return toResponse(await receiver({ headers: request.headers, body: () => readBytes(request) }));
    const answer = errorAnswer(apiError('method_not_allowed'), crypto.randomUUID());
    return toResponse({ ...answer, headers: { ...answer.headers, allow: 'POST' } });
  };
