import { SeamConfigError } from '../../errors/seam-config-error.ts';
import { apiError } from '../../server/api-error.ts';
import { errorAnswer } from '../../server/envelope.ts';
import { collectBytes } from '../../server/params/collect-bytes.ts';
import { webhookBodyLimit } from '../webhook-body-limit.ts';
import type { WebhookAnswer, WebhookReceiver } from './create-webhook-receiver.ts';

const readBytes = async (request: Request): Promise<Uint8Array> => {
  if (request.bodyUsed || request.body?.locked)
    throw new SeamConfigError(
      'The body of a webhook was read, or is being read, before webhookFetchHandler got it. Pass it the request as it came, or a clone.',
    );
  const pieces = (request.body ?? []) as AsyncIterable<Uint8Array>;
  return collectBytes(pieces, webhookBodyLimit, request.headers.get('content-length'));
};

const toResponse = ({ status, headers, body }: WebhookAnswer): Response =>
  new Response(body === '' ? null : body, { status, headers });

/** Answers a delivery as a web-standard request, and is the way to stop. */
export interface WebhookFetchHandler {
  (request: Request): Promise<Response>;
  /** As the receiver's own: lets nothing more in (503), and resolves when what goes on is over. */
  drain(): Promise<void>;
}

/**
 * A receiver as a function from `Request` to `Response`: for Hono, Next.js route handlers, Bun, Deno and workers.
 *
 * @example
 * const receive = webhookFetchHandler(createWebhookReceiver({ secrets, on }));
 * app.all('/webhooks/seam', (c) => receive(c.req.raw));
 */
export const webhookFetchHandler = (receiver: WebhookReceiver): WebhookFetchHandler => {
  const answer = async (request: Request): Promise<Response> => {
    if (request.method === 'POST')
      return toResponse(await receiver({ headers: request.headers, body: () => readBytes(request) }));
    const refusal = errorAnswer(apiError('method_not_allowed'), crypto.randomUUID());
    return toResponse({ ...refusal, headers: { ...refusal.headers, allow: 'POST' } });
  };
  return Object.assign(answer, { drain: () => receiver.drain() });
};
