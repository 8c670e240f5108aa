import { SeamConfigError } from '@org/seam-core';
import { bytesOf } from '@org/seam-core/internal';
import { webhookBodyLimit } from '@org/seam-core/webhooks';
import type { WebhookBody } from '@org/seam-server';
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Keeps the bytes of a body on `request.rawBody`, so that `createSeamWebhook` can be mounted behind a JSON parser. Pass it as
 * `verify`: `express.json({ limit: '256kb', verify: keepRawBody })`. Without the limit the parser rejects bodies of more than
 * 100 kB, before the receiver sees them.
 */
export const keepRawBody = (request: IncomingMessage, _response: ServerResponse, bytes: Buffer): void => {
  Object.assign(request, { rawBody: bytes });
};

type MaybeRead = IncomingMessage & { readonly rawBody?: unknown; readonly body?: unknown };

const consumed = () =>
  new SeamConfigError(
    'createSeamWebhook received a body that was already parsed, but the signature is over the bytes. Mount it before ' +
      `express.json(), or keep the bytes: express.json({ limit: '${webhookBodyLimit / 1024}kb', verify: keepRawBody }).`,
  );

async function* readPieces(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  let isEmpty = true;
  // A body that is too large still needs a response, so the connection must stay open.
  for await (const piece of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    isEmpty = false;
    yield piece;
  }
  // Hosts that emulate Node's server, such as serverless platforms, may end the stream and keep the body elsewhere.
  if (isEmpty && Number(request.headers['content-length'] ?? 0) > 0) throw consumed();
}

/**
 * The body of a request: the bytes that `keepRawBody` or a raw parser kept, or else the stream.
 *
 * @throws SeamConfigError when a parser consumed the body and kept no bytes; for a body of a stream, when that is read
 */
export const rawBodyOf = (request: MaybeRead): WebhookBody => {
  const kept = bytesOf(request.rawBody) ?? bytesOf(request.body);
  if (kept) return kept;
  if (request.readableEnded) throw consumed();
  return readPieces(request);
};
