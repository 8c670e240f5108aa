/** `@org/seam-express`: your own rules between your front-end and Seam. */
export { createSeamRouter } from './create-seam-router.ts';
export type { AuthorizeCall, SeamRouterOptions } from './seam-router-options.ts';
export type { SeamHandlers, SeamTarget } from './seam-target.ts';
export { attachSeam, seamOf } from './attach-seam.ts';
export { seamErrorHandler, type SeamErrorHandlerOptions } from './seam-error-handler.ts';

// Webhooks
export { createSeamWebhook, type SeamWebhookOptions } from './create-seam-webhook.ts';
export { keepRawBody } from './keep-raw-body.ts';
