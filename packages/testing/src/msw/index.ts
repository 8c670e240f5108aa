/** `@org/seam-testing/msw`: request handlers for Mock Service Worker. */
export { seamHandlers, type SeamHandlersOptions } from './seam-handlers.ts';
