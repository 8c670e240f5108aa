/** `@org/seam-testing/msw`: the fake behind Mock Service Worker. */
export { seamHandlers, type SeamHandlersOptions } from './seam-handlers.ts';
