import { SeamConfigError } from '@org/seam-core';
import { bytesOf } from '@org/seam-core/internal';
import { apiError } from '@org/seam-server';
import { collectBytes } from '@org/seam-server/internal';
import { webhookBodyLimit } from '@org/seam-core/webhooks';
import type { WebhookBodyReading } from '@org/seam-server';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a parser before the receiver has to be. Its own limit is less than a delivery may have. */
export const keepRawBodyAdvice = `express.json({ limit: '${webhookBodyLimit / 1024}kb', verify: keepRawBody })`;

/**
 * For `express.json({ limit: '256kb', verify: keepRawBody })`: keeps the bytes beside what is parsed of them, so that
 * `createSeamWebhook` can be mounted behind it. Without the limit the parser itself refuses what is larger than 100 kB,
 * and the receiver does not hear of it.
 */
export const keepRawBody = (request: IncomingMessage, _response: ServerResponse, bytes: Buffer): void => {
  Object.assign(request, { rawBody: bytes });
};

type MaybeRead = IncomingMessage & { readonly rawBody?: unknown; readonly body?: unknown };

const gone = () =>
  new SeamConfigError(
    'createSeamWebhook got a body that was parsed before: a signature is over the bytes. Mount it before express.json(), or ' +
      `let that keep them: ${keepRawBodyAdvice}.`,
  );

async function* counted(
  pieces: AsyncIterable<Buffer>,
  hold: WebhookBodyReading['hold'],
): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    hold(piece.length);
    yield piece;
  }
}

/**
 * The bytes of a request: those that `keepRawBody` or a raw parser kept, or, when nobody has read them yet, at most `limit` of
 * them from the connection.
 *
 * @param hold called with the size of each piece before it is kept
 * @throws SeamConfigError when a parser took them and kept nothing
 * @throws SeamApiError `payload_too_large`; what `hold` throws
 */
export const readRawBody = async (
  request: MaybeRead,
  limit: number,
  hold: WebhookBodyReading['hold'] = () => {},
): Promise<Uint8Array> => {
  const kept = bytesOf(request.rawBody) ?? bytesOf(request.body);
  if (kept && kept.byteLength > limit) throw apiError('payload_too_large');
  if (kept) return kept;
  if (request.readableEnded) throw gone();
  // Whoever sends too much is still to be answered, so the connection has to stay.
  const stream = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  const bytes = await collectBytes(counted(stream, hold), limit);
  // Hosts that stand in for node's server, as those of functions do, may end an empty stream and have the body elsewhere.
  if (bytes.length === 0 && Number(request.headers['content-length'] ?? 0) > 0) throw gone();
  return bytes;
};
