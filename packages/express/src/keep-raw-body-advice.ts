import { webhookBodyLimit } from '@org/seam-core/webhooks';

/** What a parser before the receiver has to be. Its own limit is less than a delivery may have. */
export const keepRawBodyAdvice = `express.json({ limit: '${webhookBodyLimit / 1024}kb', verify: keepRawBody })`;
