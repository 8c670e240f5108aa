import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * For `express.json({ verify: keepRawBody })`: keeps the bytes beside what is parsed of them, so that `createSeamWebhook` can
 * be mounted behind it.
 */
export const keepRawBody = (request: IncomingMessage, _response: ServerResponse, bytes: Buffer): void => {
  Object.assign(request, { rawBody: bytes });
};
