import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * For `express.json({ limit: '256kb', verify: keepRawBody })`: keeps the bytes beside what is parsed of them, so that
 * `createSeamWebhook` can be mounted behind it. Without the limit the parser itself refuses what is larger than 100 kB,
 * and the receiver does not hear of it.
 */
export const keepRawBody = (request: IncomingMessage, _response: ServerResponse, bytes: Buffer): void => {
  Object.assign(request, { rawBody: bytes });
};
