import type { IncomingMessage } from 'node:http';

type MaybeRead = IncomingMessage & { readonly rawBody?: unknown; readonly body?: unknown };

/**
 * The bytes of a request: those that `keepRawBody` or a raw parser kept, or, when nobody has read them yet, at most `limit` of
 * them from the connection.
 *
 * @returns `gone` when a parser took them and kept nothing
 */
export const readRawBody = async (
  request: MaybeRead,
  limit: number,
): Promise<Uint8Array | 'gone' | 'too_large'> => {
  const kept = [request.rawBody, request.body].find((value) => value instanceof Uint8Array);
  if (kept) return kept.byteLength > limit ? 'too_large' : kept;
  if (request.readableEnded) return 'gone';
  const chunks: Buffer[] = [];
  let size = 0;
  // Whoever sends too much is still to be answered, so the connection has to stay.
  const stream = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limit) return 'too_large';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};
