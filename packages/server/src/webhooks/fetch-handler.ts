import { SeamConfigError } from '@org/seam-core';
import { describeValue } from '@org/seam-core/internal';
import { webhookBodyLimit } from '@org/seam-core/webhooks';
import { apiError } from '../http/api-error.ts';
import { errorResponse } from '../http/envelope.ts';
import { type BodyStream, collectBytes, piecesOf } from '../input/body.ts';
import type { WebhookBodyReading } from './body-readings.ts';
import type { WebhookReceiver, WebhookResponse } from './create-receiver.ts';

/** The body by its shape: a request of another realm, or of a library, is no `instanceof Request`. */
type Body = (BodyStream & { readonly locked?: boolean }) | null | undefined;

async function* counted(body: BodyStream, { signal, hold }: WebhookBodyReading): AsyncGenerator<Uint8Array> {
  for await (const piece of piecesOf(body, signal)) {
    hold(piece.length);
    yield piece;
  }
}

const readBytes = async (request: Request, reading: WebhookBodyReading): Promise<Uint8Array> => {
  const body = request.body as unknown as Body;
  if (request.bodyUsed || body?.locked)
    throw new SeamConfigError(
      'The body of a webhook was read, or is being read, before webhookFetchHandler got it. Pass it the request as it came, or a clone.',
    );
  if (body) return collectBytes(counted(body, reading), webhookBodyLimit);
  // Runtimes without streams have the whole body only.
  return body === undefined ? new Uint8Array(await request.arrayBuffer()) : new Uint8Array();
};

const toResponse = ({ status, headers, body }: WebhookResponse): Response =>
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
 *
 * @throws SeamConfigError when it is not given a receiver
 */
export const webhookFetchHandler = (receiver: WebhookReceiver): WebhookFetchHandler => {
  if (typeof receiver !== 'function' || typeof (receiver as Partial<WebhookReceiver>).drain !== 'function')
    throw new SeamConfigError(
      `webhookFetchHandler takes what createWebhookReceiver returns; got ${describeValue(receiver)}.`,
    );
  const answer = async (request: Request): Promise<Response> => {
    if (request.method === 'POST')
      return toResponse(
        await receiver({ headers: request.headers, body: (reading) => readBytes(request, reading) }),
      );
    const refusal = errorResponse(apiError('method_not_allowed'), crypto.randomUUID());
    return toResponse({ ...refusal, headers: { ...refusal.headers, allow: 'POST' } });
  };
  return Object.assign(answer, { drain: () => receiver.drain() });
};
