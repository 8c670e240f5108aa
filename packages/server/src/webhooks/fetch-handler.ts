import { SeamConfigError } from '@org/seam-core';
import { describeValue } from '@org/seam-core/internal';
import { apiError } from '../http/api-error.ts';
import { errorResponse } from '../http/response.ts';
import type { WebhookBody } from './body-reader.ts';
import type { WebhookReceiver, WebhookResponse } from './create-receiver.ts';

const bodyOf = (request: Request): WebhookBody | Promise<WebhookBody> => {
  // Typed by what some runtimes have: no stream at all.
  const body = request.body as Request['body'] | undefined;
  if (request.bodyUsed || body?.locked)
    throw new SeamConfigError(
      'The body of a webhook was read, or is being read, before createWebhookFetchHandler received it. Pass the request ' +
        'before anything reads it, or pass a clone.',
    );
  return body === undefined ? request.arrayBuffer() : (body ?? new Uint8Array());
};

const toResponse = ({ status, headers, body }: WebhookResponse): Response =>
  new Response(body === '' ? null : body, { status, headers });

/** Receives deliveries as web-standard requests. */
export interface WebhookFetchHandler {
  (request: Request): Promise<Response>;
  /** Shuts down the receiver: see `WebhookReceiver.drain`. */
  drain(): Promise<void>;
}

/**
 * Wraps a receiver as a function from `Request` to `Response`: for Hono, Next.js route handlers, Bun, Deno and workers. It
 * accepts POST requests to any URL.
 *
 * @example
 * const receive = createWebhookFetchHandler(createWebhookReceiver({ secrets, handlers }));
 * app.all('/webhooks/seam', (c) => receive(c.req.raw));
 *
 * @throws SeamConfigError when `receiver` is not a receiver
 */
export const createWebhookFetchHandler = (receiver: WebhookReceiver): WebhookFetchHandler => {
  if (typeof receiver !== 'function' || typeof (receiver as Partial<WebhookReceiver>).drain !== 'function')
    throw new SeamConfigError(
      `createWebhookFetchHandler takes what createWebhookReceiver returns; got ${describeValue(receiver)}.`,
    );
  const respond = async (request: Request): Promise<Response> => {
    if (request.method === 'POST')
      return toResponse(await receiver({ headers: request.headers, body: () => bodyOf(request) }));
    const error = errorResponse(apiError('method_not_allowed'), crypto.randomUUID());
    return toResponse({ ...error, headers: { ...error.headers, allow: 'POST' } });
  };
  return Object.assign(respond, { drain: () => receiver.drain() });
};
